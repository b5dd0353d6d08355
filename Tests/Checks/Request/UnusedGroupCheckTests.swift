@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct UnusedGroupCheckTests {
  static let table = CheckTable(
    UnusedGroupCheck.self,
    [
      .never(.confirmed, "a group that a rule names cannot be deleted, and no other group is asked about"),
      .ruledOut(
        "nothing carries the group, and a rule names it",
        .timedOut.after(Web.admit(.tcp(80, groups: [Web.defaultGroup]))), says: "and a rule still names it",
        cites: [Web.groups], binds: ["other-group": Web.defaultGroup]),
      .ruledOut(
        "the predecessor is named", .request("replaced-group-predecessor"), says: "and a rule still names it"),
      .undetermined(
        "the groups may not be listed",
        .timedOut.after(.deny(Web.groups)), says: Web.taskGroup, needs: Web.groups
      ),
      .undetermined(
        "the targets' health may not be read", .web.after(.deny(Web.health)),
        says: "the registered targets of web-prod-tg are not known",
        needs: "elbv2.describe-target-health.web-prod-tg"),
      .notApplicable("every group is carried", .web, says: "no rule on the way to the targets names a group"),
      .notApplicable(
        "another load balancer carries it",
        .timedOut.after(Web.admit(.tcp(80, groups: [Web.stagingGroup]))),
        says: "no rule on the way to the targets names a group"),
    ])

  @Test(arguments: table.tests)
  func `whether an unattached group could go`(_ row: CheckTable.Test) throws { try row.hold() }
}
