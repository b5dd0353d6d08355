import ArgumentParser
import Screens

/// `culprit runbook`: the playbook as a Markdown runbook.
struct RunbookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runbook",
    abstract: "Writes a playbook as a Markdown runbook that works in a wiki, without the program.",
    discussion: """
      Example:
        culprit runbook cloudfront-alb-504 --lang ja -o runbook.md
      """)

  @Argument(help: "The playbook.")
  var playbook: String

  @OptionGroup var language: LanguageOptions

  @OptionGroup var output: OutputOptions

  mutating func run() throws {
    let playbook = try language.playbook(playbook)
    let words = Words(language.lang)
    try output.write(Markdown.text(RunbookPage.of(playbook, words), words: words))
  }
}
