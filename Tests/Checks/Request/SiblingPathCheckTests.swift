@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct SiblingPathCheckTests {
  static let stagingHealth = "elbv2.describe-target-health.web-staging-tg.json"
  static let noStaging = Edit.set(stagingHealth, "/TargetHealthDescriptions", [])

  static let table = CheckTable(
    SiblingPathCheck.self,
    [
      .confirmed(
        "the way is open here as it is there", .web, says: "is open here as it is at web-staging",
        cites: [Web.groups]),
      .ruledOut(
        "staging works, and here the group admits nobody", .timedOut.after(Web.closed),
        says: "web-staging works because there", "here \(Web.taskGroup) has no inbound rules at all",
        cites: [Web.groups]),
      .ruledOut(
        "here the network ACL of the tasks' subnets drops requests", .request("nacl-tasks-without-80"),
        says: "web-staging works because there"),
      .undetermined(
        "the groups may not be listed",
        .timedOut.after(.deny(Web.groups)), says: "the two ways cannot be compared",
        needs: Web.groups),
      .undetermined(
        "the sibling's health may not be read", .web.after(.deny(stagingHealth)),
        says: "the two ways cannot be compared", needs: "elbv2.describe-target-health.web-staging-tg"),
      .undetermined(
        "the load balancers may not be listed",
        .web.about(["load-balancer": "web-prod"]).after(
          .deny(Web.balancers)), says: "load balancer", needs: Web.balancers),
      .notApplicable(
        "the sibling has no targets", .timedOut.after(Web.closed, noStaging),
        says: "no other load balancer has targets to compare with"),
      .notApplicable("there is one load balancer only", .orders, says: "one load balancer only"),
      .notApplicable(
        "no load balancer of that name", .web.about(Web.noBalancer), says: "no load balancer of that name"),
    ])

  @Test(arguments: table.tests)
  func `whether the same layout works elsewhere`(_ row: CheckTable.Test) throws { try row.hold() }
}
