@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct EdgeIPv6CheckTests {
  private typealias File = EdgeFile

  private static let both = World.edge.after(
    .set(File.balancers, File.balancer + "/IpAddressType", "dualstack"),
    .set(File.distribution, File.custom + "/IpAddressType", "dualstack"))

  static let table = CheckTable(
    EdgeIPv6Check.self,
    [
      .confirmed(
        "a dual-stack origin, and a rule for IPv4 only", both,
        says: "CloudFront may use IPv6 on port 443, and the security groups let IPv4 in only",
        cites: [File.distribution, File.groups],
        binds: ["port": "443", "prefix-list": "pl-cf6", "obstacle": "the security groups"]),
      .confirmed(
        "the recorded incident", .request("dualstack-origin-v4-rules"), says: "CloudFront may use IPv6"),
      .ruledOut(
        "both families pass everything", .request("dualstack-origin-works"), says: "IPv6 passes"),
      .ruledOut(
        "IPv4 does not get in either: the family is not the difference",
        both.after(
          .set(File.groups, File.rule, .tcp(443, cidrs: ["203.0.113.0/24"])),
          .replace(
            File.acls, #""CidrBlock": "0.0.0.0/0"}"#,
            #""CidrBlock": "0.0.0.0/0"}, {"RuleNumber": 101, "Protocol": "-1", "RuleAction": "allow", "Egress": true, "Ipv6CidrBlock": "::/0"}, {"RuleNumber": 102, "Protocol": "-1", "RuleAction": "allow", "Egress": false, "Ipv6CidrBlock": "::/0"}"#
          ),
          .replace(
            File.tables, #"{"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1", "State": "active"}"#,
            #"{"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1", "State": "active"}, {"DestinationIpv6CidrBlock": "::/0", "GatewayId": "igw-1", "State": "active"}"#
          )),
        says: "IPv6 is not the difference"),
      .ruledOut(
        "the groups may not be listed, but their rules may",
        .request("dualstack-origin-works").after(.deny(Orders.ec2("security-groups"))),
        says: "IPv6 passes the security groups"),
      .undetermined(
        "neither the groups nor their rules may be listed",
        .request("dualstack-origin-works").after(
          .deny(Orders.ec2("security-groups")), .deny(Orders.ec2("security-group-rules"))),
        says: "sg-0b749753b49feabe7", needs: "210987654321/eu-west-1/ec2"),
      .notApplicable("an origin without an address type", .edge, says: "CloudFront uses IPv4 to the origin"),
      .notApplicable(
        "the load balancer has no IPv6 addresses",
        both.after(.set(File.balancers, File.balancer + "/IpAddressType", "ipv4")),
        says: "web has no public IPv6 addresses"),
      .notApplicable(
        "no distribution", .edgeless, says: "no CloudFront origin of the snapshot leads to web"),
    ])

  @Test(arguments: table.tests)
  func `whether IPv6 is admitted where CloudFront may use it`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
