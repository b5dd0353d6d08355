import ArgumentParser
import Diagnosis
import Screens

/// `culprit report`: the incident as Markdown.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the incident as Markdown, every fact with its evidence.",
    discussion: """
      The report cites file, line, pointer and value; `culprit verify` checks them against the snapshot again.

      Example:
        culprit report cloudfront-alb-504 --snapshot ./snapshot -o incident.md
      """)

  @Argument(help: "The playbook.")
  var playbook: String

  @OptionGroup var options: SnapshotOptions

  @OptionGroup var output: OutputOptions

  mutating func run() throws {
    let session = Session(engine: try options.engine(playbook))
    let language = Language(rawValue: options.language.lang.rawValue) ?? .english
    try output.write(Report.markdown(session, language: language))
  }
}
