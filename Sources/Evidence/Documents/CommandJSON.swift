import Commands

/// A JSON text for a command, in which values that are not known go on being asked for.
package indirect enum CommandJSON: Sendable {
  case known(JSONValue)
  case text(CommandWord)
  case array([CommandJSON])
  case object([(String, CommandJSON)])

  /// Strings as an array.
  package static func texts(_ words: [CommandWord]) -> CommandJSON { .array(words.map { .text($0) }) }

  /// The text on one line, as an argument.
  package var word: CommandWord {
    switch self {
    case .known(let value): CommandWord([.value(value.compact, name: "json")])
    case .text(let word): CommandJSON.string(word)
    case .array(let elements): "[\(CommandWord.joined(elements.map(\.word), ","))]"
    case .object(let members):
      "{\(CommandWord.joined(members.map(CommandJSON.member), ","))}"
    }
  }

  private static func member(_ name: String, _ value: CommandJSON) -> CommandWord {
    "\(string(.own(name))):\(value.word)"
  }

  /// The same as a value; what is not known stands with its name.
  package var value: JSONValue {
    switch self {
    case .known(let value): value
    case .text(let word): .string(word.plain)
    case .array(let elements): .array(elements.map(\.value))
    case .object(let members): .object(members.map { .init($0.0, $0.1.value) })
    }
  }

  /// A word as a JSON string.
  package static func string(_ word: CommandWord) -> CommandWord {
    func inner(_ text: String) -> String { String(JSONValue.quote(text).dropFirst().dropLast()) }
    let pieces = word.pieces.map { piece -> CommandWord.Piece in
      switch piece {
      case .literal(let text): .literal(inner(text))
      case .value(let text, let name): .value(inner(text), name: name)
      default: piece
      }
    }
    return "\"\(CommandWord(pieces))\""
  }

  /// A number, or one that the operator sets; of what the snapshot says anything else stays a string.
  package static func number(_ word: CommandWord) -> CommandWord {
    word.unknowns.isEmpty ? scalar(word) : word
  }

  /// A number as it is, everything else as a string: what is written into a program of `jq` cannot be a part of it.
  package static func scalar(_ word: CommandWord) -> CommandWord {
    let text = word.plain
    let isNumber = word.unknowns.isEmpty && !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
    return isNumber ? word : string(word)
  }
}
