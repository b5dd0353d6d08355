@testable import Sentences
import Testing

@testable import Diagnosis

@Suite struct SentenceTests {
  private static let forms = SentenceForms(
    [
      ("{} is gone", "{} がない"), ("the route table", "ルートテーブル"), ("{} routes {}", "{2} を {1} が転送する"),
      ("open", "開いている"), ("closed", "閉じている"), ("the port is {}", "ポートは{}"),
      ("the port is {} for {}", "{2} のポートは{1}"), ("nobody", "なし"),
    ], .japanese)

  @Test func `a sentence keeps its template and reads as the same literal does`() {
    let (name, count) = ("rtb-1", 2)
    let sentence: Sentence = "\(name) has \(count) routes"
    #expect(sentence.template == "{} has {} routes")
    #expect(sentence.english == "\(name) has \(count) routes")
  }

  @Test func `its names are those of its own gaps and of the sentences inside it`() {
    let inner: Sentence = "\("sg-1" as String) is open"
    let list = [inner, "\("sg-2" as String) is shut"].joined(separator: "; ")
    let sentence: Sentence = "\(inner) for \(443), \(list)"
    #expect(sentence.names == ["sg-1", "sg-2", "443"])
    #expect(Sentence("nothing is named").names.isEmpty)
  }

  @Test func `names stay and sentences are said in the language, in its order`() {
    let table: Sentence = "the route table"
    #expect(SentenceTests.forms.said("\(table) is gone") == "ルートテーブルがない")
    #expect(SentenceTests.forms.said("\("rtb-1" as String) routes \(table)") == "ルートテーブルを rtb-1 が転送する")
  }

  @Test func `a name is a name even where it stands for something elsewhere`() {
    let name = "the route table"
    #expect(SentenceTests.forms.said("\(name) is gone") == "the route table がない")
  }

  @Test(arguments: [true, false]) func `a word that is chosen in a gap is a sentence`(isOpen: Bool) {
    let sentence: Sentence = "the port is \(isOpen ? "open" : "closed")"
    #expect(sentence.english == (isOpen ? "the port is open" : "the port is closed"))
    #expect(SentenceTests.forms.said(sentence) == (isOpen ? "ポートは開いている" : "ポートは閉じている"))
  }

  @Test(arguments: ["eni-1", nil]) func `words stand where there is no name`(name: String?) {
    let sentence: Sentence = "\(name, or: "nobody") is gone"
    #expect(sentence.english == "\(name ?? "nobody") is gone")
    #expect(SentenceTests.forms.said(sentence) == "\(name.map { "\($0) " } ?? "なし")がない")
  }

  @Test func `lists keep their elements; names alone are listed as they are written`() {
    let list: [Sentence] = ["the route table", "\("igw-1" as String) is gone"]
    #expect(list.joined(separator: "; ").english == "the route table; igw-1 is gone")
    #expect(SentenceTests.forms.said(list.joined(separator: "; ")) == "ルートテーブル。igw-1 がない")
    let names = ["a", "b"].map { Sentence(name: $0) }.joined(separator: ", ")
    #expect(SentenceTests.forms.said("\(names) is gone") == "a, b がない")
  }

  @Test func `a sum of literals is the same template as one literal`() {
    let name = "sg-1"
    let sum: Sentence = "the port is " + "\(name) for " + "\(name)"
    #expect(sum.template == "the port is {} for {}")
    #expect(sum == "the port is \(name) for \(name)")
  }

  @Test func `what has no form stays English and is told`() {
    let forms = SentenceForms([("open", "開いている")], .japanese)
    let sentence: Sentence = "nobody wrote \("sg-1" as String): \("open" as Sentence)"
    #expect(forms.said(sentence) == "nobody wrote sg-1: 開いている")
    #expect(forms.open(sentence) == ["nobody wrote {}: {}"])
  }

  @Test func `a change of names keeps the template; a change beyond them makes one name of it`() {
    let sentence: Sentence = "\("secret" as String) is gone"
    let hidden = sentence.mapped { $0.replacing("secret", with: "redacted") }
    #expect(hidden.english == "redacted is gone")
    #expect(hidden.template == "{} is gone")
    let whole = sentence.mapped { $0.replacing("secret is", with: "redacted was") }
    #expect(whole.english == "redacted was gone")
    #expect(whole.template == "{}")
  }
}
