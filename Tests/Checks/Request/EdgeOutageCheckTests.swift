@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct EdgeOutageCheckTests {
  typealias Log = AccessLog

  static let health = "elbv2.describe-target-health.web-prod-tg.json"
  static let groups = "ec2.describe-security-groups.json"

  static let table = CheckTable(
    EdgeOutageCheck.self,
    [
      .never(.confirmed, "no file of a snapshot shows an outage of CloudFront"),
      .ruledOut(
        "requests reach the load balancer", .web, says: "requests do reach the load balancer",
        cites: [Log.balancerFile]),
      .ruledOut(
        "CloudFront hung up there", .balancerLog(Log.hungUp("05:40:00", after: 30)),
        says: "requests do reach the load balancer"),
      .ruledOut(
        "other requests are fetched", .web.after(.delete(Log.balancerFile)),
        says: "CloudFront does fetch other requests from its origin", cites: [Log.edgeFile]),
      .ruledOut(
        "the targets' group admits nobody",
        .unlogged.after(Web.health(Web.timeout)).after(
          .set(groups, "/SecurityGroups/GroupName=ecs-existing/IpPermissions", [])),
        says: "the fault is proved behind the load balancer", cites: [groups]),
      .ruledOut(
        "every target times out for the health checks, too", .unlogged.after(Web.health(Web.timeout)),
        says: "the targets time out for the load balancer's own health checks", cites: [health]),
      .undetermined(
        "a closed way to targets that answer proves nothing",
        .unlogged.after(.set(groups, "/SecurityGroups/GroupName=ecs-existing/IpPermissions", [])),
        says: "no access log of web-prod was collected", needs: "alb.log"),
      .undetermined(
        "one target that answers is enough doubt",
        .unlogged.after(.set(health, "/TargetHealthDescriptions/0/TargetHealth", Web.timeout)),
        says: "no access log of web-prod", needs: "alb.log"),
      .undetermined(
        "no logs, and all is well", .unlogged, says: "no access log of web-prod", needs: "cloudfront"),
      .undetermined(
        "the distribution was not collected", .edge.after(.delete(EdgeFile.distribution)),
        says: "the distribution in front of web", needs: "cloudfront."),
      .notApplicable("no distribution", .edgeless, says: "nothing in the snapshot points to a CloudFront"),
    ])

  @Test(arguments: table.tests)
  func `whether CloudFront itself may be out of order`(_ row: CheckTable.Test) throws { try row.hold() }
}
