@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct ContestedRulesCheckTests {
  static let closed = CodeOnlyRuleCheckTests.closed
  static func added(_ time: String, by role: String, source: String = Web.balancerGroup) -> JSONValue {
    Web.ruleEvent("AuthorizeSecurityGroupIngress", time, by: role, source: source)
  }

  static func removed(
    _ time: String, by role: String, source: String = Web.balancerGroup, port: Int = 80, error: String? = nil
  ) -> JSONValue {
    Web.ruleEvent(
      "RevokeSecurityGroupIngress", time, by: role, source: source, port: port, error: error)
  }

  static let quiet = "no rule of the targets' group was taken away by another owner"

  static let table = CheckTable(
    ContestedRulesCheck.self,
    [
      .confirmed(
        "one role adds the rule, another takes it away",
        closed.after(Web.trail(added("05:10:00", by: "web-deploy"), removed("05:30:00", by: "platform"))),
        says: "the rule for port 80 was taken away by platform", "having been added by web-deploy",
        cites: [Web.trail, Web.groups],
        binds: ["revoked-by": "platform", "authorized-by": "web-deploy", "port": "80"]),
      .confirmed("the recorded incident", .request("two-owners-of-one-group"), says: "was taken away by"),
      .ruledOut(
        "the same role, in another session",
        closed.after(Web.trail(added("05:10:00", by: "platform"), removed("05:30:00", by: "platform"))),
        says: quiet, cites: [Web.groups]),
      .ruledOut(
        "it was taken away before it was added",
        closed.after(Web.trail(removed("05:00:00", by: "platform"), added("05:10:00", by: "web-deploy"))),
        says: quiet),
      .ruledOut(
        "the revocation was refused",
        closed.after(
          Web.trail(
            added("05:10:00", by: "web-deploy"),
            removed("05:30:00", by: "platform", error: "Client.UnauthorizedOperation"))), says: quiet),
      .ruledOut(
        "a rule for another port",
        closed.after(
          Web.trail(added("05:10:00", by: "web-deploy"), removed("05:30:00", by: "platform", port: 9090))),
        says: quiet),
      .ruledOut(
        "a rule for a group that the load balancer does not carry",
        closed.after(
          Web.trail(
            added("05:10:00", by: "web-deploy", source: Web.stagingGroup),
            removed("05:30:00", by: "platform", source: Web.stagingGroup))), says: quiet),
      .ruledOut(
        "the rule went with its source, which is gone",
        closed.after(
          Web.trail(
            added("05:10:00", by: "web-deploy", source: CodeOnlyRuleCheckTests.gone),
            removed("05:30:00", by: "platform", source: CodeOnlyRuleCheckTests.gone))), says: quiet),
      .ruledOut("nothing is closed", .web, says: "the targets' groups admit the load balancer"),
      .undetermined(
        "the code writes both styles, and the trail was not collected",
        .request("two-owners-of-one-group").after(.delete(Web.trail)),
        says: "code writes the group's rules in both styles", needs: Web.trail, cites: ["terraform/"]),
      .undetermined(
        "the groups may not be listed",
        .timedOut.after(.deny(Web.groups)),
        says: "whether the targets' groups admit the load balancer", needs: Web.groups),
      .undetermined(
        "the targets' health may not be read", .web.after(.deny(Web.health)),
        says: "the registered targets of web-prod-tg are not known",
        needs: "elbv2.describe-target-health.web-prod-tg"),
      .notApplicable(
        "neither code nor events", closed.after(Web.trail()),
        says: "neither Terraform files nor CloudTrail events"),
      .notApplicable(
        "one style of code, and no events", .timedOut.after(Web.closed, Web.trail()),
        says: "the code writes the group's rules in one style"),
    ])

  @Test(arguments: table.tests)
  func `whether two owners take away each other's rules`(_ row: CheckTable.Test) throws { try row.hold() }
}
