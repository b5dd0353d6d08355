@testable import Evidence
@testable import PullChecks
import Testing

/// Rows of ``PullPathCheckTests``: ways by endpoints, and the filters on them.
enum PullPathEndpointTests {
  static let own = "/SecurityGroups/GroupId=sg-09d04541c13adb57a/IpPermissionsEgress"
  static let ofEndpoints = "/SecurityGroups/GroupId=sg-0438518bc11e80f3d/IpPermissions/0"
  static let registry = "/VpcEndpoints/VpcEndpointId=vpce-0819636a60d6979e2"
  static let store = "/VpcEndpoints/VpcEndpointId=vpce-0aafe89e33b5d139d"
  static let acl = "/NetworkAcls/NetworkAclId=acl-0bca4bf46c1122fef/Entries"
  static let hostnames = "ec2.describe-vpc-attribute.vpc-0447f200fdec28429-enableDnsHostnames.json"
  static let definition = "ecs.describe-task-definition.orders.json"
  static let image = "/taskDefinition/containerDefinitions/0/image"

  /// One listing of the groups' rules is enough, and is easier changed.
  static let world = World.sealed.after(.delete(PullFile.groupRules))
  static let withoutS3 = world.after(.remove(PullFile.groups, own + "/0/PrefixListIds/0"))
  static let without443 = world.after(.remove(PullFile.groups, own + "/0"))
  static let withoutRoute = world.after(
    .remove(PullFile.routes, "/RouteTables/RouteTableId=rtb-0e33dbba1814e3385/Routes/1"),
    .remove(PullFile.endpoints, store + "/RouteTableIds/0"))

  static func fault(_ kind: String, _ services: String? = nil) -> [String: String] {
    var found = ["fault": kind]
    found["services"] = services
    return found
  }

  /// The endpoints' group admits a block instead of the tasks' group.
  static func admitting(_ block: String) -> World {
    world.after(
      .set(PullFile.groups, ofEndpoints + "/UserIdGroupPairs", []),
      .set(PullFile.groups, ofEndpoints + "/IpRanges", [["CidrIp": .string(block)]]))
  }

  static let rows: [CheckTable.Row] = [
    .confirmed(
      "nobody built an endpoint for the registry", world.after(.remove(PullFile.endpoints, registry)),
      fault("endpoint-absent", "registry"), says: "vpc-0447f200fdec28429 has no endpoint for", "ecr.dkr",
      cites: [PullFile.endpoints]),
    .confirmed(
      "the endpoints' group admits another block only", admitting("10.20.16.0/24"), fault("endpoint-group"),
      says: "do not admit port 443 from the task", cites: [PullFile.groups],
      binds: ["endpoint-security-group": "sg-0438518bc11e80f3d"]),
    .confirmed(
      "private DNS is off", world.after(.set(PullFile.endpoints, registry + "/PrivateDnsEnabled", false)),
      fault("endpoint-private-dns"), says: "vpce-0819636a60d6979e2 has private DNS off",
      cites: [PullFile.endpoints]),
    .confirmed(
      "an endpoint waits to be accepted",
      world.after(.set(PullFile.endpoints, registry + "/State", "pendingAcceptance")),
      fault("endpoint-state"), says: "is pendingacceptance, not available", cites: [PullFile.endpoints]),
    .confirmed(
      "the VPC gives out no private names", world.after(.set(hostnames, "/EnableDnsHostnames/Value", false)),
      fault("vpc-dns"), says: "the VPC's DNS attributes are off", cites: [hostnames],
      binds: ["attribute": "enable-dns-hostnames"]),
    .confirmed(
      "a route table without the S3 gateway", withoutRoute, fault("gateway-route-absent"),
      says:
        "vpce-0aafe89e33b5d139d for S3 is not associated with the route table of subnet-058690f0a0dd2478d",
      cites: [PullFile.endpoints, PullFile.routes]),
    .confirmed(
      "S3 by an interface endpoint without private DNS",
      withoutRoute.after(
        .remove(PullFile.routes, "/RouteTables/RouteTableId=rtb-05efc268405b7705f/Routes/1"),
        .set(PullFile.endpoints, store + "/RouteTableIds", []),
        .set(PullFile.endpoints, store + "/VpcEndpointType", "Interface")),
      fault("interface-only"), says: "only the interface endpoint vpce-0aafe89e33b5d139d exists for S3",
      cites: [PullFile.endpoints]),
    .confirmed(
      "the tasks' groups let nothing out on 443", without443, fault("group-egress"),
      says: "permits port 443 to", cites: [PullFile.groups]),
    .confirmed(
      "the network ACL lets replies in below 32768 only",
      world.after(.set(PullFile.acls, acl + "/4/PortRange", ["From": 1024, "To": 32767])), fault("acl-task"),
      says: "does not let the replies of", cites: [PullFile.acls], binds: ["egress": "false"]),
    .confirmed(
      "the network ACL of the endpoints' subnets admits no 443",
      world.after(.remove(PullFile.acls, acl + "/5")), fault("acl-endpoint"),
      says: "does not let port 443 in to", cites: [PullFile.acls],
      binds: ["network-acl": "acl-0bca4bf46c1122fef"]),
    .confirmed(
      "the image is another Region's",
      world.after(.replace(definition, ".ecr.ap-northeast-1.", ".ecr.us-east-1.")), fault("foreign-region"),
      says: "the image is in us-east-1", cites: [definition], binds: ["image-region": "us-east-1"]),
    .confirmed(
      "the image is on Docker Hub", world.after(.set(definition, image, "nginx:1.27")),
      fault("public-registry"), says: "docker.io is reached over the internet only", cites: [definition]),

    .ruledOut("an endpoint for each", world, fault("endpoint-absent"), says: "by vpce-0819636a60d6979e2"),
    .ruledOut(
      "the endpoints' group admits the tasks' block instead of their group", admitting("10.20.0.0/16"),
      fault("endpoint-group"), says: "by vpce-0819636a60d6979e2", cites: [PullFile.groups]),
    .ruledOut(
      "endpoints in another zone only",
      world.after(.remove(PullFile.endpoints, registry + "/SubnetIds/1")),
      fault("endpoint-absent endpoint-state"),
      says: "by vpce-0819636a60d6979e2"),
    .ruledOut(
      "no endpoint, and a NAT gateway instead", .nat, fault("endpoint-absent"), says: "by nat-"),
    .ruledOut(
      "the replies' ports are cut above what Linux uses",
      world.after(.set(PullFile.acls, acl + "/4/PortRange", ["From": 32768, "To": 60999])), fault("acl-task"),
      says: "by vpce-0819636a60d6979e2"),
    .ruledOut(
      "the tasks' groups let everything out",
      world.after(
        .set(
          PullFile.groups, own + "/0",
          ["IpProtocol": "-1", "IpRanges": [["CidrIp": "0.0.0.0/0"]], "UserIdGroupPairs": []])),
      fault("group-egress"), says: "by vpce-0819636a60d6979e2"),
    .ruledOut(
      "no image is in ECR of this Region",
      world.after(.replace(definition, ".ecr.ap-northeast-1.", ".ecr.us-east-1.")),
      fault("endpoint-absent", "registry"), says: "no image needs ECR of this Region", cites: [definition]),

    .undetermined(
      "the groups may not be listed", world.after(.deny(PullFile.groups)), fault("endpoint-group"),
      says: "the rules of sg-0438518bc11e80f3d are not in the snapshot", needs: PullFile.groups),
    .undetermined(
      "the network ACLs were not collected", world.after(.delete(PullFile.acls)), fault("acl-endpoint"),
      says: "is not", needs: PullFile.acls),
    .undetermined(
      "the endpoints may not be listed", world.after(.deny(PullFile.endpoints)),
      fault("endpoint-absent", "registry"), says: "denied", needs: PullFile.endpoints),
    .undetermined(
      "the endpoint is not on the first page",
      world.after(.remove(PullFile.endpoints, registry), .set(PullFile.endpoints, "/NextToken", "e30=")),
      fault("endpoint-absent", "registry"), says: "incomplete", needs: PullFile.endpoints),
    .undetermined(
      "an attribute of the VPC was not collected", world.after(.delete(hostnames)), fault("vpc-dns"),
      says: "enableDnsHostnames of the VPC is not in the snapshot", needs: "ec2.describe-vpc-attribute"),
    .undetermined(
      "S3 by an interface endpoint with private DNS, which AWS does not document for layers",
      withoutRoute.after(
        .remove(PullFile.routes, "/RouteTables/RouteTableId=rtb-05efc268405b7705f/Routes/1"),
        .set(PullFile.endpoints, store + "/RouteTableIds", []),
        .set(PullFile.endpoints, store + "/VpcEndpointType", "Interface"),
        .set(PullFile.endpoints, store + "/PrivateDnsEnabled", true)),
      fault("interface-only"), says: "ECR documents only the gateway", needs: nil),

    .notApplicable(
      "the VPC has no endpoint", .nat, fault("endpoint-group"), says: "the VPC has no endpoint for what"),
    .notApplicable(
      "endpoints of the neighbour's VPC only",
      .nat.after(
        .insert(
          PullFile.endpoints, "/VpcEndpoints/0",
          [
            "VpcEndpointId": "vpce-0fee1a2b3c4d5e6f7", "VpcId": "vpc-0ed0a6c73ed46e455", "State": "available",
            "VpcEndpointType": "Interface", "ServiceName": "com.amazonaws.eu-west-1.ecr.dkr",
            "PrivateDnsEnabled": false, "OwnerId": "123456789012",
          ])), fault("endpoint-private-dns"), says: "the VPC has no endpoint for what"),
    .notApplicable(
      "the task names no parameter", world, fault("endpoint-absent", "parameters"),
      says: "names nothing that needs parameters"),
    .notApplicable(
      "every image is of this Region", world, fault("foreign-region"), says: "in the task's own Region"),
    .notApplicable("every image is in ECR", world, fault("public-registry"), says: "every image is in ECR"),
  ]
}
