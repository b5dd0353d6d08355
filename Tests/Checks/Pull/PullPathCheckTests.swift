@testable import Evidence
@testable import PullChecks
import Testing

/// Ways out of a subnet; ``PullPathEndpointTests`` has the rows of ways by endpoints.
@Suite struct PullPathCheckTests {
  static let route = "/RouteTables/RouteTableId=rtb-0b37afb718172215d/Routes/1"
  static let other = "/RouteTables/RouteTableId=rtb-021a2c0cad1464444/Routes/1"
  static let ofGateways = "/RouteTables/RouteTableId=rtb-0eb324f600b18c430/Routes/1"
  static let gateway = "/NatGateways/NatGatewayId=nat-00fb25dcbc23fe841"
  static let service = "/services/serviceName=checkout-api"
  static let options = "ec2.describe-vpc-block-public-access-options.json"
  static let noDefault = World.nat.after(.remove(PullFile.routes, route))

  static func fault(_ kind: String, _ more: [String: String] = [:]) -> [String: String] {
    more.merging(["fault": kind]) { $1 }
  }

  static let toInternetGateway = World.nat.after(
    .remove(PullFile.routes, route + "/NatGatewayId"),
    .set(PullFile.routes, route + "/GatewayId", "igw-091f9c4b9239235d8"))

  static let withAddress: [Edit] = [
    .set(
      PullFile.services, service + "/networkConfiguration/awsvpcConfiguration/assignPublicIp", "ENABLED"),
    .set(
      PullFile.services,
      service + "/deployments/0/networkConfiguration/awsvpcConfiguration/assignPublicIp", "ENABLED"),
  ]

  static let routes: [CheckTable.Row] = [
    .confirmed(
      "no default route and no endpoint", noDefault, fault("no-egress"),
      says: "subnet-0f43af92f9e3aed66 has no default route", cites: [PullFile.routes, PullFile.endpoints],
      binds: ["fault": "no-egress", "route-table": "rtb-0b37afb718172215d"]),
    .confirmed(
      "an internet gateway, and no public address", toInternetGateway,
      fault("no-public-address", ["origin": "task"]),
      says: "carries only interfaces with a public address", cites: [PullFile.routes]),
    .confirmed(
      "a public address, and no internet gateway", noDefault.after(withAddress),
      fault("address-without-gateway"), says: "the task has a public address, but subnet-0f43af92f9e3aed66",
      cites: [PullFile.services]),
    .confirmed(
      "the default route is a black hole", .nat.after(.set(PullFile.routes, route + "/State", "blackhole")),
      fault("blackhole"), says: "nat-00fb25dcbc23fe841", cites: [PullFile.routes]),
    .confirmed(
      "the NAT gateway is being deleted", .nat.after(.set(PullFile.gateways, gateway + "/State", "deleting")),
      fault("nat-unusable"), says: "nat-00fb25dcbc23fe841 is deleting", cites: [PullFile.gateways],
      binds: ["nat-gateway": "nat-00fb25dcbc23fe841"]),
    .confirmed(
      "the NAT gateway is a private one",
      .nat.after(.set(PullFile.gateways, gateway + "/ConnectivityType", "private")), fault("nat-unusable"),
      says: "is a private NAT gateway", cites: [PullFile.gateways]),
    .confirmed(
      "EC2 knows no such NAT gateway",
      .nat.after(
        .remove(PullFile.gateways, "/NatGateways/0"), .set(PullFile.gateways, "/NextToken", "e30="),
        .add(
          "ec2.describe-nat-gateways.nat-00fb25dcbc23fe841.err",
          "An error occurred (NatGatewayNotFound) when calling the DescribeNatGateways operation: no")),
      fault("nat-unusable"), says: "nat-00fb25dcbc23fe841, which does not exist",
      cites: ["ec2.describe-nat-gateways.nat-00fb25dcbc23fe841.err"]),
    .confirmed(
      "the NAT gateway stands in a subnet without internet gateway",
      .nat.after(.remove(PullFile.routes, ofGateways)), fault("nat-without-internet"),
      says: "stands in subnet-0971174963b409b3c, whose route table has no internet gateway route",
      cites: [PullFile.gateways, PullFile.routes]),
    .confirmed(
      "public access is blocked for the Region",
      .nat.after(
        .set(options, "/VpcBlockPublicAccessOptions/InternetGatewayBlockMode", "block-bidirectional"),
        .set(options, "/VpcBlockPublicAccessOptions/State", "update-complete")),
      fault("public-access-blocked"), says: "block-bidirectional", cites: [options]),

    .ruledOut(
      "a NAT gateway carries the pull", .nat, fault("no-egress"), says: "by nat-00fb25dcbc23fe841",
      cites: [PullFile.routes]),
    .ruledOut(
      "a public address and an internet gateway", toInternetGateway.after(withAddress),
      fault("no-public-address"), says: "by the internet gateway", cites: [PullFile.routes]),
    .ruledOut(
      "public access is blocked for what comes in only",
      .nat.after(.set(options, "/VpcBlockPublicAccessOptions/InternetGatewayBlockMode", "block-ingress")),
      fault("public-access-blocked"), says: "by nat-00fb25dcbc23fe841"),
    .ruledOut(
      "a NAT gateway that failed, and no route to it",
      .nat.after(
        .insert(
          PullFile.gateways, "/NatGateways/0",
          [
            "NatGatewayId": "nat-0a1b2c3d4e5f60718", "State": "failed", "ConnectivityType": "public",
            "SubnetId": "subnet-0971174963b409b3c", "VpcId": "vpc-003a5b75cdea282fc",
          ])), fault("nat-unusable"), says: "by nat-00fb25dcbc23fe841"),
    .ruledOut(
      "the failed gateway is the other service's",
      .nat.after(
        .set(PullFile.routes, other + "/State", "blackhole"),
        .remove(
          PullFile.services,
          service + "/deployments/0/networkConfiguration/awsvpcConfiguration/subnets/1"),
        .remove(PullFile.services, service + "/networkConfiguration/awsvpcConfiguration/subnets/1")),
      fault("blackhole"), says: "by nat-00fb25dcbc23fe841"),

    .undetermined(
      "the routes may not be listed", .nat.after(.deny(PullFile.routes)), fault("no-egress"), says: "is not",
      needs: PullFile.routes),
    .undetermined(
      "the NAT gateways were not collected", .nat.after(.delete(PullFile.gateways)), fault("nat-unusable"),
      says: "nat-00fb25dcbc23fe841 is not in the snapshot", needs: PullFile.gateways),
    .undetermined(
      "a call for the NAT gateway was refused",
      .nat.after(.deny(PullFile.gateways)), fault("nat-without-internet"),
      says: "nat-00fb25dcbc23fe841 is not in the snapshot", needs: PullFile.gateways),
    .undetermined(
      "whether public access is blocked was not collected",
      .nat.after(
        .delete(options), .delete(PullFile.subnets), .delete("ec2.describe-vpcs.json")),
      fault("public-access-blocked"), says: "public access is blocked", needs: PullFile.subnets),
    .undetermined(
      "no endpoint on the first page", noDefault.after(.set(PullFile.endpoints, "/NextToken", "e30=")),
      fault("no-egress"), says: "incomplete", needs: PullFile.endpoints),
    .undetermined(
      "the definition was not collected",
      .nat.after(.delete("ecs.describe-task-definition.checkout-api.json")), fault("no-egress"),
      says: "the task definition is not in the snapshot", needs: "ecs.describe-task-definition"),

    .notApplicable(
      "no route leads to a NAT gateway", .sealed, fault("nat-unusable"),
      says: "no route of the pull leads to a NAT gateway"),
    .notApplicable(
      "no public address is assigned", noDefault, fault("address-without-gateway"),
      says: "no public address is assigned"),
    .notApplicable(
      "a task on Fargate has no host", .nat, fault("no-egress", ["origin": "host"]),
      says: "runs on Fargate, not on a container instance"),
    .notApplicable(
      "the container instance pulls", .hosts, fault("no-egress", ["origin": "task"]),
      says: "the image is pulled by the container instance"),
    .confirmed(
      "the container instances lost their default route",
      .hosts.after(
        .remove(PullFile.routes, "/RouteTables/RouteTableId=rtb-07c344aa6b49dbed2/Routes/1")),
      fault("no-egress group-egress", ["origin": "host"]), says: "has no default route",
      cites: [PullFile.routes, "ec2.describe-instances.json"]),
    .ruledOut(
      "the container instances pull by NAT", .hosts, fault("no-egress", ["origin": "any"]), says: "by nat-"),

    .confirmed(
      "only S3 is left out by the groups", PullPathEndpointTests.withoutS3,
      fault("group-egress", ["services": "layers", "exclusive": "yes"]),
      says: "permits port 443 to S3", cites: [PullFile.groups]),
    .ruledOut(
      "the groups let nothing out on 443, S3 no more than the rest", PullPathEndpointTests.without443,
      fault("group-egress", ["services": "layers", "exclusive": "yes"]),
      says: "not only these services are blocked", cites: [PullFile.groups]),
    .confirmed(
      "the same, asked without regard to the rest", PullPathEndpointTests.without443,
      fault("group-egress", ["services": "layers", "exclusive": "no"]), says: "permits port 443 to S3",
      cites: [PullFile.groups]),
  ]

  /// The small task, whose subnet has a way out for IPv6 only.
  static func ipv6(native: Bool, block: Bool, host: String) -> World {
    let blocks =
      #"[{"Ipv6CidrBlock":"2001:db8:1:1::/64","Ipv6CidrBlockState":{"State":"associated"}}]"#
    return .task.after(
      .add(
        PullFile.subnets,
        #"{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","OwnerId":"123456789012","CidrBlock":"10.0.1.0/24","AvailabilityZone":"eu-west-1a","Ipv6Native":\#(native),"Ipv6CidrBlockAssociationSet":\#(block ? blocks : "[]")}]}"#
      ),
      .set(
        PullFile.routes, "/RouteTables/0/Routes",
        [
          [
            "DestinationIpv6CidrBlock": "::/0", "EgressOnlyInternetGatewayId": "eigw-1", "State": "active",
          ]
        ]), .add(PullFile.services, #"{"services":[]}"#)
    ).image("123456789012.\(host)/shop:1")
  }

  static let byIPv6: [CheckTable.Row] = [
    .confirmed(
      "IPv6 has a way out, and the registry's name has IPv4 only",
      ipv6(native: false, block: true, host: "dkr.ecr.eu-west-1.amazonaws.com"), fault("no-egress"),
      says: "subnet-1 has no default route", cites: [PullFile.routes]),
    .confirmed(
      "IPv6 has a way out, and the subnet has no IPv6",
      ipv6(native: false, block: false, host: "dkr-ecr.eu-west-1.on.aws"), fault("no-egress"),
      says: "subnet-1 has no default route", cites: [PullFile.routes]),
    .undetermined(
      "an IPv6-only subnet", ipv6(native: true, block: true, host: "dkr.ecr.eu-west-1.amazonaws.com"),
      fault("no-egress"), says: "IPv6", needs: nil),
    .undetermined(
      "a registry's name with both, and a way out for one of them",
      ipv6(native: false, block: true, host: "dkr-ecr.eu-west-1.on.aws"), fault("no-egress"), says: "IPv6",
      needs: nil),
  ]

  static let table = CheckTable(
    PullPathCheck.self, routes + byIPv6 + PullPathEndpointTests.rows)

  @Test(arguments: table.tests) func `the ways of a pull`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
