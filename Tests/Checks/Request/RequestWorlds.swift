@testable import Evidence

/// Names of the files of ``EdgeFixture``.
enum EdgeFile {
  static let distribution = "cloudfront.get-distribution-config.E1EXAMPLE.json"
  static let balancers = "elbv2.describe-load-balancers.json"
  static let listeners = "elbv2.describe-listeners.web.json"
  static let groups = "ec2.describe-security-groups.json"
  static let lists = "ec2.describe-managed-prefix-lists.json"
  static let entries = "ec2.get-managed-prefix-list-entries.pl-cf.json"
  static let interfaces = "ec2.describe-network-interfaces.json"
  static let subnets = "ec2.describe-subnets.json"
  static let tables = "ec2.describe-route-tables.json"
  static let gateways = "ec2.describe-internet-gateways.json"
  static let acls = "ec2.describe-network-acls.json"
  static let options = "ec2.describe-vpc-block-public-access-options.json"
  static let exclusions = "ec2.describe-vpc-block-public-access-exclusions.json"
  static let records = "route53.list-resource-record-sets.Z1.json"

  static let balancer = "/LoadBalancers/0"
  static let origin = "/DistributionConfig/Origins/Items/0"
  static let custom = "/DistributionConfig/Origins/Items/0/CustomOriginConfig"
  /// The one inbound rule of the load balancer's group: 443 from CloudFront's prefix list.
  static let rule = "/SecurityGroups/0/IpPermissions/0"
  static let arn =
    "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"

  /// A second listener, for HTTP on port 80.
  static let listensOn80 = Edit.insert(
    listeners, "/Listeners/-",
    [
      "ListenerArn": .string(arn.replacing("loadbalancer/", with: "listener/") + "/2"),
      "LoadBalancerArn": .string(arn), "Port": 80, "Protocol": "HTTP", "DefaultActions": [],
    ])
}

/// Names of the files of the recorded incident ``World/orders``.
enum Orders {
  static func ec2(_ name: String) -> String { file("ec2-describe-" + name) }

  static func file(_ name: String) -> String { "210987654321/eu-west-1/\(name).json" }

  /// A file that is asked for has its conventional name.
  static func needed(_ name: String) -> String { "210987654321/eu-west-1/\(name)" }
}

extension World {
  /// The recorded incident of a web site on Fargate that works: CloudFront, `web-prod`, four tasks.
  ///
  /// Rules of groups are told once, by the groups, so that one edit changes them.
  static let web = World.request("healthy-fargate").after(.delete(Web.groupRules))

  /// The recorded incident of an API on container instances that works.
  static let orders = World.request("healthy-ec2").after(.delete(Orders.ec2("security-group-rules")))

  /// ``edge`` without anything that speaks of CloudFront: no distribution, no rule for its prefix list.
  static let edgeless = World.edge.after(
    .delete(EdgeFile.distribution),
    .set(EdgeFile.groups, EdgeFile.rule, .tcp(443, cidrs: ["0.0.0.0/0"])))

  /// ``edge`` with an origin of this name, and the records of its zone where there are some.
  static func named(_ origin: String, _ record: String? = nil) -> World {
    let world = World.edge.after(
      .set(EdgeFile.distribution, EdgeFile.origin + "/DomainName", .string(origin)))
    guard let record else { return world }
    return world.after(
      .add(
        EdgeFile.records,
        #"{"ResourceRecordSets": [{"Name": "\#(origin).", "Type": "A", "TTL": 60, \#(record)}]}"#))
  }

  /// ``edge`` with an internal load balancer, which a VPC origin reaches.
  static let vpcOrigin = World.edge.after(
    .set(EdgeFile.balancers, EdgeFile.balancer + "/Scheme", "internal"),
    .remove(EdgeFile.distribution, EdgeFile.custom),
    .set(
      EdgeFile.distribution, EdgeFile.origin + "/VpcOriginConfig",
      ["VpcOriginId": "vo_1", "OriginReadTimeout": 30]),
    .add(
      "cloudfront.get-vpc-origin.vo_1.json",
      """
      {"VpcOrigin": {"Id": "vo_1", "Status": "Deployed", "VpcOriginEndpointConfig": {"HTTPPort": 80,
        "HTTPSPort": 443, "Arn": "\(EdgeFile.arn)", "OriginProtocolPolicy": "https-only"}}}
      """))
}

extension JSONValue {
  /// An item of `IpPermissions` for TCP.
  static func tcp(
    _ from: Int, _ to: Int? = nil, cidrs: [String] = [], groups: [String] = [], lists: [String] = []
  ) -> JSONValue {
    permission("tcp", from, to ?? from, cidrs: cidrs, groups: groups, lists: lists)
  }

  /// An item of `IpPermissions`.
  static func permission(
    _ name: String, _ from: Int, _ to: Int, cidrs: [String] = [], groups: [String] = [], lists: [String] = []
  ) -> JSONValue {
    [
      "IpProtocol": .string(name), "FromPort": .number("\(from)"), "ToPort": .number("\(to)"),
      "IpRanges": .array(cidrs.map { ["CidrIp": .string($0)] }), "Ipv6Ranges": [],
      "PrefixListIds": .array(lists.map { ["PrefixListId": .string($0)] }),
      "UserIdGroupPairs": .array(groups.map { ["GroupId": .string($0), "UserId": "123456789012"] }),
    ]
  }

  /// An item of `Entries` of a network ACL, for TCP.
  static func entry(
    _ number: Int, _ action: String, egress: Bool, _ from: Int, _ to: Int, _ cidr: String = "0.0.0.0/0"
  ) -> JSONValue {
    [
      "RuleNumber": .number("\(number)"), "Protocol": "6", "RuleAction": .string(action),
      "Egress": .bool(egress), "CidrBlock": .string(cidr),
      "PortRange": ["From": .number("\(from)"), "To": .number("\(to)")],
    ]
  }
}
