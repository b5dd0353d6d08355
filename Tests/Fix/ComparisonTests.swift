@testable import Diagnosis
@testable import Evidence
@testable import Playbooks
import Testing

/// Production beside staging, and before beside after.
@Suite struct ComparisonTests {
  private static func conclusion(_ name: String, _ given: [String: String] = [:]) throws -> Conclusion {
    let incident = try #require(Checkout.incidents.first { $0.folder.hasSuffix("/" + name) })
    let playbook = try #require(Checkout.playbooks[incident.playbook])
    var snapshot = try Snapshot.load(incident.folder)
    if !given.isEmpty { snapshot = Snapshot(origin: snapshot.origin, files: snapshot.files) }
    guard case .resolved(let subject) = SubjectResolution.resolve(playbook, snapshot, given) else {
      throw FixUnmodelled("no subject")
    }
    return Engine(playbook: playbook, snapshot: snapshot, subject: subject).conclude()
  }

  private static func compare(_ baseline: Conclusion, _ present: Conclusion) throws -> Comparison {
    let playbook = try #require(Checkout.playbooks[present.playbook])
    return Comparison(baseline: baseline, present: present, playbook: playbook)
  }

  @Test
  func
    `production and staging of the first incident differ in one verdict, and the two values stand beside it`()
    throws
  {
    let staging = try ComparisonTests.conclusion("hardening-orphan-group", ["load-balancer": "web-staging"])
    let production = try ComparisonTests.conclusion("hardening-orphan-group", ["load-balancer": "web-prod"])
    let comparison = try ComparisonTests.compare(staging, production)
    #expect(comparison.differences.map(\.id) == ["alb-sg-detached-orphan-reference"])
    let difference = try #require(comparison.differences.first)
    #expect(difference.change == .worse)
    #expect(difference.present.finding.evidence.contains { $0.value == "sg-078948f5a5d534bd0" })
    #expect(difference.baseline.finding.evidence.contains { $0.value == "sg-097b2a85beef5d7e8" })
    #expect(comparison.exitStatus == 1)
    #expect(comparison.text.contains("sg-078948f5a5d534bd0"))
    #expect(comparison.text.contains("sg-097b2a85beef5d7e8"))
  }

  @Test func `before and after the same change differ in the cause, the other way round it is better`() throws
  {
    let before = try ComparisonTests.conclusion("before-hardening")
    let after = try ComparisonTests.conclusion("hardening-orphan-group")
    let there = try ComparisonTests.compare(before, after)
    #expect(there.differences.first { $0.id == "alb-sg-detached-orphan-reference" }?.change == .worse)
    let back = try ComparisonTests.compare(after, before)
    #expect(back.differences.first { $0.id == "alb-sg-detached-orphan-reference" }?.change == .better)
    #expect(try ComparisonTests.compare(after, after).exitStatus == 0)
  }

  @Test func `a verdict that became undetermined is lost sight of, never better`() throws {
    let before = try ComparisonTests.conclusion("hardening-orphan-group")
    let blind = try ComparisonTests.conclusion("hardening-groups-denied")
    let comparison = try ComparisonTests.compare(before, blind)
    let lost = comparison.differences.filter { $0.present.verdict == .undetermined }
    #expect(!lost.isEmpty)
    #expect(lost.allSatisfy { $0.change == .lostSight })
    #expect(comparison.exitStatus == 3)
    #expect(comparison.text.contains("lost sight"))
  }
}
