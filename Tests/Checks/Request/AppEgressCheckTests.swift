@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct AppEgressCheckTests {
  static let gateways = "ec2.describe-nat-gateways.json"
  static let table1a = "/RouteTables/RouteTableId=rtb-0d2a47d6dfe2b0c9a/Routes"
  static let table1c = "/RouteTables/RouteTableId=rtb-0f33d5ad23e3ca37c/Routes"
  static let publicTable = "/RouteTables/RouteTableId=rtb-0dcce7d0399901805/Routes"
  static let nat = "nat-05bc5f039caf7246b"
  static let internet = "/DestinationCidrBlock=0.0.0.0~10"

  /// Neither private subnet has a default route.
  static let isolated = World.web.after(
    .remove(Web.tables, table1a + internet), .remove(Web.tables, table1c + internet))

  static let table = CheckTable(
    AppEgressCheck.self,
    [
      .confirmed(
        "the default route ends in a blackhole",
        .web.after(.set(Web.tables, table1a + internet + "/State", "blackhole")),
        says: "targets in subnet-01c4a6363bb2260a2 have lost their way out", cites: [Web.tables],
        binds: ["obstacle": nat, "nat-gateway": nat, "route-table": "rtb-0d2a47d6dfe2b0c9a"]),
      .confirmed(
        "the NAT gateway was deleted",
        .web.after(.set(gateways, "/NatGateways/NatGatewayId=\(nat)/State", "deleted")),
        says: "have lost their way out", cites: [gateways], binds: ["nat-gateway": nat]),
      .confirmed(
        "an endpoint's route ends in a blackhole",
        .web.after(
          .set(Web.tables, table1a + "/DestinationPrefixListId=pl-61a54008/State", "blackhole")),
        says: "have lost an endpoint", binds: ["obstacle": "vpce-03111dbd403cc20f5"]),
      .confirmed(
        "an outbound rule was revoked, and nothing else lets out",
        .web.after(
          .set(
            Web.groups, "/SecurityGroups/GroupName=ecs-existing/IpPermissionsEgress",
            [.tcp(5432, groups: [Web.databaseGroup])]),
          Web.trail(
            Web.event("RevokeSecurityGroupEgress", "05:30:00", by: "ops", ["groupId": .string(Web.taskGroup)])
          )),
        says: "let nothing out to the internet any more", cites: [Web.groups, Web.trail],
        binds: ["security-group": Web.taskGroup]),
      .confirmed("the recorded incident", .request("nat-gateway-removed"), says: "have lost their way out"),
      .ruledOut("both subnets lead to NAT gateways", .web, says: "have a way out", cites: [Web.tables]),
      .ruledOut(
        "tight groups are a design where no event speaks of a loss",
        .web.after(
          .set(
            Web.groups, "/SecurityGroups/GroupName=ecs-existing/IpPermissionsEgress",
            [.tcp(5432, groups: [Web.databaseGroup])])), says: "have a way out"),
      .ruledOut(
        "what stops the targets stops the load balancer, too",
        .web.after(.remove(Web.tables, publicTable + internet)),
        says: "what keeps the targets from the internet is what keeps the load balancer from it"),
      .undetermined(
        "the tables may not be listed", .web.after(.deny(Web.tables)), says: "subnet-", needs: Web.tables),
      .undetermined(
        "the NAT gateways may not be listed", .web.after(.deny(gateways)), says: nat, needs: gateways),
      .undetermined(
        "the interfaces may not be listed", .web.after(.deny(Web.interfaces)),
        says: "the targets' interfaces are not in the snapshot", needs: Web.interfaces),
      .undetermined(
        "the targets' health may not be read", .web.after(.deny(Web.health)),
        says: "the registered targets of web-prod-tg are not known",
        needs: "elbv2.describe-target-health.web-prod-tg"),
      .notApplicable("a subnet without a default route is isolated by design", isolated, says: "by design"),
      .notApplicable(
        "a private NAT gateway is a design",
        .web.after(
          .set(gateways, "/NatGateways/0/ConnectivityType", "private"),
          .set(gateways, "/NatGateways/1/ConnectivityType", "private")), says: "by design"),
      .notApplicable("no target is registered", .web.after(Web.noTargets), says: "no interface of a target"),
    ])

  @Test(arguments: table.tests)
  func `whether the targets lost their way out`(_ row: CheckTable.Test) throws { try row.hold() }
}
