@testable import Diagnosis
@testable import Evidence
@testable import Files
@testable import Playbooks
import Foundation
import Testing

/// A document that is damaged convicts nobody whom the whole one does not convict.
@Suite struct MetamorphicTests {
  /// Mutations in the whole run.
  private static let count = 2000
  private static let chosen =
    Sweep.isWhole ? Checkout.incidents : Sweep.sample(Checkout.incidents, 8, salt: "metamorphic")

  @Test(arguments: chosen)
  func `a damaged value convicts nobody`(_ incident: Checkout.Incident) throws {
    let playbook = try #require(Checkout.playbooks[incident.playbook])
    let recorded = try RecordedIncident.read(incident.folder)
    let whole = Snapshot(origin: "", files: recorded.files, presets: recorded.set)
    guard let before = Checkout.conclude(playbook, whole).conclusion else { return }
    let allowed = MetamorphicTests.allowed(before, playbook)
    var dice = Dice(seed: incident.testDescription.utf8.reduce(Sweep.seed) { $0 &* 31 &+ UInt64($1) })
    var made = 0
    let wanted = (MetamorphicTests.count + Checkout.incidents.count - 1) / Checkout.incidents.count
    var tries = 0
    while made < wanted, tries < wanted * 20 {
      tries += 1
      guard let mutation = DocumentMutation.random(whole, &dice) else { continue }
      made += 1
      let files = recorded.files.map {
        $0.path == mutation.file ? SnapshotFile(path: $0.path, bytes: mutation.bytes) : $0
      }
      let after = Checkout.conclude(playbook, Snapshot(origin: "", files: files, presets: recorded.set))
      guard let after = after.conclusion, after.subject == before.subject else { continue }
      let wrong = after.causes.map(\.id).filter { id in
        !allowed.contains(id) && MutationTruth.reason(mutation, convicts: id) == nil
      }
      #expect(wrong == [], "\(incident.testDescription), \(mutation)")
    }
    #expect(made == wanted, "\(incident.testDescription) offers too little that can be changed")
  }

  /// The causes of the whole snapshot, and what they imply.
  private static func allowed(_ conclusion: Conclusion, _ playbook: Playbook) -> Set<String> {
    var allowed = Set(conclusion.causes.map(\.id))
    while true {
      let implied = Set(allowed.compactMap { playbook.hypothesis($0) }.flatMap(\.general))
      if implied.isSubset(of: allowed) { return allowed }
      allowed.formUnion(implied)
    }
  }
}
