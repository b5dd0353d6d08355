@testable import Diagnosis
@testable import Evidence
import Foundation
import Testing

@Suite struct SentenceCatalogueTests {
  private static let sample = SentenceCatalogue([
    ("no rule of {} for {}", "{} に {} のルールがない"),
    ("{} of {} requests failed", "{2} 件中 {1} 件が失敗"),
    ("the group of {}", "{} のグループ"),
    ("the groups are known", "グループは既知"),
    ("{} passes: {}", "{} は通過: {}"),
    ("{} stays; {} goes", "{} は残り {} は出る"),
    ("looked at {}", "確認: {}"),
    ("{} by {}", "{}（{} 経由）"),
    ("the store", "ストア"),
    ("AWS said: {*}", "AWS の応答: {}"),
    ("{} is {}", "{} は {}"),
  ])

  /// A sentence, and its form in the sample's language.
  struct Row: Sendable, CustomTestStringConvertible {
    let sentence: String
    let form: String?

    init(_ sentence: String, _ form: String?) {
      self.sentence = sentence
      self.form = form
    }

    var testDescription: String { sentence }
  }

  @Test(arguments: [
    Row("the groups are known", "グループは既知"),
    Row("no rule of sg-1 for tcp/443", "sg-1 に tcp/443 のルールがない"),
    Row("3 of 40 requests failed", "40 件中 3 件が失敗"),
    Row("no rule of the door of web for tcp/1", nil),
    Row("no rule of the group of web for tcp/1", "web のグループに tcp/1 のルールがない"),
    Row("the groups are known; 3 of 40 requests failed", "グループは既知。40 件中 3 件が失敗"),
    Row("sg-1 stays; sg-2 goes", "sg-1 は残り sg-2 は出る"),
    Row("web passes: no rule of a for b; the groups are known", "web は通過: a に b のルールがない。グループは既知"),
    Row("looked at the store by nat-1, S3 by nat-2", "確認: ストア（nat-1 経由）、S3（nat-2 経由）"),
    Row("looked at a, b", "確認: a, b"),
    Row("AWS said: it is not to be had", "AWS の応答: it is not to be had"),
    Row("the store is not as it was", nil),
    Row("a sentence that nobody wrote down", nil),
  ])
  func `a sentence is found by its words and filled from the inside out`(_ row: Row) {
    #expect(SentenceCatalogueTests.sample.known(row.sentence) == row.form)
    // The second time it comes from memory.
    #expect(SentenceCatalogueTests.sample.known(row.sentence) == row.form)
  }

  @Test func `what is not known stays English as a whole, beside joined sentences that are known`() {
    let sample = SentenceCatalogueTests.sample
    #expect(sample.translated("nobody wrote the rule of web") == "nobody wrote the rule of web")
    #expect(
      sample.translated("the groups are known; nobody was at the door")
        == "グループは既知; nobody was at the door")
  }

  @Test func `a word in a gap is a name even where it stands for something elsewhere`() {
    let catalogue = SentenceCatalogue([("path", "経路"), ("{} is gone", "{} がない")])
    #expect(catalogue.known("path") == "経路")
    #expect(catalogue.known("path is gone") == "path がない")
  }

  @Test func `every sentence of the file has its gaps on both sides, and stands once`() throws {
    let url = URL(fileURLWithPath: Checkout.root + "/Sources/CPlaybooks/sentences.ja.yaml")
    let entries = SentenceCatalogue.entries(yaml: try String(contentsOf: url, encoding: .utf8))
    #expect(entries.count > 1000)
    #expect(Set(entries.map(\.0)).count == entries.count)
    for (sentence, other) in entries {
      let template = SentenceTemplate(sentence, other)
      #expect(Set(template.used) == Set(0..<template.gaps), "\(sentence)")
    }
  }

  @Test func `English is told as it was made`() {
    let citation = Citation(file: "a.json", line: 1, pointer: "/A", value: "b", says: "the route table")
    let finding = Finding(.confirmed, because: "no route leads to igw-1", evidence: [citation])
    #expect(Speech("en")(finding).because == finding.because)
    #expect(Speech("en")(citation) == citation)
    #expect(Speech("ja")(finding).because != finding.because)
    #expect(Speech("ja")(citation).says == "ルートテーブル")
    #expect(Speech("ja")(citation).value == "b")
  }

  @Test func `the operator's own words stay`() {
    let found = Finding(.ruledOut, because: "the route table", evidence: [])
    let conclusion = Conclusion(
      playbook: "p", outcome: .nothingFound, subject: Subject([:]), causes: [],
      ruledOut: [
        .init(id: "own", because: "the security groups", evidence: [], isDecoy: false),
        .init(id: "decoy", because: "誤り (the route table)", evidence: [], isDecoy: true),
      ], undetermined: [], notApplicable: [], unlisted: [], symptom: nil, nextBest: nil,
      judgements: [
        "own": Judgement(
          id: "own", verdict: .ruledOut, finding: found, decidedBy: "the security groups"),
        "decoy": Judgement(id: "decoy", verdict: .ruledOut, finding: found),
      ], hops: [:])
    #expect(Speech("ja")(conclusion).ruledOut.map(\.because) == ["the security groups", "誤り（ルートテーブル）"])
    #expect(Speech("en")(conclusion).ruledOut.map(\.because) == conclusion.ruledOut.map(\.because))
  }
}
