/// One word of a command, made of pieces: what the program says, what the snapshot says, what is not known.
///
/// Only literals of the source make a `literal` by themselves, and only words can stand in an interpolation, so
/// that no text of a snapshot is ever taken for a part of the command.
package struct CommandWord: Sendable, Hashable {
  package enum Piece: Sendable, Hashable {
    /// What the program or the playbook wrote.
    case literal(String)
    /// What the evidence says, and the name to ask by where it cannot be used.
    case value(String, name: String)
    /// A value that the evidence does not hold.
    case unknown(String)
    /// A variable that only the operator can set, and what to set it to.
    case variable(String, means: String)
    /// A value that a program would not take for a value.
    case refused(String, Refusal)
    /// What another command prints.
    case output(ShellCommand)
  }

  /// Why a value of the snapshot is not written into a command.
  package enum Refusal: String, Sendable, Hashable {
    case option = "the recorded value would be taken for an option"
    case file = "the recorded value would be taken for a file to read"
    case nul = "the recorded value holds a NUL character"
  }

  package var pieces: [Piece]

  package init(_ pieces: [Piece]) { self.pieces = pieces }

  /// A text of the program's own, an option's name for example.
  package static func own(_ text: String) -> CommandWord { CommandWord([.literal(text)]) }

  /// What the snapshot says.
  package static func value(_ text: String, _ name: String) -> CommandWord {
    CommandWord([.value(text, name: name)])
  }

  /// What has to be set before the command runs.
  package static func unknown(_ name: String) -> CommandWord { CommandWord([.unknown(name)]) }

  /// A variable that only the operator can set.
  package static func variable(_ name: String, means: String) -> CommandWord {
    CommandWord([.variable(name, means: means)])
  }

  /// A playbook's text, in which `${name}` is a value: one of those that are known, or one to be set.
  package init(template text: String, _ value: (String) -> String?) {
    pieces = []
    var rest = text[...]
    var literal = ""
    while let open = rest.firstRange(of: "${") {
      literal += rest[..<open.lowerBound]
      let after = rest[open.upperBound...]
      let name = after.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
      if name.isEmpty || after[name.endIndex...].first != "}" {
        literal += "${"
        rest = after
        continue
      }
      if !literal.isEmpty { pieces.append(.literal(literal)) }
      literal = ""
      pieces.append(value(String(name)).map { .value($0, name: String(name)) } ?? .unknown(String(name)))
      rest = after[after.index(after: name.endIndex)...]
    }
    literal += rest
    if !literal.isEmpty || pieces.isEmpty { pieces.append(.literal(literal)) }
  }

  /// What another command prints.
  package static func output(_ command: ShellCommand) -> CommandWord { CommandWord([.output(command)]) }

  /// A file of the operator's: a leading `-` cannot make it an option.
  package static func path(_ text: String, _ name: String) -> CommandWord {
    text.hasPrefix("-") ? "./\(CommandWord.value(text, name))" : .value(text, name)
  }

  package static func + (left: CommandWord, right: CommandWord) -> CommandWord {
    CommandWord(left.pieces + right.pieces)
  }

  /// The words with something between them.
  package static func joined(_ words: [CommandWord], _ separator: CommandWord) -> CommandWord {
    guard var result = words.first else { return "" }
    for word in words.dropFirst() { result = result + separator + word }
    return result
  }

  /// The word with the values that are known.
  package func filled(_ value: (String) -> String?) -> CommandWord {
    CommandWord(
      pieces.map { piece in
        guard case .unknown(let name) = piece, let text = value(name) else { return piece }
        return .value(text, name: name)
      })
  }

  /// The known text; a value that is not known stands with its name.
  package var plain: String {
    pieces.map { piece in
      switch piece {
      case .literal(let text), .value(let text, _): text
      case .unknown(let name), .variable(let name, _), .refused(let name, _): Shell.variable(name)
      case .output: ""
      }
    }.joined()
  }

  package var isEmpty: Bool {
    pieces.allSatisfy { piece in
      switch piece {
      case .literal(let text), .value(let text, _): text.isEmpty
      default: false
      }
    }
  }

  /// Names of the values that the evidence does not hold, as the command asks for them.
  package var unknowns: [String] {
    pieces.compactMap { piece in
      if case .unknown(let name) = piece { Shell.variable(name) } else { nil }
    }
  }

  /// Names of everything that has to be set.
  var questions: [String] {
    pieces.compactMap { piece in
      switch piece {
      case .unknown(let name), .variable(let name, _), .refused(let name, _): Shell.variable(name)
      default: nil
      }
    }
  }

  var isRefused: Bool {
    pieces.contains { piece in
      if case .refused = piece { true } else { false }
    }
  }

  /// The commands whose output it holds.
  var commands: [ShellCommand] {
    pieces.compactMap { piece in
      if case .output(let command) = piece { command } else { nil }
    }
  }
}

extension CommandWord: ExpressibleByStringInterpolation {
  /// Literals and words, nothing else.
  package struct StringInterpolation: StringInterpolationProtocol {
    var pieces: [Piece] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.literal(literal)) }
    }

    package mutating func appendInterpolation(_ word: CommandWord) { pieces += word.pieces }
  }

  package init(stringLiteral value: String) { pieces = [.literal(value)] }

  package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }
}
