import Diagnosis
import Evidence
import Playbooks
import ArgumentParser

/// `culprit compare`: two snapshots by their verdicts.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Shows the verdicts that differ between two snapshots, and the values behind them.",
    discussion: """
      Exit status: 0 same, 1 differs, 3 something became undetermined.

      Example:
        culprit compare cloudfront-alb-504 --snapshot ./after --baseline ./before
        culprit compare cloudfront-alb-504 --snapshot ./s --set load-balancer=prod --baseline ./s --baseline-set load-balancer=staging
      """)

  @Argument(help: "The playbook.")
  var playbook: String

  @OptionGroup var options: SnapshotOptions

  @Option(help: ArgumentHelp("The snapshot to compare with.", valueName: "dir"))
  var baseline: String

  @Option(
    help: ArgumentHelp(
      "Says what is meant in the baseline, where it differs; may be repeated.", valueName: "key=value"))
  var baselineSet: [String] = []

  @Option(help: "The form of the result.")
  var format: WhyCommand.Format = .text

  mutating func run() throws {
    let engine = try options.engine(playbook)
    var given = options.subject
    if !baselineSet.isEmpty { given.assignments = baselineSet }
    let other = try SnapshotOptions.engine(
      engine.playbook, try SnapshotOptions.open(baseline), try given.values())
    let comparison = Comparison(
      baseline: other.conclude(), present: engine.conclude(), playbook: engine.playbook)
    let language = engine.playbook.language
    Console.write(
      format == .json ? comparison.json(engine.playbook.id).text() : comparison.text(in: language)
    )
    throw ExitCode(comparison.exitStatus)
  }
}
