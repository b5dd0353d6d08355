@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct StatefulReplyCheckTests {
  static let table = CheckTable(
    StatefulReplyCheck.self,
    [
      .never(.confirmed, "a reply to an admitted request passes whatever the egress rules say"),
      .ruledOut(
        "without egress rules replies pass all the same",
        .timedOut.after(
          .set(Web.groups, "/SecurityGroups/GroupName=ecs-existing/IpPermissionsEgress", [])),
        says: "replies to an admitted request pass \(Web.taskGroup)", cites: [Web.groups]),
      .ruledOut("with all of them", .web, says: "replies to an admitted request pass \(Web.taskGroup)"),
      .undetermined(
        "the groups may not be listed", .web.after(.deny(Web.groups)),
        says: "the targets' groups are not known", needs: Web.groups),
      .undetermined(
        "the interfaces may not be listed", .web.after(.deny(Web.interfaces)),
        says: "the targets' groups are not known", needs: Web.interfaces),
      .undetermined(
        "the targets' health may not be read", .web.after(.deny(Web.health)),
        says: "the registered targets of web-prod-tg are not known",
        needs: "elbv2.describe-target-health.web-prod-tg"),
      .notApplicable(
        "no target is registered", .web.after(Web.noTargets), says: "no target that takes packets"),
      .notApplicable("no target group", .edge, says: "no target group is attached"),
    ])

  @Test(arguments: table.tests)
  func `whether egress rules hold back replies`(_ row: CheckTable.Test) throws { try row.hold() }
}
