@testable import Diagnosis
@testable import Evidence
@testable import Playbooks
import Testing

/// The raw JSON changed by hand, as the printed command would leave the account, gives the diagnosis of the model.
@Suite struct HandEditTests {
  @Test(arguments: HandEdit.all)
  func `a change of the raw JSON by hand gives the same diagnosis as the change of the model`(
    _ row: HandEdit
  ) throws {
    let incident = try #require(Checkout.incidents.first { $0.folder.hasSuffix("/" + row.incident) })
    let playbook = try #require(Checkout.playbooks[incident.playbook])
    let snapshot = try Snapshot.load(incident.folder)
    guard case .resolved(let subject) = SubjectResolution.resolve(playbook, snapshot, [:]) else {
      throw FixUnmodelled("no subject")
    }
    let engine = Engine(playbook: playbook, snapshot: snapshot, subject: subject)
    let whatIf = WhatIf(engine: engine, before: engine.conclude())
    let fix = try #require(row.fix(whatIf), "\(row.incident) has no fix with \(row.operation)")
    let modelled = try whatIf.attempt([WhatIfChange(id: fix.id, title: "", fix: fix.fix)]).conclusion
    let byHand: Conclusion
    if row.isRefused {
      #expect(throws: FixUnmodelled.self) { try WhatIf.apply(fix.fix, to: snapshot) }
      byHand = whatIf.before
    } else {
      byHand = whatIf.conclude(on: try row.changed(snapshot, fix.fix))
    }
    #expect(byHand.outcome == modelled.outcome)
    #expect(byHand.causes.map(\.id) == modelled.causes.map(\.id))
    #expect(byHand.ruledOut.map(\.id) == modelled.ruledOut.map(\.id))
    #expect(byHand.undetermined.map(\.id) == modelled.undetermined.map(\.id))
    #expect(byHand.notApplicable.map(\.id) == modelled.notApplicable.map(\.id))
  }

  @Test func `every operation that a playbook uses, and that a document shows, has its edit by hand`() {
    let templates = Checkout.playbooks.values.flatMap { playbook in
      playbook.hypotheses.flatMap { $0.cause?.fixes ?? [] } + playbook.decoys.compactMap(\.fix)
    }
    let used = Set(templates.map(\.operation)).filter { FixCatalog.named($0)?.edits != nil }
    #expect(used.count > 40)
    #expect(used.subtracting(HandEdit.all.map(\.operation)).sorted() == [])
  }
}
