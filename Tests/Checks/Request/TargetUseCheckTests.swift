@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct TargetUseCheckTests {
  static let unhealthy = CheckTable(
    TargetUseCheck.self, ["is": "all-unhealthy"],
    [
      .confirmed(
        "every target is unhealthy", .timedOut, says: "all 4 registered targets are unhealthy",
        cites: [Web.health]),
      .confirmed(
        "the drained one does not count",
        .timedOut.after(
          .set(
            Web.health, "/TargetHealthDescriptions/0/TargetHealth",
            ["State": "draining", "Reason": "Target.DeregistrationInProgress"])),
        says: "all 3 registered targets are unhealthy"),
      .ruledOut("every target is healthy", .web, says: "not every target is unhealthy", cites: [Web.health]),
      .ruledOut(
        "one is still being looked at",
        .timedOut.after(
          .set(
            Web.health, "/TargetHealthDescriptions/0/TargetHealth",
            ["State": "initial", "Reason": "Elb.InitialHealthChecking"])),
        says: "not every target is unhealthy"),
      .undetermined(
        "the targets' health may not be read", .web.after(.deny(Web.health)),
        says: "the registered targets of web-prod-tg are not known",
        needs: "elbv2.describe-target-health.web-prod-tg"),
      .undetermined(
        "another region's target groups say nothing about this one's",
        .web.after(
          .delete(Web.targetGroups),
          .add("us-east-2/elbv2.describe-target-groups.json", #"{"TargetGroups": []}"#)),
        says: "the target groups are not known", needs: "elbv2.describe-target-groups"),
      .notApplicable(
        "no target is registered", .web.after(Web.noTargets), says: "no target that takes packets"),
      .notApplicable(
        "no target group", .edge, says: "no target group is attached to the load balancer"),
    ])

  static let zone = CheckTable(
    TargetUseCheck.self, ["is": "zone-not-enabled"],
    [
      .confirmed(
        "a target's zone is not enabled",
        .web.after(
          .set(
            Web.health, "/TargetHealthDescriptions/0/TargetHealth",
            ["State": "unused", "Reason": "Target.NotInUse"])),
        says: "1 targets are registered and unused", cites: [Web.health]),
      .ruledOut("every target is used", .web, says: "no registered target is unused", cites: [Web.health]),
      .ruledOut(
        "a stopped instance is unused for another reason",
        .orders.after(
          .set(
            Orders.file("elbv2-describe-target-health@orders-api"),
            "/TargetHealthDescriptions/0/TargetHealth",
            ["State": "unused", "Reason": "Target.InvalidState"])),
        says: "no registered target is unused"),
      .undetermined(
        "the targets' health may not be read", .web.after(.deny(Web.health)),
        says: "the registered targets of web-prod-tg are not known",
        needs: "elbv2.describe-target-health.web-prod-tg"),
      .notApplicable(
        "no target is registered", .web.after(Web.noTargets), says: "no target that takes packets"),
    ])

  @Test(arguments: unhealthy.tests + zone.tests)
  func `whether the load balancer fails open or leaves targets unused`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
