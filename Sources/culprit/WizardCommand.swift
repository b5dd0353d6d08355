import ArgumentParser
import Diagnosis
import Foundation

/// `culprit [PLAYBOOK] [--snapshot DIR]`: the wizard.
struct WizardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wizard", abstract: "Walks through a playbook on a snapshot (the default).",
    shouldDisplay: false)

  @Argument(help: "The playbook; without one the symptoms of the snapshot propose it.")
  var playbook: String?

  @Option(
    help: ArgumentHelp("The snapshot: a directory, a .tar.gz or a recorded incident.", valueName: "dir"))
  var snapshot: String?

  @OptionGroup var subject: SubjectOptions

  @OptionGroup var language: LanguageOptions

  mutating func run() throws {
    Console.note(
      """
      culprit: the wizard needs a terminal, and there is none here.
      Without one, use for example:
        culprit diagnose cloudfront-alb-504 --snapshot ./snapshot
        culprit --help
      """)
    throw ExitCode(ExitStatus.usage)
  }
}
