@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct ShowsGatewayTimeoutCheckTests {
  typealias Log = AccessLog

  static let health = "elbv2.describe-target-health.web-prod-tg.json"

  static let table = CheckTable(
    ShowsGatewayTimeoutCheck.self,
    [
      .confirmed(
        "the load balancer answered 504", .balancerLog(Log.silent("05:40:00")),
        says: "the load balancer's log holds 504s", cites: [Log.balancerFile]),
      .confirmed(
        "CloudFront hung up", .balancerLog(Log.hungUp("05:40:00", after: 30)),
        says: "the load balancer's log holds 504s"),
      .confirmed(
        "CloudFront answered 504",
        .unlogged.after(Log.edge(Log.viewer("05:40:00", 30, "/", "OriginConnectError"))),
        says: "CloudFront's log holds 504s", cites: [Log.edgeFile]),
      .confirmed(
        "a target is unhealthy",
        .unlogged.after(
          .set(
            health, "/TargetHealthDescriptions/Target.Id=10.20.11.58/TargetHealth",
            ["State": "unhealthy", "Reason": "Target.Timeout"])),
        says: "target 10.20.11.58 of web-prod-tg is unhealthy", cites: [health]),
      .ruledOut("all is well", .web, says: "neither logs nor target health show 504s", cites: [health]),
      .ruledOut(
        "502s are another symptom", .balancerLog(Log.refused("05:40:00")),
        says: "neither logs nor target health show 504s"),
      .ruledOut(
        "a target that is drained is not unhealthy",
        .unlogged.after(
          .set(
            health, "/TargetHealthDescriptions/0/TargetHealth",
            ["State": "draining", "Reason": "Target.DeregistrationInProgress"])),
        says: "neither logs nor target health show 504s"),
      .ruledOut(
        "no target, and a log without 504s", .balancerLog(Log.refused("05:40:00")).after(Web.noTargets),
        says: "neither logs nor target health show 504s", cites: [Log.balancerFile]),
      .undetermined(
        "neither logs nor targets", .unlogged.after(Web.noTargets),
        says: "neither logs nor target health show 504s", needs: "alb.log"),
      .undetermined(
        "the targets' health may not be read", .unlogged.after(.deny(health)),
        says: "neither logs nor target health show 504s", needs: "elbv2.describe-target-health.web-prod-tg"),
      .never(.notApplicable, "a symptom shows or does not, whatever the subject is"),
    ])

  @Test(arguments: table.tests)
  func `whether the symptom shows`(_ row: CheckTable.Test) throws { try row.hold() }
}
