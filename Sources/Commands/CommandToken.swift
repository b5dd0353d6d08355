/// A printed word or sign of a command, with the places at which a line may end inside it.
package struct CommandToken: Sendable, Hashable {
  /// One character, and what bash would take before it.
  package struct Cell: Sendable, Hashable {
    package let character: Character
    /// The quote that is open before it: empty, `'` or `$'`.
    package let quote: String
    /// Whether a backslash and the end of a line may stand before it, where the quote is closed and opened again.
    package let isJoint: Bool
  }

  package private(set) var cells: [Cell]
  /// Whether it begins a new part of the command: an option, a pipe, a redirection.
  package let isHead: Bool

  package var text: String { String(cells.map(\.character)) }

  init(sign: String, isHead: Bool = false) {
    cells = sign.map { Cell(character: $0, quote: "", isJoint: false) }
    self.isHead = isHead
  }

  init(_ word: CommandWord) {
    cells = []
    for run in Shell.runs(word) { cells += CommandToken.cells(of: run, after: cells.last?.character) }
    isHead = cells.count > 1 && cells[0].character == "-" && cells[1].character == "-"
  }

  mutating func append(_ sign: Character) {
    cells.append(Cell(character: sign, quote: "", isJoint: false))
  }

  private static func cells(of run: Shell.Run, after last: Character?) -> [Cell] {
    var cells: [Cell] = []
    let isSingle = run.kind == .single || run.kind == .escaped
    func add(_ text: String, _ quote: String, atom: Bool) {
      for (offset, character) in text.enumerated() {
        let before = cells.last?.character ?? last
        let isJoint =
          (atom ? offset == 0 : offset == 0 && run.kind == .double) && before != nil && before != "'"
          && before != "$" && character != "'"
        cells.append(Cell(character: character, quote: quote, isJoint: isJoint))
      }
    }
    add(run.opening, "", atom: run.kind == .escaped)
    for atom in run.atoms { add(atom, isSingle ? run.opening : "", atom: true) }
    add(run.closing, isSingle ? run.opening : "", atom: false)
    return cells
  }
}

extension ShellCommand {
  /// The printed words and signs, in order.
  package var tokens: [CommandToken] {
    var tokens: [CommandToken] = []
    for stage in stages {
      if let connector = stage.connector {
        tokens.append(CommandToken(sign: connector.rawValue, isHead: connector == .pipe))
      }
      switch stage.body {
      case .words(let words): tokens += Arguments.settled(words).map { CommandToken($0) }
      case .group(let command):
        var inner = command.tokens
        if let last = inner.indices.last { inner[last].append(";") }
        tokens += [CommandToken(sign: "{")] + inner + [CommandToken(sign: "}")]
      }
      for redirection in stage.redirections {
        tokens.append(CommandToken(sign: redirection.sign, isHead: redirection.sign == ">"))
        tokens.append(CommandToken(redirection.file))
      }
    }
    return tokens
  }
}
