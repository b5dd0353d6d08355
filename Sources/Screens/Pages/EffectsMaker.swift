import Diagnosis
import Playbooks

/// Tries every fix and every tempting one on the snapshot, so that the screens can say what each would do.
package enum EffectsMaker {
  /// What each repair was found to do; slow on large snapshots, so it comes after the first screen.
  ///
  /// `goesOn` hears how many of how many were tried; nil comes of its false.
  package static func rows(_ session: Session, _ goesOn: (Int, Int) -> Bool) -> [WhatIf.Row]? {
    WhatIf(engine: session.engine, before: session.conclusion).table(goesOn)
  }

  /// The incident with the effects filled in.
  package static func filled(
    _ incident: Incident, _ rows: [WhatIf.Row], _ session: Session, _ words: Words
  ) -> Incident {
    let playbook = session.engine.playbook
    var incident = incident
    incident.tempting = []
    for row in rows {
      var outcome = outcome(row, playbook)
      if outcome.path == .failing, let after = row.after {
        outcome.mends = Set(incident.causes.map(\.id)).subtracting(after.causes.map(\.id))
      }
      let effect = words.effect(outcome)
      if let number = row.number, let cause = incident.causes.firstIndex(where: { $0.id == row.id }),
        incident.causes[cause].fixes.indices.contains(number - 1)
      {
        incident.causes[cause].fixes[number - 1].effect = effect
        incident.causes[cause].fixes[number - 1].outcome = outcome
      } else if row.isDecoy {
        var repair = Incident.Repair(title: row.title, commands: [], applicability: .checkFirst)
        repair.opens = row.opens
        repair.effect = effect
        repair.outcome = outcome
        repair.decoy = row.id
        incident.tempting.append(repair)
      }
    }
    return incident
  }

  private static func outcome(_ row: WhatIf.Row, _ playbook: Playbook) -> Incident.RepairOutcome {
    guard let after = row.after else { return .init(.notShown) }
    if after.causes.isEmpty { return .init(row.pending.isEmpty ? .restored : .needsRecords) }
    let first = playbook.hops.first { hop in after.causes.contains { $0.hop == hop.id } }
    let isAdvice = row.isDecoy && playbook.decoy(row.id)?.fix == nil
    return .init(isAdvice ? .unchanged : .failing, failsAt: first?.title ?? after.causes.first?.title ?? "")
  }
}
