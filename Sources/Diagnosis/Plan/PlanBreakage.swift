import Sentences
import Evidence

/// What a plan would break, and by which of its changes.
package struct PlanBreakage: Sendable {
  /// The cause that there would be.
  package var cause: Conclusion.Cause
  /// The changes without which there would be none.
  package var by: [PlanApplication.Applied]
}

extension WhatIf {
  /// The causes that a plan would add, each with the changes that bring it about.
  ///
  /// A change is to blame where the plan without it would not break this.
  package func breakage(_ plan: PlanApplication, _ after: Conclusion) -> [PlanBreakage] {
    let known = Set(before.causes.map(\.id))
    let new = after.causes.filter { !known.contains($0.id) }
    if new.isEmpty { return [] }
    if plan.changes.count == 1 { return new.map { PlanBreakage(cause: $0, by: plan.changes) } }
    var blamed: [String: [PlanApplication.Applied]] = [:]
    for change in plan.changes.prefix(40) {
      guard let other = plan.without(change.address, from: engine.snapshot) else { continue }
      let left = Set(conclude(on: other).causes.map(\.id))
      for cause in new where !left.contains(cause.id) { blamed[cause.id, default: []].append(change) }
    }
    return new.map { PlanBreakage(cause: $0, by: blamed[$0.id] ?? plan.changes) }
  }

  /// One line of text for each thing that a plan would break, and the places that show it.
  package static func text(_ breakage: [PlanBreakage], _ speech: Speech) -> String {
    var lines: [String] = []
    for one in breakage {
      let addresses = one.by.map(\.address).joined(separator: ", ")
      lines.append(speech("this apply will break the path: \(one.cause.title)"))
      lines.append("  " + speech("\(one.cause.id), by \(addresses)"))
      let places = one.by.map(\.place) + one.cause.evidence.prefix(4)
      lines += places.map { "  \(DiagnosisText.line(speech($0)))" }
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  /// What a plan would break, for machines.
  package static func json(_ breakage: [PlanBreakage]) -> JSONValue {
    .array(
      breakage.map { one in
        .object([
          .init("id", .string(one.cause.id)), .init("title", .string(one.cause.title)),
          .init("by", .array(one.by.map { .string($0.address) })),
          .init("plan", DiagnosisJSON.evidence(one.by.map(\.place))),
          .init("evidence", DiagnosisJSON.evidence(one.cause.evidence)),
        ])
      })
  }
}
