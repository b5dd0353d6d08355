@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct CodeOnlyRuleCheckTests {
  static let gone = "sg-0fedcba9876543210"
  /// Every target times out, the tasks' group admits nobody, and there is no code.
  static let closed = World.timedOut.after(Web.code).after(Web.closed)
  static let revoked = Web.ruleEvent("RevokeSecurityGroupIngress", "05:30:00", by: "terraform", source: gone)
  static func deleted(_ group: String, _ time: String) -> JSONValue {
    Web.event("DeleteSecurityGroup", time, by: "terraform", ["groupId": .string(group)])
  }

  static let table = CheckTable(
    CodeOnlyRuleCheck.self,
    [
      .confirmed(
        "the code still names the group that is gone", .request("rule-revoked-with-old-group"),
        says: "as the source for port 80; that group is gone and so is the rule",
        cites: ["terraform/", Web.groups], binds: ["port": "80"]),
      .confirmed(
        "the trail shows the rule revoked and its source deleted",
        closed.after(Web.trail(deleted(gone, "05:31:00"), revoked)),
        says: "CloudTrail still names \(gone) as the source for port 80", cites: [Web.trail, Web.groups],
        binds: ["other-group": gone, "security-group": Web.taskGroup, "code-address": "CloudTrail"]),
      .ruledOut(
        "the revoked rule's source is still there",
        closed.after(
          Web.trail(
            Web.ruleEvent(
              "RevokeSecurityGroupIngress", "05:30:00", by: "terraform", source: Web.balancerGroup))),
        says: "neither code nor records name a rule"),
      .ruledOut(
        "the source was deleted first: the rule did not go with it",
        closed.after(Web.trail(revoked, deleted(gone, "05:10:00"))),
        says: "neither code nor records name a rule"),
      .ruledOut(
        "the revocation was refused",
        closed.after(
          Web.trail(
            Web.ruleEvent(
              "RevokeSecurityGroupIngress", "05:30:00", by: "terraform", source: gone,
              error: "Client.UnauthorizedOperation"), deleted(gone, "05:31:00"))),
        says: "neither code nor records name a rule"),
      .ruledOut(
        "a rule for another port went with the group",
        closed.after(
          Web.trail(
            Web.ruleEvent(
              "RevokeSecurityGroupIngress", "05:30:00", by: "terraform", source: gone, port: 9090),
            deleted(gone, "05:31:00"))),
        says: "neither code nor records name a rule"),
      .ruledOut(
        "the code's rule has a source that is there", .timedOut.after(Web.closed),
        says: "neither code nor records name a rule", cites: [Web.groups]),
      .ruledOut("nothing is closed", .web, says: "the targets' groups admit the load balancer"),
      .undetermined(
        "the groups may not be listed",
        .timedOut.after(.deny(Web.groups)),
        says: "whether the targets' groups admit the load balancer", needs: Web.groups),
      .undetermined(
        "the targets' health may not be read", .web.after(.deny(Web.health)),
        says: "the registered targets of web-prod-tg are not known",
        needs: "elbv2.describe-target-health.web-prod-tg"),
      .undetermined(
        "the code's group may stand on the next page",
        .request("rule-revoked-with-old-group").after(.set(Web.groups, "/NextToken", "eyJ2IjoiMiJ9")),
        says: "whether the group that the code names still exists", needs: Web.groups),
      .notApplicable(
        "neither code nor events", closed.after(Web.trail()),
        says: "neither Terraform files nor CloudTrail events"),
      .notApplicable(
        "no target is registered", .web.after(Web.noTargets), says: "no target that takes packets"),
    ])

  @Test(arguments: table.tests)
  func `whether a rule lives on in code only`(_ row: CheckTable.Test) throws { try row.hold() }
}
