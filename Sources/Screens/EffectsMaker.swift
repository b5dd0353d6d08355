import Diagnosis

/// Tries every fix and every tempting one on the snapshot, so that the screens can say what each would do.
package enum EffectsMaker {
  /// The incident with the effects filled in; slow on large snapshots, so it comes after the first screen.
  package static func filled(_ incident: Incident, _ session: Session, _ words: Words) -> Incident {
    let whatIf = WhatIf(engine: session.engine, before: session.conclusion)
    var incident = incident
    incident.tempting = []
    for row in whatIf.table {
      let effect = effect(row, whatIf, words)
      if let number = row.number, let cause = incident.causes.firstIndex(where: { $0.id == row.id }),
        incident.causes[cause].fixes.indices.contains(number - 1)
      {
        incident.causes[cause].fixes[number - 1].effect = effect
      } else if row.isDecoy {
        var repair = Incident.Repair(title: row.title, commands: [], applicability: .checkFirst)
        repair.opens = row.opens
        repair.effect = effect
        incident.tempting.append(repair)
      }
    }
    return incident
  }

  private static func effect(_ row: WhatIf.Row, _ whatIf: WhatIf, _ words: Words) -> String? {
    guard let after = row.after else { return words(.effectNotShown) }
    if after.causes.isEmpty { return words(row.pending.isEmpty ? .effectRestored : .effectNeedsRecords) }
    let hop = after.causes.first?.hop.flatMap { id in whatIf.engine.playbook.hops.first { $0.id == id }?.title
    }
    return words(.effectStill, hop ?? after.causes.first?.title ?? "")
  }
}
