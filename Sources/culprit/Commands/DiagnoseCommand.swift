import Diagnosis
import Evidence
import ArgumentParser
import Screens

/// `culprit diagnose`: all hypotheses at once, no questions asked.
struct DiagnoseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnose",
    abstract: "Judges every hypothesis of a playbook on a snapshot, without asking anything.",
    discussion: """
      Exit status: 0 nothing found, 1 cause found, 3 undetermined, 2 unreadable input or no such subject.

      Example:
        culprit diagnose cloudfront-alb-504 --snapshot ./snapshot --set load-balancer=web --format json
      """)

  /// The forms a diagnosis can be written in.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }

  @Argument(help: "The playbook.")
  var playbook: String

  @OptionGroup var options: SnapshotOptions

  @Option(help: "The form of the result.")
  var format: Format = .text

  mutating func run() throws {
    let engine = try options.engine(playbook)
    let conclusion = engine.conclude()
    switch format {
    case .text: Console.write(DiagnosisText.render(conclusion, engine.playbook))
    case .json: Console.write(DiagnosisJSON.value(conclusion).text())
    case .markdown:
      let words = Words(options.language.lang)
      let incident = IncidentMaker.incident(Session(engine: engine))
      Console.write(Markdown.text(ReportPage.brief(incident, words), words: words))
    }
    throw ExitCode(conclusion.outcome.exitStatus)
  }
}
