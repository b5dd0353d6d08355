@testable import Diagnosis
@testable import Evidence
@testable import Playbooks
import Foundation
import Testing

/// What a playbook says is what happens: no Swift has to change with it.
@Suite struct PlaybookDrivesTests {
  /// A playbook with a recorded incident that has a cause.
  private static func sample() throws -> (playbook: Playbook, text: String, snapshot: Snapshot, cause: String)
  {
    for incident in Checkout.incidents {
      guard let playbook = Checkout.playbooks[incident.playbook],
        let expected = try RecordedIncident.read(incident.folder).expect?.causes.first
      else { continue }
      let file = "\(Checkout.root)/Playbooks/\(incident.playbook)/playbook.yaml"
      let text = try String(contentsOfFile: file, encoding: .utf8)
      return (playbook, text, try Snapshot.load(incident.folder), expected)
    }
    throw CancellationError()
  }

  @Test func `a hypothesis that is removed is no longer found`() throws {
    let (playbook, _, snapshot, cause) = try PlaybookDrivesTests.sample()
    #expect(try conclude(playbook, snapshot).causes.map(\.id).contains(cause))
    var changed = playbook
    changed.hypotheses.removeAll { $0.id == cause }
    let after = try conclude(changed, snapshot)
    #expect(!after.causes.map(\.id).contains(cause))
    #expect(after.judgements[cause] == nil)
  }

  @Test func `a hypothesis of existing checks is judged under the name it is given`() throws {
    let (_, text, snapshot, cause) = try PlaybookDrivesTests.sample()
    let renamed = text.replacing(cause, with: "a-new-name")
    let playbook = try PlaybookReader.read(renamed, file: "playbook.yaml")
    #expect(try conclude(playbook, snapshot).causes.map(\.id).contains("a-new-name"))
  }

  @Test func `steps that are swapped swap the walk and the order of the verdicts`() throws {
    let (playbook, _, snapshot, _) = try PlaybookDrivesTests.sample()
    var changed = playbook
    changed.steps.reverse()
    let subject = try #require(resolved(playbook, snapshot))
    let first = Session(engine: Engine(playbook: playbook, snapshot: snapshot, subject: subject))
    let second = Session(engine: Engine(playbook: changed, snapshot: snapshot, subject: subject))
    #expect(first.step?.id == playbook.steps.first?.id)
    #expect(second.step?.id == playbook.steps.last?.id)
    #expect(changed.ordered.map(\.id) != playbook.ordered.map(\.id))
    #expect(first.conclusion.ruledOut.map(\.id) != second.conclusion.ruledOut.map(\.id))
  }

  @Test func `a decoy's argument is the playbook's`() throws {
    let (playbook, _, snapshot, _) = try PlaybookDrivesTests.sample()
    var changed = playbook
    for index in changed.decoys.indices { changed.decoys[index].argument = "because I say so" }
    let refuted = try conclude(changed, snapshot).ruledOut.filter(\.isDecoy)
    #expect(!refuted.isEmpty)
    for decoy in refuted { #expect(decoy.because.english.hasPrefix("because I say so")) }
  }

  @Test func `Swift names no cause, decoy or step`() throws {
    let names = Checkout.playbooks.values.flatMap { playbook in
      playbook.hypotheses.map(\.id) + playbook.decoys.map(\.id) + playbook.steps.map(\.id)
    }
    let walker = try #require(FileManager.default.enumerator(atPath: Checkout.root + "/Sources"))
    while let path = walker.nextObject() as? String {
      guard path.hasSuffix(".swift") else { continue }
      let text = try String(contentsOfFile: "\(Checkout.root)/Sources/\(path)", encoding: .utf8)
      for name in names where name.contains("-") {
        #expect(!text.contains("\"\(name)\""), "\(path) names \(name)")
      }
    }
  }

  private func resolved(_ playbook: Playbook, _ snapshot: Snapshot) -> Subject? {
    if case .resolved(let subject) = SubjectResolution.resolve(playbook, snapshot, [:]) {
      subject
    } else {
      nil
    }
  }

  private func conclude(_ playbook: Playbook, _ snapshot: Snapshot) throws -> Conclusion {
    let subject = try #require(resolved(playbook, snapshot))
    return Engine(playbook: playbook, snapshot: snapshot, subject: subject).conclude()
  }
}
