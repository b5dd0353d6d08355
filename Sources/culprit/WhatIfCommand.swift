import ArgumentParser
import Diagnosis
import Foundation

/// `culprit whatif`: the diagnosis as it would be after a repair or a plan.
struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract: "Diagnoses the snapshot as it would be after a fix, a decoy or a Terraform plan.",
    discussion: """
      Without --fix and --plan: what each fix and each decoy would do, and the smallest repair.
      Exit status as diagnose.

      Example:
        culprit whatif cloudfront-alb-504 --snapshot ./snapshot --fix decoy-https-health-check
        terraform show -json tfplan > plan.json; culprit whatif cloudfront-alb-504 --snapshot ./snapshot --plan plan.json
      """)

  @Argument(help: "The playbook.")
  var playbook: String

  @OptionGroup var options: SnapshotOptions

  @Option(
    help: ArgumentHelp(
      "A cause, a cause's N-th fix, or a decoy; may be repeated.", valueName: "cause[/n]|decoy"))
  var fix: [String] = []

  @Option(help: ArgumentHelp("A plan from terraform show -json.", valueName: "file"))
  var plan: String?

  @Option(help: "The form of the result.")
  var format: Format?

  /// The forms of a what-if.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  mutating func run() throws {
    let engine = try options.engine(playbook)
    let before = engine.conclude()
    let whatIf = WhatIf(engine: engine, before: before)
    if fix.isEmpty, plan == nil {
      Console.write(format == .json ? WhatIfReport.json(whatIf).text() : WhatIfReport.text(whatIf))
      throw ExitCode(before.outcome.exitStatus)
    }
    var snapshot = engine.snapshot
    var extra: [JSONValue.Member] = []
    var applied: [(id: String, fix: PreparedFix)] = []
    for name in fix {
      for chosen in try choose(name, whatIf) { applied.append(chosen) }
    }
    do {
      for entry in applied { snapshot = try WhatIf.apply(entry.fix, to: snapshot) }
    } catch {
      throw Console.fail("the fix cannot be shown on the snapshot: \(error.what)", ExitStatus.unreadable)
    }
    if !applied.isEmpty { extra.append(.init("applied", WhatIfReport.applied(applied))) }
    if let plan {
      let outcome = try apply(plan, to: snapshot)
      snapshot = outcome.snapshot
      extra = [
        .init("applied", .array(outcome.applied.map { .string($0) })),
        .init("notModelled", .array(outcome.notModelled.map { .string($0) })),
      ]
      for address in outcome.notModelled { Console.note("not modelled: \(address)") }
    }
    let after = whatIf.conclude(on: snapshot)
    if format == .text {
      Console.write(DiagnosisText.render(after, engine.playbook))
    } else {
      Console.write(DiagnosisJSON.value(after, extra).text())
    }
    throw ExitCode(after.outcome.exitStatus)
  }

  private func choose(_ name: String, _ whatIf: WhatIf) throws -> [(id: String, fix: PreparedFix)] {
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    let id = parts[0]
    if let decoy = whatIf.engine.playbook.decoy(id) {
      guard let template = decoy.fix, let judgement = whatIf.before.judgements[id] else {
        throw Console.fail("the decoy \(id) has nothing to apply", ExitStatus.usage)
      }
      return whatIf.decoyFixes(template, judgement).map { (id, $0) }
    }
    guard let cause = whatIf.before.causes.first(where: { $0.id == id }) else {
      let found = whatIf.before.causes.map(\.id).joined(separator: ", ")
      throw Console.fail(
        "\(id) is no cause that was found and no decoy (found: \(found.isEmpty ? "none" : found))",
        ExitStatus.usage)
    }
    let listed = cause.fixes.enumerated().map { "  \(id)/\($0.offset + 1): \($0.element.title)" }
    if parts.count == 2 {
      guard let number = Int(parts[1]), number >= 1, number <= cause.fixes.count else {
        let choices = listed.joined(separator: "\n")
        throw Console.fail("\(id) has no fix \(parts[1]); it has:\n\(choices)", ExitStatus.usage)
      }
      return [(id, cause.fixes[number - 1])]
    }
    guard let ready = cause.fixes.first(where: { $0.applicability == .ready }) else {
      let choices = listed.joined(separator: "\n")
      throw Console.fail("\(id) has no fix that is ready; choose one:\n\(choices)", ExitStatus.usage)
    }
    return [(id, ready)]
  }

  private func apply(_ path: String, to snapshot: Snapshot) throws -> PlanApplication {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Console.fail("\(path) cannot be read: no such file, or no permission", ExitStatus.unreadable)
    }
    do {
      return try PlanApplication.apply(Array(bytes), file: path, to: snapshot)
    } catch {
      throw Console.fail(error.what, ExitStatus.unreadable)
    }
  }
}
