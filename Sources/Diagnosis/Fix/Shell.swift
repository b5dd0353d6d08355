/// Words of a POSIX shell's command line.
///
/// A value that the evidence does not hold is carried as a marked name and becomes `"${NAME:?set NAME}"`, so that
/// a command which was not completed stops instead of doing something else.
package enum Shell {
  private static let mark: Character = "\u{1}"

  /// The marked form of an unknown value's name.
  package static func unknown(_ name: String) -> String {
    let upper = name.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
    return "\(mark)\(String(upper))\(mark)"
  }

  /// The names of the unknown values in a text.
  package static func unknowns(_ text: String) -> [String] {
    pieces(text).filter(\.unknown).map(\.text)
  }

  /// One word of the command line, quoted only where it has to be.
  package static func quote(_ word: String) -> String {
    if word.isEmpty { return "''" }
    return pieces(word).map { piece in
      if piece.unknown { return "\"${\(piece.text):?set \(piece.text)}\"" }
      let plain = piece.text.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "-_./:=@%+,".unicodeScalars.contains(scalar))
      }
      return plain ? piece.text : "'" + piece.text.replacing("'", with: "'\\''") + "'"
    }.joined()
  }

  /// A command line of words.
  package static func line(_ words: [String]) -> String { words.map { quote($0) }.joined(separator: " ") }

  private static func pieces(_ text: String) -> [(text: String, unknown: Bool)] {
    // A policy or a container definition is written as JSON, which escapes the mark.
    text.replacing("\\u0001", with: String(mark)).split(separator: mark, omittingEmptySubsequences: false)
      .enumerated()
      .map { (String($0.element), $0.offset % 2 == 1) }
      .filter { !$0.text.isEmpty }
  }
}
