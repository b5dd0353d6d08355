/// Why a text is no command that the program can take apart.
package struct CommandProblem: Error, Sendable, Equatable {
  package let says: String
  /// Characters before the place.
  package let offset: Int
}

/// Reads a playbook's command, as bash would read it, into words; `${name}` is a value that fills them later.
///
/// Read are blanks, quotes, backslashes, `${name}`, `${NAME:?what to set it to}`, `$(...)`, pipes, `&&`, `||` and
/// redirections. Everything else that bash would act on is refused: what is not understood is not passed on.
package struct CommandReader {
  private let text: [Character]
  private var at = 0

  private init(_ text: String) { self.text = Array(text) }

  /// The command of one line.
  package static func read(_ text: String) throws(CommandProblem) -> ShellCommand {
    var reader = CommandReader(text)
    let command = try reader.command(until: nil)
    return command
  }

  /// The commands of a text, one a line; a line that ends in a backslash goes on in the next.
  package static func lines(_ text: String) throws(CommandProblem) -> [ShellCommand] {
    var commands: [ShellCommand] = []
    var offset = 0
    var pending = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let whole = pending + line
      offset += line.count + 1
      if whole.hasSuffix("\\") {
        pending = whole.dropLast() + " "
        continue
      }
      pending = ""
      if whole.allSatisfy(\.isWhitespace) { continue }
      do {
        commands.append(try read(whole))
      } catch {
        throw CommandProblem(says: error.says, offset: offset - 1 - whole.count + error.offset)
      }
    }
    if !pending.isEmpty { commands.append(try read(pending)) }
    return commands
  }

  private func problem(_ says: String) -> CommandProblem { CommandProblem(says: says, offset: at) }

  private var next: Character? { at < text.count ? text[at] : nil }

  private func starts(_ sign: String) -> Bool { text[at...].starts(with: sign) }

  // MARK: the line

  private mutating func command(until end: Character?) throws(CommandProblem) -> ShellCommand {
    var stages: [ShellCommand.Stage] = []
    var connector: ShellCommand.Connector?
    while true {
      stages.append(try stage(connector, until: end))
      guard let found = connectorSign() else { break }
      connector = found
    }
    if let end {
      guard next == end else { throw problem("`\(end)` is missing") }
    } else if next != nil {
      throw problem("`\(next.map(String.init) ?? "")` is not understood here: write it in quotes")
    }
    return ShellCommand(stages: stages)
  }

  private mutating func connectorSign() -> ShellCommand.Connector? {
    for (sign, connector) in [("&&", ShellCommand.Connector.and), ("||", .or), ("|", .pipe)]
    where starts(sign) {
      at += sign.count
      return connector
    }
    return nil
  }

  private mutating func stage(
    _ connector: ShellCommand.Connector?, until end: Character?
  ) throws(CommandProblem) -> ShellCommand.Stage {
    var words: [CommandWord] = []
    var redirections: [ShellCommand.Redirection] = []
    let start = at
    while true {
      while let character = next, character == " " || character == "\t" { at += 1 }
      guard let character = next, character != end, character != "|", !starts("&&") else { break }
      if let sign = ["2>", ">>", ">", "<"].first(where: starts) {
        if starts("<<") { throw problem("`<<` is not understood: give the program a file") }
        at += sign.count
        while next == " " { at += 1 }
        let file = try word(until: end)
        if file.pieces.isEmpty { throw problem("`\(sign)` names no file") }
        redirections.append(ShellCommand.Redirection(sign: sign, file: file))
        continue
      }
      if character == "#" { throw problem("a comment cannot stand in a command") }
      let found = try word(until: end)
      if found.pieces.isEmpty {
        throw problem(
          "`\(character)` is not understood here: write it in quotes, or the command on a line of its own")
      }
      words.append(found)
    }
    guard let program = words.first else { throw problem("a program's name is missing") }
    guard case .literal(let name)? = program.pieces.first, !name.isEmpty, program.pieces.count == 1 else {
      throw CommandProblem(says: "a program cannot be named by a value", offset: start)
    }
    return ShellCommand.Stage(connector: connector, body: .words(words), redirections: redirections)
  }

  // MARK: a word

  /// The word at this place; without pieces where none begins.
  private mutating func word(until end: Character?) throws(CommandProblem) -> CommandWord {
    var word = Pieces()
    while let character = next, character != " ", character != "\t", character != end {
      switch character {
      case "'": try quoted(&word)
      case "\"": try doubled(&word)
      case "\\":
        at += 1
        guard let escaped = next else { throw problem("nothing follows the backslash") }
        word.add(escaped)
        at += 1
      case "$": try expansion(&word)
      case "|", "&", ";", "(", ")", "<", ">", "`", "*", "?", "!", "\n": return word.finished
      case "~", "#", "{", "[":
        // Within a word bash takes them as they are, or they are no pattern that could match.
        if word.isEmpty || character == "[" { return word.finished }
        word.add(character)
        at += 1
      default:
        word.add(character)
        at += 1
      }
    }
    return word.finished
  }

  private mutating func quoted(_ word: inout Pieces) throws(CommandProblem) {
    at += 1
    word.begin()
    while let character = next, character != "'" {
      // A value fills quoted text, too: nothing else could.
      if starts("${"), let name = placeholder() {
        word.add(.unknown(name))
      } else {
        word.add(character)
        at += 1
      }
    }
    guard next == "'" else { throw problem("a `'` is not closed") }
    at += 1
  }

  private mutating func doubled(_ word: inout Pieces) throws(CommandProblem) {
    at += 1
    word.begin()
    while let character = next, character != "\"" {
      switch character {
      case "\\":
        at += 1
        guard let escaped = next else { throw problem("nothing follows the backslash") }
        if !"\"\\$`".contains(escaped) { word.add("\\") }
        word.add(escaped)
        at += 1
      case "$": try expansion(&word)
      case "`": throw problem("use `$(...)` instead of a back quote")
      default:
        word.add(character)
        at += 1
      }
    }
    guard next == "\"" else { throw problem("a `\"` is not closed") }
    at += 1
  }

  private mutating func expansion(_ word: inout Pieces) throws(CommandProblem) {
    if starts("$(") {
      at += 2
      if starts("(") { throw problem("arithmetic is not understood") }
      let inner = try command(until: ")")
      at += 1
      return word.add(.output(inner))
    }
    if starts("${") {
      if let name = placeholder() { return word.add(.unknown(name)) }
      if let piece = try question() { return word.add(piece) }
    }
    throw problem(
      "only `${name}`, `${NAME:?what to set it to}` and `$(...)` are understood: write `$` in single quotes")
  }

  /// `${kebab-name}` or `${NAME}`; nil and no step where there is none.
  private mutating func placeholder() -> String? {
    var end = at + 2
    while end < text.count, isNamePart(text[end]) { end += 1 }
    guard end > at + 2, end < text.count, text[end] == "}" else { return nil }
    defer { at = end + 1 }
    return String(text[(at + 2)..<end])
  }

  private mutating func question() throws(CommandProblem) -> CommandWord.Piece? {
    var end = at + 2
    while end < text.count, isNamePart(text[end]) { end += 1 }
    guard end > at + 2, text[end...].starts(with: ":?") else { return nil }
    let name = String(text[(at + 2)..<end])
    let start = end + 2
    var stop = start
    while stop < text.count, text[stop] != "}" { stop += 1 }
    guard stop < text.count else { throw problem("a `${` is not closed") }
    let says = String(text[start..<stop])
    let isSafe = says.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || " ,.:/_-()=<>".unicodeScalars.contains(scalar)
    }
    guard isSafe else { throw problem("the text behind `:?` holds a sign that bash would act on") }
    at = stop + 1
    let lead = "set \(name)"
    if says == lead { return .unknown(name) }
    let means = says.hasPrefix(lead + " ") ? String(says.dropFirst(lead.count + 1)) : says
    return .variable(name, means: means)
  }

  private func isNamePart(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "-" || character == "_")
  }

  /// The pieces of a word while it is read.
  private struct Pieces {
    private var pieces: [CommandWord.Piece] = []
    private var text = ""
    /// Whether a quote was opened: `''` is a word.
    private var hasBegun = false

    var isEmpty: Bool { pieces.isEmpty && text.isEmpty && !hasBegun }

    mutating func begin() { hasBegun = true }

    mutating func add(_ character: Character) { text.append(character) }

    mutating func add(_ piece: CommandWord.Piece) {
      if !text.isEmpty { pieces.append(.literal(text)) }
      text = ""
      pieces.append(piece)
    }

    var finished: CommandWord {
      var all = pieces
      if !text.isEmpty || (all.isEmpty && hasBegun) { all.append(.literal(text)) }
      return CommandWord(all)
    }
  }
}
