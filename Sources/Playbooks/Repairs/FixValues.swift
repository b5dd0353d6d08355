import Commands

/// The values of one repair, filled from the evidence.
///
/// Commands take ``word(_:)``, ``argument(_:)`` and ``words(_:)``; the model, in which every value is known, takes
/// the texts.
package struct FixValues: Sendable, Hashable {
  package var values: [String: CommandWord]
  /// The commands of a repair that the playbook writes as such.
  package var run: [ShellCommand] = []

  package init(_ values: [String: CommandWord], run: [ShellCommand] = []) {
    self.values = values
    self.run = run
  }

  /// Values that are known.
  package init(_ values: [String: String]) {
    self.values = Dictionary(uniqueKeysWithValues: values.map { ($0.key, .value($0.value, $0.key)) })
  }

  // MARK: for commands

  /// A value as a word; nil where it is absent.
  package func given(_ name: String) -> CommandWord? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// A value as a word; empty where it is absent.
  package func word(_ name: String) -> CommandWord { given(name) ?? "" }

  /// A value as an option's arguments; empty where it is absent.
  package func argument(_ name: String) -> [CommandWord] { given(name).map { [$0] } ?? [] }

  /// A value written as a list: parts by blanks or commas.
  package func words(_ name: String) -> [CommandWord] {
    var words: [CommandWord] = []
    var pieces: [CommandWord.Piece] = []
    func end() {
      if !pieces.isEmpty { words.append(CommandWord(pieces)) }
      pieces = []
    }
    for piece in values[name]?.pieces ?? [] {
      let text: String
      switch piece {
      case .literal(let part), .value(let part, _): text = part
      default:
        pieces.append(piece)
        continue
      }
      let parts = text.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "," || $0 == "\n" }
      for (index, part) in parts.enumerated() {
        if index > 0 { end() }
        guard !part.isEmpty else { continue }
        if case .value(_, let name) = piece {
          pieces.append(.value(String(part), name: name))
        } else {
          pieces.append(.literal(String(part)))
        }
      }
    }
    end()
    return words
  }

  /// Names of values that the evidence does not hold.
  package var unknown: [String] {
    (values.values.flatMap(\.unknowns) + run.flatMap(\.questions)).sorted()
  }

  // MARK: for the model

  package subscript(name: String) -> String? {
    guard let text = values[name]?.plain, !text.isEmpty else { return nil }
    return text
  }

  package func list(_ name: String) -> [String] { words(name).map(\.plain) }

  /// A value as a list of one; empty where it is absent.
  package func texts(_ name: String) -> [String] { self[name].map { [$0] } ?? [] }
}
