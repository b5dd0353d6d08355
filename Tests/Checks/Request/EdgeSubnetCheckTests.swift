@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct EdgeSubnetCheckTests {
  private typealias File = EdgeFile

  private static let wayOut = "/RouteTables/RouteTableId=rtb-c/Routes/DestinationCidrBlock=0.0.0.0~10"
  private static let entries = "/NetworkAcls/0/Entries"
  private static let blackholes = Edit.replace(
    File.tables, #""GatewayId": "igw-1", "State": "active""#,
    #""GatewayId": "igw-1", "State": "blackhole""#)
  /// Nothing but these replies leaves the subnets.
  private static func replies(_ from: Int, _ to: Int) -> Edit {
    .set(File.acls, entries + "/0", .entry(100, "allow", egress: true, from, to))
  }

  private static let internalOne = World.edgeless.after(
    .set(File.balancers, File.balancer + "/Scheme", "internal"))

  static let route = CheckTable(
    EdgeSubnetCheck.self, ["is": "no-internet-route"],
    [
      .confirmed(
        "the gateway is gone", .edge.after(blackholes), says: "igw-1", cites: [File.tables, File.balancers],
        binds: ["route-table": "rtb-a", "subnet": "subnet-a", "route-fault": "dead"]),
      .confirmed(
        "the gateway is detached", .edge.after(.set(File.gateways, "/InternetGateways/0/Attachments", [])),
        says: "igw-1 is not attached to vpc-1", cites: [File.gateways]),
      .undetermined(
        "a query picked one table, which is not said to be the only one",
        .edge.after(
          .add(
            File.tables,
            #"{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}], "Routes": []}"#
          )),
        says: "route table", needs: "ec2.describe-route-tables"),
      .confirmed(
        "one subnet is left on the main table, which leads nowhere",
        .edge.after(
          .set(File.tables, "/RouteTables/RouteTableId=rtb-c/Associations/0/SubnetId", "subnet-x")),
        says: "rtb-main has no route to the internet",
        binds: ["subnet": "subnet-c", "route-table": "rtb-main", "route-fault": "absent"]),
      .confirmed(
        "a NAT gateway lets nobody in",
        .edge.after(
          .set(
            File.tables, wayOut,
            ["DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1", "State": "active"])),
        says: "what leaves subnet-c does not go to an internet gateway", binds: ["subnet": "subnet-c"]),
      .ruledOut("both subnets lead out", .edge, says: "leads to the internet", cites: [File.tables]),
      .ruledOut(
        "two halves of everything lead out",
        .edge.after(
          .set(File.tables, wayOut + "/DestinationCidrBlock", "0.0.0.0/1"),
          .insert(
            File.tables, "/RouteTables/RouteTableId=rtb-c/Routes/-",
            ["DestinationCidrBlock": "128.0.0.0/1", "GatewayId": "igw-1", "State": "active"])),
        says: "leads to the internet"),
      .ruledOut(
        "a VPC origin's load balancer needs no way out", .vpcOrigin.after(blackholes),
        says: "its subnets need no way to the internet"),
      .undetermined(
        "the tables may not be listed", .edge.after(.deny(File.tables)), says: "subnet-a",
        needs: File.tables),
      .undetermined(
        "the listing leaves the subnets out",
        .edge.after(.set(File.balancers, File.balancer + "/AvailabilityZones", [])),
        says: "the subnets of web are not in its listing", needs: File.balancers),
      .notApplicable(
        "an internal load balancer that nobody reaches", internalOne.after(blackholes),
        says: "no client comes from the internet"),
    ])

  static let zoneRoute = CheckTable(
    EdgeSubnetCheck.self, ["is": "no-internet-route", "spread": "zone"],
    [
      .confirmed(
        "one subnet on the main table is one zone's fault",
        .edge.after(
          .set(File.tables, "/RouteTables/RouteTableId=rtb-c/Associations/0/SubnetId", "subnet-x")),
        says: "the other subnets are sound", binds: ["zone": "ap-northeast-1c"]),
      .ruledOut(
        "all subnets alike are no zone's fault", .edge.after(blackholes), says: "do not differ in this"),
      .ruledOut("no subnet has the fault", .edge, says: "do not differ in this"),
      .undetermined(
        "the tables were not collected", .edge.after(.delete(File.tables)), says: "subnet-a",
        needs: File.tables),
      .notApplicable(
        "an internal load balancer that nobody reaches", internalOne,
        says: "no client comes from the internet"),
    ])

  static let acl = CheckTable(
    EdgeSubnetCheck.self, ["is": "acl"],
    [
      .confirmed(
        "replies to the clients' ports cannot leave", .edge.after(replies(443, 443)),
        says: "replies of web out of subnet-a are dropped", cites: [File.acls, File.balancers],
        binds: ["network-acl": "acl-1", "egress": "true", "from-port": "1024", "to-port": "65535"]),
      .confirmed(
        "clients' requests cannot enter",
        .edge.after(.set(File.acls, entries + "/1", .entry(100, "allow", egress: false, 80, 80))),
        says: "clients of web are dropped on their way into subnet-a",
        binds: ["egress": "false", "port": "443", "rule-number": "32766"]),
      .ruledOut("the default network ACL", .edge, says: "acl-1", cites: [File.acls]),
      .ruledOut(
        "replies to the usual ports are enough", .edge.after(replies(1024, 65535)), says: "acl-1"),
      .ruledOut(
        "one blocked abuser blocks nobody else",
        .edge.after(
          .insert(
            File.acls, entries + "/0",
            [
              "RuleNumber": 5, "Protocol": "-1", "RuleAction": "deny", "Egress": false,
              "CidrBlock": "198.51.100.7/32",
            ])),
        says: "acl-1"),
      .ruledOut(
        "a denial behind the admission is never read",
        .edge.after(.insert(File.acls, entries + "/-", .entry(200, "deny", egress: false, 443, 443))),
        says: "acl-1"),
      .undetermined(
        "the ACLs may not be listed", .edge.after(.deny(File.acls)),
        says: "the network ACL of subnet-a is not in the snapshot", needs: File.acls),
      .undetermined(
        "whether ACLs see what a VPC origin sends", .vpcOrigin.after(replies(443, 443)),
        says: "whether network ACLs see what comes through a VPC origin", needs: nil),
      .notApplicable(
        "an internal load balancer that nobody reaches", internalOne.after(replies(443, 443)),
        says: "no client comes from the internet"),
    ])

  static let zoneACL = CheckTable(
    EdgeSubnetCheck.self, ["is": "acl", "spread": "zone"],
    [
      .confirmed(
        "one subnet has an ACL of its own that drops everything",
        .edge.after(
          .remove(File.acls, "/NetworkAcls/0/Associations/1"),
          .insert(
            File.acls, "/NetworkAcls/-",
            [
              "NetworkAclId": "acl-2", "VpcId": "vpc-1", "IsDefault": false,
              "Associations": [["SubnetId": "subnet-c"]], "Entries": [],
            ])),
        says: "into subnet-c", "the other subnets are sound", binds: ["zone": "ap-northeast-1c"]),
      .ruledOut(
        "the same ACL stands before both subnets", .edge.after(replies(443, 443)),
        says: "do not differ in this"),
      .undetermined(
        "the ACLs were not collected", .edge.after(.delete(File.acls)),
        says: "the network ACL of subnet-a is not in the snapshot", needs: File.acls),
      .notApplicable(
        "an internal load balancer that nobody reaches", internalOne,
        says: "no client comes from the internet"),
    ])

  @Test(arguments: route.tests + zoneRoute.tests + acl.tests + zoneACL.tests)
  func `whether the subnets let clients in and replies out`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
