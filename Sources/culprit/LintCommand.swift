import ArgumentParser
import Diagnosis

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

  mutating func run() throws {
    let library = PlaybookLibrary.standard()
    var mistakes = 0
    for name in playbooks.isEmpty ? library.ids : playbooks {
      for language in LanguageOptions.Language.allCases {
        do {
          let playbook = try library.load(name, language: language.rawValue)
          for problem in PlaybookLint.problems(playbook) where language == .en {
            Console.write("\(name): error: \(problem)")
            mistakes += 1
          }
          let folders = library.cases(name)
          for problem in RecordedTranslation.read(of: folders, language: language.rawValue).problems {
            Console.write("\(name): error: \(problem)")
            mistakes += 1
          }
        } catch {
          if case .unknown = error { throw Console.fail(error.description, ExitStatus.usage) }
          Console.write(error.description)
          mistakes += 1
          break
        }
      }
    }
    if mistakes > 0 { throw ExitCode(1) }
    Console.note("no mistakes")
  }
}
