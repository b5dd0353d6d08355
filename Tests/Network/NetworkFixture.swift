@testable import Packets

/// A snapshot of short JSON pieces: kind to the items of its list.
enum NetworkFixture {
  static let lists = [
    "ec2.describe-security-groups": "SecurityGroups",
    "ec2.describe-security-group-rules": "SecurityGroupRules",
    "ec2.describe-network-interfaces": "NetworkInterfaces", "ec2.describe-subnets": "Subnets",
    "ec2.describe-route-tables": "RouteTables", "ec2.describe-network-acls": "NetworkAcls",
    "ec2.describe-internet-gateways": "InternetGateways", "ec2.describe-nat-gateways": "NatGateways",
    "ec2.describe-vpc-endpoints": "VpcEndpoints", "ec2.describe-managed-prefix-lists": "PrefixLists",
    "ec2.describe-vpc-peering-connections": "VpcPeeringConnections", "ec2.describe-vpcs": "Vpcs",
    "ec2.describe-stale-security-groups.vpc-1": "StaleSecurityGroupSet",
    "ec2.get-managed-prefix-list-entries.pl-s3": "Entries",
    "elbv2.describe-load-balancers": "LoadBalancers",
  ]

  static func network(_ items: [String: [String]]) -> Network {
    Network(
      snapshot(
        Dictionary(
          items.map { kind, items in
            (kind + ".json", "{\"\(lists[kind] ?? "Items")\": [\(items.joined(separator: ",\n"))]}")
          }, uniquingKeysWith: { first, _ in first })))
  }

  /// A group with inbound rules, each `{…}` of `IpPermissions`; outbound everything.
  static func group(_ id: String, _ ingress: String, egress: String = anywhere, vpc: String = "vpc-1")
    -> String
  {
    #"{"GroupId": "\#(id)", "GroupName": "\#(id)", "VpcId": "\#(vpc)", "OwnerId": "123456789012", "IpPermissions": [\#(ingress)], "IpPermissionsEgress": [\#(egress)]}"#
  }

  static let anywhere = #"{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}"#

  static func from(_ source: String, _ port: Int) -> String {
    let list: String
    switch source.prefix(3) {
    case "sg-": list = #""UserIdGroupPairs": [{"GroupId": "\#(source)", "UserId": "123456789012"}]"#
    case "pl-": list = #""PrefixListIds": [{"PrefixListId": "\#(source)"}]"#
    default:
      list =
        source.contains(":")
        ? #""Ipv6Ranges": [{"CidrIpv6": "\#(source)"}]"# : #""IpRanges": [{"CidrIp": "\#(source)"}]"#
    }
    return #"{"IpProtocol": "tcp", "FromPort": \#(port), "ToPort": \#(port), \#(list)}"#
  }

  static func interface(
    _ id: String, _ address: String, _ subnet: String, _ groups: [String], vpc: String = "vpc-1",
    more: String = ""
  ) -> String {
    let groups = groups.map { #"{"GroupId": "\#($0)"}"# }.joined(separator: ", ")
    return
      #"{"NetworkInterfaceId": "\#(id)", "SubnetId": "\#(subnet)", "VpcId": "\#(vpc)", "OwnerId": "123456789012", "PrivateIpAddress": "\#(address)", "Groups": [\#(groups)]\#(more)}"#
  }

  static func subnet(_ id: String, _ block: String, vpc: String = "vpc-1") -> String {
    #"{"SubnetId": "\#(id)", "VpcId": "\#(vpc)", "CidrBlock": "\#(block)", "AvailabilityZone": "eu-west-1a"}"#
  }

  /// A route table with routes `destination target [state]`, separated by commas.
  static func table(_ id: String, _ subnets: [String], _ routes: String, vpc: String = "vpc-1") -> String {
    let associations =
      subnets.isEmpty
      ? #"{"Main": true}"# : subnets.map { #"{"Main": false, "SubnetId": "\#($0)"}"# }.joined(separator: ", ")
    let made = routes.split(separator: ",").map { text -> String in
      let parts = text.split(separator: " ").map(String.init)
      let destination = parts[0].hasPrefix("pl-") ? "DestinationPrefixListId" : "DestinationCidrBlock"
      let target: String
      switch parts[1].prefix(4) {
      case "nat-": target = "NatGatewayId"
      case "pcx-": target = "VpcPeeringConnectionId"
      case "tgw-": target = "TransitGatewayId"
      case "eni-": target = "NetworkInterfaceId"
      default: target = "GatewayId"
      }
      return
        #"{"\#(destination)": "\#(parts[0])", "\#(target)": "\#(parts[1])", "State": "\#(parts.count > 2 ? parts[2] : "active")"}"#
    }
    return
      #"{"RouteTableId": "\#(id)", "VpcId": "\#(vpc)", "Associations": [\#(associations)], "Routes": [\#(made.joined(separator: ", "))]}"#
  }

  /// A network ACL with entries `number allow|deny in|out protocol from-to block`, separated by commas.
  static func acl(_ id: String, _ subnets: [String], _ entries: String) -> String {
    let associations = subnets.map { #"{"SubnetId": "\#($0)"}"# }.joined(separator: ", ")
    let made = (entries + ", 32767 deny in -1 - 0.0.0.0/0, 32767 deny out -1 - 0.0.0.0/0").split(
      separator: ","
    ).map { text -> String in
      let parts = text.split(separator: " ").map(String.init)
      let ports = parts[4].split(separator: "-")
      let range = ports.count == 2 ? #", "PortRange": {"From": \#(ports[0]), "To": \#(ports[1])}"# : ""
      let block = parts[5].contains(":") ? "Ipv6CidrBlock" : "CidrBlock"
      return
        #"{"RuleNumber": \#(parts[0]), "RuleAction": "\#(parts[1])", "Egress": \#(parts[2] == "out"), "Protocol": "\#(parts[3])", "\#(block)": "\#(parts[5])"\#(range)}"#
    }
    return
      #"{"NetworkAclId": "\#(id)", "VpcId": "vpc-1", "Associations": [\#(associations)], "Entries": [\#(made.joined(separator: ", "))]}"#
  }
}
