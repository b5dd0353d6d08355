/// Writes words for bash: the one place in which anything is quoted.
package enum Shell {
  /// A stretch of a printed word.
  struct Run {
    enum Kind { case plain, single, escaped, double }

    var kind: Kind
    /// What is written, before it is quoted; what is expanded stands as it is.
    var source: String
    /// The stretches that one pair of double quotes holds together.
    var inner: [Run] = []

    /// What stands between the quotes.
    var body: String {
      switch kind {
      case .plain: source
      case .single: source.utf8.contains(UInt8(ascii: "'")) ? source.replacing("'", with: "'\\''") : source
      case .double where inner.isEmpty: source
      case .escaped, .double: atoms.joined()
      }
    }

    /// The same in parts that stay whole when a line is folded.
    var atoms: [String] {
      switch kind {
      case .plain: source.map { String($0) }
      case .single: source.map { $0 == "'" ? "'\\''" : String($0) }
      case .escaped: source.unicodeScalars.map { Shell.escaped($0) }
      case .double: inner.isEmpty ? [source] : inner.flatMap(\.atoms)
      }
    }

    var opening: String {
      switch kind {
      case .plain: ""
      case .single: "'"
      case .escaped: "$'"
      case .double: "\""
      }
    }

    var closing: String {
      switch kind {
      case .plain: ""
      case .single, .escaped: "'"
      case .double: "\""
      }
    }
  }

  /// A name as a variable of the shell.
  package static func variable(_ name: String) -> String {
    let upper = name.unicodeScalars.map { scalar -> Character in
      guard scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
        return "_"
      }
      return Character(scalar.properties.uppercaseMapping)
    }
    let text = String(upper)
    if taken.contains(text) { return text + "_VALUE" }
    return text.first?.isNumber ?? true ? "_" + text : text
  }

  /// Variables that every shell has: a command that asks for one of them would go on with what stands there.
  private static let taken: Set<String> = [
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "TERM", "LANG", "PWD", "OLDPWD", "HOSTNAME", "HOST", "UID",
    "EUID", "GROUPS", "MAIL", "EDITOR", "PAGER", "DISPLAY", "TMPDIR", "COLUMNS", "LINES", "IFS", "RANDOM",
    "SECONDS", "LINENO", "STATUS", "_",
  ]

  /// One word, quoted only where it has to be, so that what is printed stays readable.
  static func runs(_ word: CommandWord) -> [Run] {
    var runs: [Run] = []
    var text = ""
    func flush() {
      if !text.isEmpty { runs.append(known(text)) }
      text = ""
    }
    for piece in word.pieces {
      switch piece {
      case .literal(let part), .value(let part, _): text += part
      default:
        flush()
        runs.append(Run(kind: .double, source: expansion(piece)))
      }
    }
    flush()
    if runs.isEmpty { return [Run(kind: .single, source: "")] }
    // A word around variables of the operator's is easier to read in one pair of quotes.
    let hasVariable = word.pieces.contains { piece in
      if case .variable = piece { true } else { false }
    }
    if hasVariable, runs.allSatisfy({ $0.kind == .plain || $0.kind == .double }) {
      return [Run(kind: .double, source: "", inner: runs)]
    }
    return runs
  }

  private static func expansion(_ piece: CommandWord.Piece) -> String {
    switch piece {
    case .literal, .value: ""
    case .unknown(let name): "${\(variable(name)):?set \(variable(name))}"
    case .variable(let name, let means): "${\(variable(name)):?set \(variable(name)) \(means)}"
    case .refused(let name, let why): "${\(variable(name)):?set \(variable(name)), \(why.rawValue)}"
    case .output(let command): "$(\(command.text))"
    }
  }

  private static func known(_ text: String) -> Run {
    // zsh looks a word up that begins with `=`.
    if text.utf8.allSatisfy(isPlain) {
      return Run(kind: text.hasPrefix("=") ? .single : .plain, source: text)
    }
    return Run(kind: text.unicodeScalars.contains(where: isActive) ? .escaped : .single, source: text)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
      || [0x2D, 0x5F, 0x2E, 0x2F, 0x3A, 0x3D, 0x40, 0x25, 0x2B, 0x2C].contains(byte)
  }

  /// What a terminal acts on or does not show: controls, directions, invisible characters.
  private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value >= 0x20, scalar.value < 0x7F { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// One character between `$'` and `'`, in bytes: what `\u` means depends on the locale.
  fileprivate static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "\r": return "\\r"
    case "\\": return "\\\\"
    // History expansion of older shells does not see where `$'` ends.
    case "'", "!": break
    default: if !isActive(scalar) { return String(scalar) }
    }
    return String(scalar).utf8.map { byte in
      let digits = String(byte, radix: 16)
      return "\\x" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}

extension CommandWord {
  /// The word as bash reads it.
  package var text: String {
    Shell.runs(self).map { $0.opening + $0.body + $0.closing }.joined()
  }
}

extension ShellCommand {
  /// The command as bash reads it, on one line.
  package var text: String {
    stages.flatMap { stage -> [String] in
      let body: [String] =
        switch stage.body {
        case .words(let words): Arguments.settled(words).map(\.text)
        case .group(let command): ["{", command.text + ";", "}"]
        }
      return (stage.connector.map { [$0.rawValue] } ?? []) + body
        + stage.redirections.flatMap { [$0.sign, $0.file.text] }
    }.joined(separator: " ")
  }
}
