import Diagnosis
import Evidence
import Playbooks
import ArgumentParser

/// `culprit why`: one hypothesis or decoy, condition by condition.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Shows every condition of one hypothesis or decoy, what each saw, and what would change it.",
    discussion: """
      Exit status: 1 confirmed, 0 ruled out or not applicable, 3 undetermined.

      Example:
        culprit why cloudfront-alb-504 decoy-allow-viewer-ips --snapshot ./snapshot
      """)

  /// The forms an explanation can be written in.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "The playbook.")
  var playbook: String

  @Argument(help: "The id of a hypothesis or a decoy.")
  var id: String

  @OptionGroup var options: SnapshotOptions

  @Option(help: "The form of the result.")
  var format: Format = .text

  mutating func run() throws {
    let known = try options.language.playbook(playbook)
    let ids = known.hypotheses.map(\.id) + known.decoys.map(\.id)
    guard ids.contains(id) else {
      let hint = Spelling.nearest(id, ids).map { "; did you mean \($0)?" } ?? ""
      throw Console.fail("the playbook \(known.id) has no hypothesis or decoy \(id)\(hint)", ExitStatus.usage)
    }
    let engine = try options.engine(playbook)
    guard let judgement = engine.judge(id) else { throw ExitCode(ExitStatus.usage) }
    switch format {
    case .text: Console.write(Explanation.text(judgement, engine))
    case .json: Console.write(Explanation.json(judgement, engine).text())
    }
    switch judgement.verdict {
    case .confirmed: throw ExitCode(1)
    case .undetermined: throw ExitCode(3)
    case .ruledOut, .notApplicable: break
    }
  }
}
