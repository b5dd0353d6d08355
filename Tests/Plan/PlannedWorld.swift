@testable import Diagnosis
@testable import Evidence
@testable import Playbooks
import Testing

/// The healthy web world before its hardening, to which plans are applied.
struct PlannedWorld {
  let snapshot: Snapshot
  let whatIf: WhatIf

  init() throws {
    let incident = try #require(Checkout.incidents.first { $0.folder.hasSuffix("/before-hardening") })
    let playbook = try #require(Checkout.playbooks[incident.playbook])
    snapshot = try Snapshot.load(incident.folder)
    guard case .resolved(let subject) = SubjectResolution.resolve(playbook, snapshot, [:]) else {
      throw FixUnmodelled("no subject")
    }
    let engine = Engine(playbook: playbook, snapshot: snapshot, subject: subject)
    whatIf = WhatIf(engine: engine, before: engine.conclude())
  }
}
