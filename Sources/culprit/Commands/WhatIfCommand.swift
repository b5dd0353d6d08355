import Sentences
import Diagnosis
import Evidence
import Playbooks
import ArgumentParser
import Foundation

/// `culprit whatif`: the diagnosis as it would be after a repair or a plan.
struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract:
      "Diagnoses the snapshot as it would be after a fix, a decoy, a Terraform plan, or without a group.",
    discussion: """
      Without a question: what each fix and each decoy would do, and the smallest repair.
      Exit status as diagnose.

      Example:
        culprit whatif cloudfront-alb-504 --snapshot ./snapshot --fix decoy-https-health-check
        terraform show -json tfplan > plan.json; culprit whatif cloudfront-alb-504 --snapshot ./snapshot --plan plan.json
        culprit whatif cloudfront-alb-504 --snapshot ./snapshot --detach sg-0123456789abcdef0
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

  @Option(
    help: ArgumentHelp(
      "Takes a security group off what carries it, and says who relies on it.", valueName: "sg"))
  var detach: String?

  @Option(
    help: ArgumentHelp("Deletes a security group, and says who relies on it.", valueName: "sg"))
  var delete: String?

  @Option(help: "The form of the result.")
  var format: Format?

  /// The forms of a what-if.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  mutating func run() throws {
    let engine = try options.engine(playbook)
    let before = engine.conclude()
    let whatIf = WhatIf(engine: engine, before: before)
    let questions = [!fix.isEmpty, plan != nil, detach != nil, delete != nil].filter { $0 }
    if questions.count > 1 {
      throw ValidationError("--fix, --plan, --detach and --delete are different questions: give one of them")
    }
    if questions.isEmpty {
      Console.write(format == .json ? WhatIfReport.json(whatIf).text() : WhatIfReport.text(whatIf))
      throw ExitCode(before.outcome.exitStatus)
    }
    if let plan {
      let outcome = try apply(plan, to: engine.snapshot)
      for one in outcome.notModelled { Console.note("\(speech("not modelled: \(one)"))") }
      var after = whatIf.conclude(on: outcome.snapshot)
      if after.outcome == .nothingFound, !outcome.uncertain.isEmpty { after.outcome = .undetermined }
      let breakage = whatIf.breakage(outcome, after)
      try show(
        after, engine,
        [
          .init("applied", .array(outcome.applied.map { .string($0) })),
          .init("notModelled", .array(outcome.notModelled.map { .string($0.english) })),
          .init("uncertain", .array(outcome.uncertain.map { .string($0) })),
          .init("breaks", WhatIf.json(breakage)),
        ], lead: WhatIf.text(breakage, speech))
    }
    if detach != nil || delete != nil { try remove(whatIf) }
    let changes = try fix.map { try choose($0, whatIf) }
    let trial: WhatIfTrial
    do {
      trial = try whatIf.attempt(changes)
    } catch {
      let said = speech("the fix cannot be shown on the snapshot: \(error.what)")
      throw Console.fail("\(said)", ExitStatus.unreadable)
    }
    let notModelled = trial.notModelled.map { "\($0.id): \($0.why)" as Sentence }
    for reason in notModelled { Console.note("\(speech("not modelled: \(reason)"))") }
    var extra: [JSONValue.Member] = [.init("applied", WhatIfReport.applied(changes, on: engine.snapshot))]
    if !notModelled.isEmpty {
      extra.append(.init("notModelled", .array(notModelled.map { .string($0.english) })))
    }
    let yours = changes.compactMap { change in
      change.fix.map { speech(WhatIfReport.words($0.standIns(on: engine.snapshot))) }
    }.filter { !$0.isEmpty }
    try show(trial.conclusion, engine, extra, lead: yours.map { $0 + "\n" }.joined())
  }

  private var speech: Speech { Speech(options.language.lang) }

  /// Who relies on a group, and the diagnosis without it.
  private func remove(_ whatIf: WhatIf) throws {
    let removal: GroupRemoval
    do {
      let snapshot = whatIf.engine.snapshot
      if let detach {
        removal = try GroupRemoval.detach(detach, from: snapshot)
      } else {
        removal = try GroupRemoval.delete(delete ?? "", from: snapshot)
      }
    } catch {
      throw Console.fail("\(speech(error.what))", ExitStatus.unreadable)
    }
    let after = removal.applied.isEmpty ? whatIf.before : whatIf.conclude(on: removal.snapshot)
    try show(after, whatIf.engine, removal.json, lead: removal.text(speech))
  }

  private func show(
    _ after: Conclusion, _ engine: Engine, _ extra: [JSONValue.Member], lead: String = ""
  ) throws {
    if format == .text {
      Console.write(lead.isEmpty ? "" : lead + "\n")
      Console.write(DiagnosisText.render(after, engine.playbook))
    } else {
      Console.write(DiagnosisJSON.value(after, extra).text())
    }
    throw ExitCode(after.outcome.exitStatus)
  }

  private func choose(_ name: String, _ whatIf: WhatIf) throws -> WhatIfChange {
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    let id = parts.first ?? name
    if let decoy = whatIf.engine.playbook.decoy(id) {
      let fix = whatIf.decoyFix(decoy)
      return WhatIfChange(id: id, title: fix?.title ?? whatIf.advice(decoy), fix: fix)
    }
    guard let cause = whatIf.before.causes.first(where: { $0.id == id }) else {
      let found = whatIf.before.causes.map(\.id).joined(separator: ", ")
      throw Console.fail(
        "\(id) is no cause that was found and no decoy (found: \(found.isEmpty ? "none" : found))",
        ExitStatus.usage)
    }
    func change(_ fix: PreparedFix) -> WhatIfChange { WhatIfChange(id: id, title: fix.title, fix: fix) }
    let listed = cause.fixes.enumerated().map { "  \(id)/\($0.offset + 1): \($0.element.title)" }
    if parts.count == 2 {
      guard let number = Int(parts[1]), number >= 1, number <= cause.fixes.count else {
        let choices = listed.joined(separator: "\n")
        throw Console.fail("\(id) has no fix \(parts[1]); it has:\n\(lines: choices)", ExitStatus.usage)
      }
      return change(cause.fixes[number - 1])
    }
    if cause.fixes.count == 1 { return change(cause.fixes[0]) }
    guard let ready = cause.fixes.first(where: { $0.applicability == .ready }) else {
      let choices = listed.joined(separator: "\n")
      throw Console.fail("\(id) has no fix that is ready; choose one:\n\(lines: choices)", ExitStatus.usage)
    }
    return change(ready)
  }

  private func apply(_ path: String, to snapshot: Snapshot) throws -> PlanApplication {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Console.fail("\(path) cannot be read: no such file, or no permission", ExitStatus.unreadable)
    }
    do {
      return try PlanApplication.apply(Array(bytes), file: path, to: snapshot)
    } catch {
      throw Console.fail("\(speech(error.what))", ExitStatus.unreadable)
    }
  }
}
