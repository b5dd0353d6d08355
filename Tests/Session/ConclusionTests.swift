@testable import Diagnosis
@testable import Evidence
@testable import Playbooks
import Testing

/// One list of everything that was judged, and the views on it.
@Suite struct ConclusionTests {
  private static func conclusion(_ name: String) throws -> (Conclusion, Playbook) {
    let incident = try #require(Checkout.incidents.first { $0.folder.hasSuffix("/" + name) })
    let playbook = try #require(Checkout.playbooks[incident.playbook])
    let found = Checkout.conclude(playbook, try Snapshot.load(incident.folder))
    return (try #require(found.conclusion, "\(found.complaint)"), playbook)
  }

  @Test(arguments: ["hardening-orphan-group", "healthy-fargate"])
  func `every id of the playbook stands once, and in one list or in none`(_ name: String) throws {
    let (conclusion, playbook) = try Self.conclusion(name)
    #expect(conclusion.entries.map(\.id) == playbook.ordered.map(\.id) + playbook.decoys.map(\.id))
    let lists =
      conclusion.causes.map(\.id)
      + (conclusion.ruledOut + conclusion.undetermined + conclusion.notApplicable).map(\.id)
    #expect(Set(lists).count == lists.count)
    #expect(Set(lists).isDisjoint(with: conclusion.unlisted))
    #expect(Set(lists).union(conclusion.unlisted) == Set(conclusion.entries.map(\.id)))
  }

  @Test func `a general cause beside its specific one is judged and told in no list`() throws {
    let (conclusion, _) = try Self.conclusion("hardening-orphan-group")
    #expect(conclusion.causes.map(\.id) == ["alb-sg-detached-orphan-reference"])
    let general = try #require(conclusion.entry("target-sg-missing-ingress-from-alb"))
    #expect(general.verdict == .confirmed && !general.isListed && general.remedy == nil)
    #expect(!conclusion.citations.isEmpty)
  }
}
