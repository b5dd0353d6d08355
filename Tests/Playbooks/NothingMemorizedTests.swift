@testable import Diagnosis
@testable import Evidence
import Foundation
import Testing

@Suite struct NothingMemorizedTests {
  private static let chosen = Sweep.sample(Checkout.incidents, 12, salt: "renaming")

  @Test(arguments: chosen)
  func `other ids, names, accounts, regions, files and orders give the same verdicts`(
    _ incident: Checkout.Incident
  ) throws {
    let playbook = try #require(Checkout.playbooks[incident.playbook])
    let recorded = try RecordedIncident.read(incident.folder)
    let before = Snapshot(origin: "", files: recorded.files, presets: recorded.set)
    var renaming = Renaming(before, seed: Sweep.seed)
    let files = try renaming.apply(before)
    var presets = recorded.set
    for (key, value) in presets where key != "since" && key != "until" {
      presets[key] = renaming.renamed(value)
    }
    let after = Snapshot(origin: "", files: files, presets: presets)
    let old = Checkout.conclude(playbook, before).conclusion
    let new = Checkout.conclude(playbook, after).conclusion
    #expect((new == nil) == (old == nil))
    guard let old, let new else { return }
    #expect(new.causes.map(\.id) == old.causes.map(\.id))
    #expect(new.ruledOut.map(\.id) == old.ruledOut.map(\.id))
    #expect(new.undetermined.map(\.id) == old.undetermined.map(\.id))
    #expect(new.notApplicable.map(\.id) == old.notApplicable.map(\.id))
  }
}
