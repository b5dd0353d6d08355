@testable import Sentences
@testable import Evidence
@testable import Files
import Foundation
import Testing

@testable import Screens

@Suite struct MarkdownTests {
  static let hostile = [
    "# not a heading", "- no item", "1. no item", "> no quote", "a | b", "`code`",
    "<script>alert(1)</script>",
    "[link](javascript:alert(1))", "![image](http://x)", "\u{1B}[31mred", "a\nb\n\n# c", "\u{202E}reversed",
    "**bold** _it_", "&lt;b&gt;", "http://evil.example/x", "@someone", "``` fence", "~~~", "$x$", "|---|",
  ]

  @Test(arguments: hostile)
  func `text of a snapshot cannot become structure`(text: String) {
    let page = Page([.paragraph(Phrase([.plain(text)]))])
    let made = Markdown.text(page, words: Words(.english))
    #expect(made.split(separator: "\n").count == 1)
    for bad in ["<script", "\u{1B}", "\u{202E}", "://"] { #expect(!made.contains(bad), "\(bad)") }
    #expect(!"#->".contains(made.first ?? "x"))
    #expect(made.range(of: #"(^|[^\\])[]|`*]"#, options: .regularExpression) == nil)
  }

  @Test(arguments: hostile)
  func `a table's cell reads back as it was written`(text: String) {
    let citation = Citation(
      file: "a b.json", line: 7, document: 2, pointer: "/A/0", value: text, says: Sentence(name: text))
    let page = Page([.table(["E", "", "", "", ""], [EvidenceRow.cells(3, citation, isPart: false)])])
    let read = ReportReader.read(Markdown.text(page, words: Words(.english)))
    #expect(read.evidence.count == 1)
    let found = read.evidence.first
    #expect(found?.name == "E3")
    #expect(found?.citation.value == Span.clean(text))
    #expect(found?.citation.file == "a b.json")
    #expect(found?.citation.line == 7)
    #expect(found?.citation.document == 2)
    #expect(found?.citation.pointer == "/A/0")
  }

  @Test func `nothing inside a fence closes it`() {
    let made = Markdown.text(Page([.code("a\n```\nb", language: "text")]), words: Words(.english))
    #expect(made == "````text\na\n```\nb\n````\n")
  }

  @Test func `a very long value is cut and says so`() {
    let made = MarkdownText.code(String(repeating: "x", count: 100_000))
    #expect(made.utf8.count < 500)
    #expect(made.contains("⋯"))
  }

  @Test(arguments: ["a\"b", "end", "x [y] {z} (w)", "a<b>c", "#1", "日本語の長い名前がここにありますので切られるはずですよねえ、そうでしょう"])
  func `labels of a flowchart hold nothing that Mermaid reads`(label: String) {
    var chart = Flowchart()
    chart.box(1, label)
    chart.question(2, label)
    chart.arrow(1, 2, label)
    let allowed =
      #/flowchart TD|  n\d+(\["[^"\[\]{}()|`<>;]*(;[^"\[\]{}()|`<>]*)*"\]|\{"[^"]*"\}| -->(\|"[^"|]*"\|)? n\d+)/#
    for line in chart.text.split(separator: "\n") { #expect(line.wholeMatch(of: allowed) != nil, "\(line)") }
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `SHA-256 gives the standard's examples`(text: String, digest: String) {
    #expect(SHA256.hex(Array(text.utf8)) == digest)
  }

  @Test(arguments: Language.allCases)
  func `the sample report looks as recorded`(language: Language) {
    let words = Words(language)
    let made = Markdown.text(ReportPage.of(SampleIncident.english, words), words: words)
    expectGolden(made, "Markdown/report-\(language.rawValue).md")
    #expect(made == Markdown.text(ReportPage.of(SampleIncident.english, words), words: words))
  }

  @Test func `both languages cite the same evidence`() {
    let reports = Language.allCases.map { language in
      let words = Words(language)
      let text = Markdown.text(ReportPage.of(SampleIncident.english, words), words: words)
      return ReportReader.read(text).evidence.map { "\($0.citation.file):\($0.citation.line)" }
    }
    #expect(reports[0] == reports[1])
    #expect(reports[0].count == 2)
  }
}
