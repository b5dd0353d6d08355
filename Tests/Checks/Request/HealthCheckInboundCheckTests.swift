@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct HealthCheckInboundCheckTests {
  static let inbound = "/SecurityGroups/GroupName=cloudfront-only/IpPermissions"

  static let table = CheckTable(
    HealthCheckInboundCheck.self, ["port": "80"],
    [
      .confirmed(
        "the port is the very one that CloudFront connects to, and it is closed",
        .web.after(.set(Web.groups, inbound, [.tcp(443, cidrs: ["203.0.113.0/24"])])), ["port": "443"],
        says: "CloudFront connects to port 443, which is closed", cites: [Web.groups]),
      .ruledOut(
        "health checks arrive at the targets", .timedOut, says: "its own ingress plays no part",
        cites: [Web.targetGroups]),
      .ruledOut(
        "CloudFront's port is open", .timedOut, ["port": "443"], says: "its own ingress plays no part"),
      .ruledOut(
        "a closed port that nobody uses",
        .web.after(.set(Web.groups, inbound, [])), ["port": "8443"], says: "its own ingress plays no part"),
      .ruledOut(
        "the targets' health may not be read", .web.after(.deny(Web.health)),
        says: "its own ingress plays no part"),
      .undetermined(
        "whether CloudFront's port is open was not collected",
        .web.after(.deny(Web.groups)), ["port": "443"], says: Web.balancerGroup,
        needs: Web.groups),
      .undetermined(
        "the target groups may not be listed", .web.after(.deny(Web.targetGroups)),
        says: "the target groups are not known", needs: Web.targetGroups),
      .notApplicable("no target group", .edge, says: "no target group is attached"),
      .notApplicable(
        "no load balancer of that name", .web.about(Web.noBalancer), says: "no load balancer of that name"),
    ])

  @Test(arguments: table.tests)
  func `whether an inbound port would help health checks`(_ row: CheckTable.Test) throws { try row.hold() }
}
