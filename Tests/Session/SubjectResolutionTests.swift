@testable import Diagnosis
@testable import Evidence
@testable import Playbooks
import Testing

@Suite struct SubjectResolutionTests {
  private static let edge = "cloudfront-alb-504/cases/hardening-orphan-group"
  private static let pull = "ecs-image-pull/cases/secret-absent"

  @Test(arguments: [
    (edge, "load-balancer", "--set load-balancer=web-prod"),
    (edge, "target-group", "--set target-group=web-staging-tg"),
    (edge, "cluster", "--set cluster=prod"), (edge, "service", "--set service=web-staging"),
    (edge, "container", "--set container=app"), (edge, "url", "--set load-balancer=web-prod"),
    (edge, "distribution", "aws cloudfront get-distribution-config"),
    (pull, "load-balancer", "--set cluster=shop --set service=orders"),
    (pull, "url", "--set cluster=shop --set service=orders"), (pull, "container", "--set container=orders"),
    (pull, "service", "--set service=orders"),
  ])
  func `a name that nothing bears is refused with what there is`(
    _ incident: String, _ key: String, _ offer: String
  ) throws {
    let (playbook, snapshot) = try Self.world(incident)
    let resolution = SubjectResolution.resolve(
      playbook, snapshot, [key: key == "url" ? "https://nothing.example/x" : "nothing-of-that-name"])
    if case .resolved = resolution { Issue.record("\(key) was taken") }
    #expect(resolution.complaint.contains(offer), "\(resolution.complaint)")
  }

  @Test(arguments: [
    (edge, ["cluster": "prod"], "load-balancer", "web-prod"),
    (edge, ["service": "web-staging"], "load-balancer", "web-staging"),
    (edge, ["container": "app"], "load-balancer", "web-prod"),
    (pull, ["container": "orders"], "service", "orders"), (pull, ["cluster": "shop"], "service", "orders"),
  ])
  func `a name of the other playbook leads to the subject`(
    _ incident: String, _ given: [String: String], _ key: String, _ found: String
  ) throws {
    let (playbook, snapshot) = try Self.world(incident)
    guard case .resolved(let subject) = SubjectResolution.resolve(playbook, snapshot, given) else {
      Issue.record("no subject for \(given)")
      return
    }
    #expect(subject[key] == found)
  }

  @Test func `a number is cited as a number, a text as a text`() throws {
    let (playbook, snapshot) = try Self.world(Self.edge)
    let conclusion = try #require(Checkout.conclude(playbook, snapshot).conclusion)
    let text = DiagnosisJSON.value(conclusion).text()
    #expect(text.contains("\"value\": 100,"))
    #expect(!text.contains("\"value\": \"100\""))
    #expect(text.contains("\"value\": \"Target.Timeout\""))
  }

  private static func world(_ incident: String) throws -> (Playbook, Snapshot) {
    let id = String(incident.split(separator: "/")[0])
    let playbook = try #require(Checkout.playbooks[id])
    return (playbook, try Snapshot.load(Checkout.root + "/Playbooks/" + incident))
  }
}
