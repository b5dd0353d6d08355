import Sentences
@testable import Commands
@testable import Diagnosis
@testable import Evidence
@testable import Playbooks
import Foundation
import Testing

@Suite struct RecordedIncidentTests {
  @Test func `every playbook can be read in every language and has no mistakes`() throws {
    #expect(!Checkout.library.ids.isEmpty)
    for id in Checkout.library.ids {
      for language in Language.allCases { _ = try Checkout.library.load(id, language: language) }
      let playbook = try #require(Checkout.playbooks[id])
      #expect(PlaybookLint.problems(playbook) == [])
    }
  }

  @Test(arguments: Checkout.incidents)
  func `a recorded incident gives what it expects, and every citation holds`(
    _ incident: Checkout.Incident
  ) throws {
    let playbook = try #require(Checkout.playbooks[incident.playbook])
    let result = CaseVerification.run(playbook, folder: incident.folder)
    #expect(result.problems == [])
  }

  @Test(arguments: Checkout.incidents)
  func `every id stands in exactly one list, or in none for the reasons the contract names`(
    _ incident: Checkout.Incident
  ) throws {
    let playbook = try #require(Checkout.playbooks[incident.playbook])
    let snapshot = try Snapshot.load(incident.folder)
    let conclusion = try #require(Checkout.conclude(playbook, snapshot).conclusion)
    let listed =
      conclusion.causes.map(\.id) + conclusion.ruledOut.map(\.id) + conclusion.undetermined.map(\.id)
      + conclusion.notApplicable.map(\.id) + conclusion.unlisted
    #expect(listed.sorted() == (playbook.hypotheses.map(\.id) + playbook.decoys.map(\.id)).sorted())
    for cause in conclusion.causes { #expect(!cause.evidence.isEmpty, "\(cause.id) without evidence") }
    for refuted in conclusion.ruledOut {
      #expect(!refuted.evidence.isEmpty, "\(refuted.id) is ruled out without evidence")
    }
    for open in conclusion.undetermined {
      let says = !open.needs.isEmpty || open.live != nil || !open.because.isEmpty
      #expect(says, "\(open.id) is open and says nothing")
    }
  }

  @Test(arguments: Checkout.incidents)
  func `no placeholder is left in what an operator reads or runs as ready`(
    _ incident: Checkout.Incident
  ) throws {
    let playbook = try #require(Checkout.playbooks[incident.playbook])
    let snapshot = try Snapshot.load(incident.folder)
    let conclusion = try #require(Checkout.conclude(playbook, snapshot).conclusion)
    for cause in conclusion.causes {
      #expect(!cause.title.contains("<"), "\(cause.title)")
      for fix in cause.fixes where fix.applicability == .ready {
        #expect(!fix.commands.text.contains(":?set"), "\(fix.title)")
      }
    }
  }

  @Test func `every cause that can be proved and every decoy has a recorded incident`() throws {
    for (id, playbook) in Checkout.playbooks {
      let expected = try Checkout.library.cases(id).compactMap { try RecordedIncident.read($0).expect }
      let causes = Set(expected.flatMap(\.causes))
      let refuted = Set(expected.flatMap(\.ruledOut))
      for hypothesis in playbook.hypotheses where hypothesis.cause != nil && hypothesis.proof != .live {
        #expect(causes.contains(hypothesis.id), "\(id): no incident has \(hypothesis.id)")
      }
      for decoy in playbook.decoys {
        #expect(refuted.contains(decoy.id), "\(id): no incident refutes \(decoy.id)")
      }
    }
  }
}
