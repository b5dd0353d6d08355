/// One reader of hostile input, as a plain function over bytes.
///
/// The same functions run under libFuzzer (`.ci/fuzz`) and, over their seeds and seeded mutations, in `swift test`.
/// A function that returns has held: what must hold beyond that it says with ``hold(_:_:file:line:)``.
package struct FuzzTarget: Sendable {
  /// How it is called on the command line and in tables.
  package let name: String
  /// Whole inputs from which mutations start.
  package let seeds: [[UInt8]]
  /// Words of the format, which a mutation puts in or looks for.
  package let words: [String]
  /// Bytes of the longest input that is tried.
  package let longest: Int
  /// Reads one input to the end.
  package let run: @Sendable ([UInt8]) -> Void

  package init(
    _ name: String, longest: Int = 4096, seeds: [[UInt8]], words: [String] = [],
    _ run: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.name = name
    self.longest = longest
    self.seeds = seeds
    self.words = words
    self.run = run
  }

  /// Every target, in the order in which they are run.
  package static let all: [FuzzTarget] = [
    .json, .logs, .messages, .policies, .terraform, .playbook, .query, .archive, .report, .journal, .keys,
  ]

  /// The target of a name.
  package static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }

  /// The words in the form that libFuzzer reads: one quoted word a line, other bytes in hexadecimal.
  package var dictionary: String {
    words.map { word in
      let quoted = word.utf8.map { byte -> String in
        let isPlain = byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        let digits = String(byte, radix: 16)
        return isPlain
          ? String(UnicodeScalar(byte)) : "\\x" + (digits.count == 1 ? "0" : "") + digits
      }
      return "\"" + quoted.joined() + "\"\n"
    }.joined()
  }
}

/// Ends the process with a word on stderr where something does not hold; `precondition` is silent in release mode.
package func hold(
  _ holds: Bool, _ what: @autoclosure () -> String = "", file: StaticString = #fileID, line: UInt = #line
) {
  if !holds { fatalError(what(), file: file, line: line) }
}
