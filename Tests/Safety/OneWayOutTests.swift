import Foundation
import Testing

@testable import Output

/// What is written to people and machines passes one place.
@Suite struct OneWayOutTests {
  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")

  /// The files that may write, and what they write to.
  private static let allowed: Set<String> = [
    // Every descriptor; every file that the operator names.
    "Output/Descriptor.swift", "Output/OutputFile.swift",
    // A snapshot's own bytes, into a folder that the operator names or a file without a name.
    "Files/FolderWriter.swift", "Files/SpillBuffer.swift",
    // The terminal's own modes, and what stderr was told meanwhile.
    "CNcurses/CNcurses.c",
    // Not installed.
    "Benchmarks/LogBenchmark.swift",
  ]

  private static var writes: Regex<(Substring, Substring?, Substring?, Substring?, Substring?, Substring?)> {
    #/FileHandle\.standard(Output|Error)|\.write\((to|contentsOf|toFile|toUrl):|createFile\(|\b(print|debugPrint|dump|fputs|puts|putchar|putc|fputc|printf|fprintf|vfprintf|dprintf|fwrite|perror|syslog|NSLog|fopen|mkstemp|writev|pwrite|sendfile)\(|(Glibc|Darwin|Foundation)\.write\(|(^|[^.\w])write\([^_)]*STD|TextOutputStream/#
  }

  @Test func `nothing else writes to a descriptor`() throws {
    let walker = try #require(FileManager.default.enumerator(atPath: Self.sources.path))
    var seen = 0
    for case let name as String in walker where name.hasSuffix(".swift") || name.hasSuffix(".c") {
      seen += 1
      if Self.allowed.contains(name) { continue }
      let text = try String(contentsOf: Self.sources.appendingPathComponent(name), encoding: .utf8)
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let code = line.drop { $0 == " " }
        if code.hasPrefix("//") || code.hasPrefix("case ") { continue }
        #expect(line.firstMatch(of: Self.writes) == nil, "\(name):\(number + 1): \(line)")
      }
    }
    #expect(seen > 100)
  }

  @Test func `the search finds what it looks for`() {
    for line in [
      "  print(x)", "FileHandle.standardError.write(data)", "try data.write(to: url)", "fputs(a, b)",
    ] {
      #expect(line.firstMatch(of: Self.writes) != nil, "\(line)")
    }
  }

  @Test(arguments: [
    ("a\u{1B}b", #"a\u{1b}b"#), ("a\nb", #"a\u{a}b"#), ("a\tb", "a\tb"), ("日本語の名前", "日本語の名前"),
    ("葛\u{E0100}", "葛\u{E0100}"), ("👩\u{200D}👧", "👩\u{200D}👧"), ("⚠\u{FE0F}", "⚠\u{FE0F}"),
    ("a\u{FE0F}", #"a\u{fe0f}"#), ("x\u{E0041}", #"x\u{e0041}"#), ("a\u{AD}b", #"a\u{ad}b"#),
    ("\u{FEFF}a", #"\u{feff}a"#), ("a\u{3164}b", #"a\u{3164}b"#), ("a\r\nb", #"a\u{d}\u{a}b"#),
  ])
  func `one line is one line`(text: String, shown: String) { #expect(VisibleText.line(text) == shown) }

  @Test func `every hidden character is escaped in JSON and is the same text again`() throws {
    for value in (0...0x10FFFF as ClosedRange<UInt32>) {
      guard let scalar = Unicode.Scalar(value), VisibleText.isHidden(scalar) else { continue }
      let text = "a\(scalar)b"
      let made = JSONString.quote(text)
      #expect(!made.unicodeScalars.contains { VisibleText.isHidden($0) }, "\(value)")
      let back = try JSONSerialization.jsonObject(with: Data(made.utf8), options: .fragmentsAllowed)
      #expect((back as? String)?.unicodeScalars.elementsEqual(text.unicodeScalars) == true, "\(value)")
    }
  }
}
