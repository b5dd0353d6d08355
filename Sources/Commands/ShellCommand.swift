/// A shell command as a value: programs with their words, joined and redirected; quoted once, when it is printed.
///
/// What a snapshot holds fills words and can neither end one nor begin another, whatever its characters are.
package struct ShellCommand: Sendable, Hashable {
  /// What stands between two programs.
  package enum Connector: String, Sendable, Hashable { case pipe = "|", and = "&&", or = "||" }

  /// What runs: one program, or several in braces.
  package enum Body: Sendable, Hashable {
    case words([CommandWord])
    case group(ShellCommand)
  }

  /// `> file` and the like.
  package struct Redirection: Sendable, Hashable {
    package var sign: String
    package var file: CommandWord
  }

  /// One program of the line.
  package struct Stage: Sendable, Hashable {
    /// What joins it to the one before; nil for the first.
    package var connector: Connector?
    package var body: Body
    package var redirections: [Redirection] = []
  }

  package private(set) var stages: [Stage]

  init(stages: [Stage]) { self.stages = stages }

  /// A program and its arguments.
  package init(_ words: [CommandWord]) { stages = [Stage(connector: nil, body: .words(words))] }

  // MARK: building

  /// The command with more words at its end.
  package func appending(_ words: [CommandWord]) -> ShellCommand {
    var stages = stages
    if let last = stages.indices.last, case .words(let present) = stages[last].body {
      stages[last].body = .words(present + words)
    }
    return ShellCommand(stages: stages)
  }

  /// The command with another joined to it.
  package func joined(_ connector: Connector, _ next: ShellCommand) -> ShellCommand {
    var added = next.stages
    if !added.isEmpty { added[0].connector = connector }
    return ShellCommand(stages: stages + added)
  }

  /// The command whose output another reads.
  package func piped(into words: [CommandWord]) -> ShellCommand { joined(.pipe, ShellCommand(words)) }

  /// The command in braces, so that what follows concerns all of it.
  package var grouped: ShellCommand { ShellCommand(stages: [Stage(connector: nil, body: .group(self))]) }

  /// The command whose output goes to a file; replaces where it went before.
  package func writing(to file: CommandWord) -> ShellCommand {
    var stages = stages
    if let last = stages.indices.last {
      stages[last].redirections.removeAll { $0.sign == ">" }
      stages[last].redirections.append(Redirection(sign: ">", file: file))
    }
    return ShellCommand(stages: stages)
  }

  /// The command with each word as `change` makes it, in substitutions and groups, too.
  package func mapping(_ change: (CommandWord) -> CommandWord) -> ShellCommand {
    func deep(_ word: CommandWord) -> CommandWord {
      change(
        CommandWord(
          word.pieces.map { piece in
            if case .output(let command) = piece { .output(command.mapping(change)) } else { piece }
          }))
    }
    return ShellCommand(
      stages: stages.map { stage in
        var stage = stage
        switch stage.body {
        case .words(let words): stage.body = .words(words.map(deep))
        case .group(let command): stage.body = .group(command.mapping(change))
        }
        stage.redirections = stage.redirections.map { Redirection(sign: $0.sign, file: deep($0.file)) }
        return stage
      })
  }

  /// The command with one word exchanged wherever it stands.
  package func replacing(_ word: CommandWord, with other: CommandWord) -> ShellCommand {
    mapping { $0 == word ? other : $0 }
  }

  /// The command with the values that are known; the others go on being asked for.
  package func filled(_ value: (String) -> String?) -> ShellCommand { mapping { $0.filled(value) } }

  /// The command that asks for a value by another name.
  package func asking(for name: String, insteadOf old: String) -> ShellCommand {
    mapping { word in CommandWord(word.pieces.map { $0 == .unknown(old) ? .unknown(name) : $0 }) }
  }

  // MARK: reading

  /// All words as they are printed, those in groups and substitutions after those around them.
  package var words: [CommandWord] {
    stages.flatMap { stage -> [CommandWord] in
      let own: [CommandWord] =
        switch stage.body {
        case .words(let words): Arguments.settled(words)
        case .group(let command): command.words
        }
      let all = own + stage.redirections.map(\.file)
      return all + all.flatMap(\.commands).flatMap(\.words)
    }
  }

  /// Names of the values that have to be set before it runs, in order, each once.
  package var questions: [String] {
    var seen: Set<String> = []
    return words.flatMap(\.questions).filter { seen.insert($0).inserted }
  }

  /// Whether a value of the snapshot was left out because a program would not have taken it for a value.
  package var refuses: Bool { words.contains(where: \.isRefused) }

  /// The program and what it is told to do, without options: `aws ec2 create-route`.
  package var verb: String {
    guard let body = stages.first?.body else { return "" }
    guard case .words(let words) = body else {
      if case .group(let command) = body { return command.verb }
      return ""
    }
    return words.prefix { !$0.plain.hasPrefix("-") }.prefix(3).map(\.text).joined(separator: " ")
  }
}

extension ShellCommand: ExpressibleByStringLiteral {
  /// A command of the program's own, read as bash would read it.
  package init(stringLiteral text: String) {
    self = (try? CommandReader.read(text)) ?? ShellCommand([CommandWord([.literal(text)])])
  }
}

extension [ShellCommand] {
  /// The commands as lines that can be pasted together.
  package var text: String { map(\.text).joined(separator: "\n") }
}
