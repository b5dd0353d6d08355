import Diagnosis

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
      let effect = effect(row, playbook, words)
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

  private static func effect(_ row: WhatIf.Row, _ playbook: Playbook, _ words: Words) -> String? {
    guard let after = row.after else { return words(.effectNotShown) }
    if after.causes.isEmpty { return words(row.pending.isEmpty ? .effectRestored : .effectNeedsRecords) }
    let hop = after.causes.first?.hop.flatMap { id in playbook.hops.first { $0.id == id }?.title }
    return words(.effectStill, hop ?? after.causes.first?.title ?? "")
  }
}
