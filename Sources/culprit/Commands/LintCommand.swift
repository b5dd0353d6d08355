import Sentences
import Evidence
import Playbooks
import ArgumentParser

/// `culprit lint`: all mistakes of playbooks, at their places.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Reports every mistake of a playbook with file, line and column.",
    discussion: """
      Example:
        culprit lint Playbooks/cloudfront-alb-504
      """)

  @Argument(help: "Playbooks, by id or path; all of them where none is named.")
  var playbooks: [String] = []

  @Option(help: "The form of the result.")
  var format: WhyCommand.Format = .text

  /// One mistake, at its place where it has one.
  private struct Mistake {
    let playbook: String
    let text: String
    var place: PlaybookProblem?
  }

  mutating func run() throws {
    let mistakes = try mistakes()
    switch format {
    case .text:
      for mistake in mistakes { Console.write(mistake.text) }
      if mistakes.isEmpty { Console.note("no mistakes") }
    case .json:
      let list = mistakes.map { mistake in
        var members: [JSONValue.Member] = [.init("playbook", .string(mistake.playbook))]
        if let place = mistake.place {
          members += [
            .init("file", .string(place.file)), .init("line", .number("\(place.line)")),
            .init("column", .number("\(place.column)")),
          ]
        }
        return JSONValue.object(members + [.init("what", .string(mistake.place?.what ?? mistake.text))])
      }
      Console.write(JSONValue.object([.init("mistakes", .array(list))]).text())
    }
    if !mistakes.isEmpty { throw ExitCode(1) }
  }

  private func mistakes() throws -> [Mistake] {
    let library = PlaybookLibrary.standard()
    var mistakes: [Mistake] = []
    for name in playbooks.isEmpty ? library.ids : playbooks {
      for language in Language.allCases {
        do {
          let playbook = try library.load(name, language: language)
          mistakes += playbook.unfilled.map { Mistake(playbook: name, text: $0.description, place: $0) }
          for problem in PlaybookLint.problems(playbook) where language == .english {
            mistakes.append(Mistake(playbook: name, text: "\(name): error: \(problem)"))
          }
          let folders = library.cases(name)
          for problem in RecordedTranslation.read(of: folders, language: language).problems {
            mistakes.append(Mistake(playbook: name, text: "\(name): error: \(problem)"))
          }
        } catch {
          if case .unknown = error { throw Console.fail("\(error.description)", ExitStatus.usage) }
          if case .wrong(let found) = error {
            mistakes += found.problems.map { Mistake(playbook: name, text: $0.description, place: $0) }
          } else {
            mistakes.append(Mistake(playbook: name, text: error.description))
          }
          break
        }
      }
    }
    return mistakes
  }
}
