import Sentences
@testable import Commands
import Testing

@testable import Screens

@Suite struct TextTests {
  @Test(arguments: [
    ("abc", 3), ("日本", 4), ("e\u{301}", 1), ("✓✗", 2), ("ｱ", 1), ("─", 1), ("🚑", 2), ("", 0),
  ])
  func `widths are counted in cells`(text: String, cells: Int) {
    #expect(Width.of(text) == cells)
  }

  @Test(arguments: [
    ("a\u{1B}[31mb", "a\\u{1b}[31mb"), ("a\nb\tc", "a b c"), ("\u{202E}x\u{2066}", "\\u{202e}x\\u{2066}"),
    ("⚠\u{FE0F}", "⚠"), ("👩\u{200D}👧", "👩👧"), ("a\u{200D}b", "a\\u{200d}b"), ("\u{9B}1m", "\\u{9b}1m"),
    ("\u{0}", "\\u{0}"), ("\u{E000}", "\\u{e000}"), ("葛\u{E0100}城", "葛\u{E0100}城"),
  ])
  func `what could disturb a terminal is taken out of every span`(text: String, clean: String) {
    #expect(Span(text).text == clean)
  }

  @Test(arguments: [
    ("the quick brown fox", 9, ["the quick", "brown fox"]),
    ("ロードバランサー。", 16, ["ロードバラン", "サー。"]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ("/LoadBalancers/0/Name", 16, ["/LoadBalancers/", "0/Name"]),
    ("'awsvpc={subnets=[subnet-0f43af92]}'", 24, ["'awsvpc={subnets=[", "subnet-0f43af92]}'"]),
  ])
  func `lines break by the rules of both languages`(text: String, width: Int, rows: [String]) {
    let made = Wrap.rows([Span(text)], width: width).map(\.text)
    #expect(made == rows)
  }

  @Test func `a cut goes never through a wide character`() {
    let cut = [Span("日本語です")].cut(to: 6)
    #expect(cut.text == "日本⋯")
    #expect(cut.width <= 6)
  }

  @Test func `a value is set off by spaces as its language wants`() {
    #expect(Words(.japanese)(.effectStill, "Targets") == "Targets で引き続き失敗")
    #expect(Words(.japanese)(.effectStill, "外部への経路") == "外部への経路で引き続き失敗")
    #expect(Words(.english)(.effectStill, "Targets") == "still fails at Targets")
    #expect(Words(.japanese)(.exportFailed, "書庫", "x") == "レポートを書庫に書けません: x")
  }

  @Test func `every word stands in both languages`() {
    for word in Word.allCases {
      for language in Language.allCases {
        let found = Words.tables(language).compactMap { $0[word] }
        #expect(found.count == 1, "\(word) in \(language)")
      }
    }
  }

  @Test(arguments: [
    ("aws x y --a 1 --b 2", 40, ["aws x y --a 1 --b 2"]),
    ("aws x y --aaaa 1 --bbbb 2", 16, ["aws x y \\", "  --aaaa 1 \\", "  --bbbb 2"]),
    ("aws x --p 'a --b c' --q 1", 12, ["aws x \\", "  --p 'a --b c' \\", "  --q 1"]),
  ])
  func `commands are folded before options, never inside quotes`(text: String, width: Int, rows: [String])
    throws
  {
    #expect(ShellLines.folded(try CommandReader.read(text), width: width) == rows)
  }
}
