import Evidence

/// Gateways, subnets and groups that the operator would name.
enum NetworkStandIns {
  static func answer(_ question: StandInQuestion) -> StandIn? {
    switch question.parameter {
    case "nat-gateway-id": natGateway(question)
    case "gateway-id": internetGateway(question)
    case "vpc-peering-connection-id": peering(question)
    case "subnets", "subnet-id": subnet(question)
    case "dhcp-options-id": options(question)
    case "route-table-id": table(question)
    case "security-group-ids", "group-id": group(question)
    default: nil
    }
  }

  /// A regional NAT gateway brings its own way to the internet (VPC guide, "Regional NAT gateways").
  private static func natGateway(_ question: StandInQuestion) -> StandIn? {
    guard let vpc = tableVPC(question) else { return nil }
    let id = "nat-of-yours"
    return question.answer(
      id, "a public NAT gateway that is available",
      [question.adding(.natGateways, nat(id, vpc))]
    )
  }

  private static func nat(_ id: String, _ vpc: String) -> JSONValue {
    FixTarget.object([
      ("NatGatewayId", .string(id)), ("AvailabilityMode", .string("regional")),
      ("ConnectivityType", .string("public")), ("State", .string("available")), ("VpcId", .string(vpc)),
      ("NatGatewayAddresses", .array([])),
    ])
  }

  /// The VPC's own internet gateway, or one that is attached to it.
  private static func internetGateway(_ question: StandInQuestion) -> StandIn? {
    guard let vpc = tableVPC(question) else { return nil }
    let (id, edits) = gateway(of: vpc, question)
    return question.answer(id, "the internet gateway that is attached to \(vpc)", edits)
  }

  private static func gateway(of vpc: String, _ question: StandInQuestion) -> (String, [DocumentEdit]) {
    let kind = DocumentKind.internetGateways
    for item in question.snapshot.listing(kind).items {
      let isAttached = (item["Attachments"]?.elements ?? []).contains { $0["VpcId"]?.string == vpc }
      if isAttached, let id = item["InternetGatewayId"]?.string { return (id, []) }
    }
    let attachment = FixTarget.object([("State", .string("available")), ("VpcId", .string(vpc))])
    let made = FixTarget.object([
      ("InternetGatewayId", .string("igw-of-yours")), ("Attachments", .array([attachment])),
    ])
    return ("igw-of-yours", [question.adding(kind, made)])
  }

  /// A connection that joins the route table's VPC with the one that holds the destination.
  private static func peering(_ question: StandInQuestion) -> StandIn? {
    guard let vpc = tableVPC(question), let wanted = question.values["destination"].flatMap({ CIDR($0) })
    else { return nil }
    let other = question.snapshot.listing(.subnets).items.first { item in
      guard item["VpcId"]?.string != vpc, let block = item["CidrBlock"]?.string.flatMap({ CIDR($0) })
      else { return false }
      return block.overlaps(wanted)
    }
    guard let far = other?["VpcId"]?.string else { return nil }
    let kind = DocumentKind.vpcPeeringConnections
    func end(_ vpc: String) -> JSONValue {
      FixTarget.object([
        ("VpcId", .string(vpc)), ("OwnerId", question.account.map { .string($0) }),
        ("Region", question.values["region"].map { .string($0) }),
      ])
    }
    for item in question.snapshot.listing(kind).items where item["Status"]?["Code"]?.string == "active" {
      let ends = ["RequesterVpcInfo", "AccepterVpcInfo"].compactMap { item[$0]?["VpcId"]?.string }
      if Set(ends) == [vpc, far], let id = item["VpcPeeringConnectionId"]?.string {
        return question.answer(id, "the peering connection of \(vpc) and \(far)")
      }
    }
    let made = FixTarget.object([
      ("VpcPeeringConnectionId", .string("pcx-of-yours")), ("RequesterVpcInfo", end(vpc)),
      ("AccepterVpcInfo", end(far)), ("Status", .object([.init("Code", .string("active"))])),
    ])
    return question.answer(
      "pcx-of-yours", "an active peering connection of \(vpc) and \(far)", [question.adding(kind, made)])
  }

  private static func tableVPC(_ question: StandInQuestion) -> String? {
    question.item(.routeTables, "RouteTableId", question.values["route-table-id"])?["VpcId"]?
      .string
  }

  /// A table of the subnet's VPC that leads to its internet gateway.
  private static func table(_ question: StandInQuestion) -> StandIn? {
    let subnet = question.item(.subnets, "SubnetId", question.values["subnet-id"])
    guard let vpc = subnet?["VpcId"]?.string else { return nil }
    let (igw, made) = gateway(of: vpc, question)
    let routes =
      block(vpc, question).map { route($0, "GatewayId", "local") } + [route("0.0.0.0/0", "GatewayId", igw)]
    let table = FixTarget.object([
      ("RouteTableId", .string("rtb-of-yours")), ("VpcId", .string(vpc)), ("Associations", .array([])),
      ("Routes", .array(routes)),
    ])
    return question.answer(
      "rtb-of-yours", "a route table that leads to \(igw)",
      made + [question.adding(.routeTables, table)])
  }

  private static func route(_ destination: String, _ member: String, _ target: String) -> JSONValue {
    FixTarget.object([
      ("DestinationCidrBlock", .string(destination)), (member, .string(target)),
      ("Origin", .string("CreateRoute")), ("State", .string("active")),
    ])
  }

  /// The options by which a VPC asks Amazon's own resolver.
  private static func options(_ question: StandInQuestion) -> StandIn? {
    let resolver = FixTarget.object([
      ("Key", .string("domain-name-servers")),
      ("Values", .array([.object([.init("Value", .string("AmazonProvidedDNS"))])])),
    ])
    let made = FixTarget.object([
      ("DhcpOptionsId", .string("dopt-of-yours")), ("DhcpConfigurations", .array([resolver])),
    ])
    return question.answer(
      "dopt-of-yours", "DHCP options that name AmazonProvidedDNS",
      [question.adding(.dhcpOptions, made)])
  }

  /// A group of the VPC that admits HTTPS from all of it, as an endpoint needs it.
  private static func group(_ question: StandInQuestion) -> StandIn? {
    let vpc = question.values["vpc-id"]
    let blocks = question.snapshot.listing(.subnets).items.filter { $0["VpcId"]?.string == vpc }
      .compactMap { $0["CidrBlock"]?.string }
    let admitted = FixTarget.object([
      ("IpProtocol", .string("tcp")), ("FromPort", .number("443")), ("ToPort", .number("443")),
      ("IpRanges", .array(blocks.map { .object([.init("CidrIp", .string($0))]) })),
      ("Ipv6Ranges", .array([])), ("UserIdGroupPairs", .array([])), ("PrefixListIds", .array([])),
    ])
    let made = FixTarget.object([
      ("GroupId", .string("sg-of-yours")), ("GroupName", .string("of-yours")),
      ("VpcId", vpc.map { .string($0) }), ("OwnerId", question.account.map { .string($0) }),
      ("IpPermissions", .array(blocks.isEmpty ? [] : [admitted])), ("IpPermissionsEgress", .array([])),
    ])
    return question.answer(
      "sg-of-yours",
      vpc == nil ? "the security group that is meant" : "a security group that admits tcp/443 from the VPC",
      [question.adding(.securityGroups, made)])
  }

  /// A subnet with free addresses: a public one where an internet-facing thing goes, else one behind a NAT gateway.
  private static func subnet(_ question: StandInQuestion) -> StandIn? {
    guard let vpc = subnetVPC(question) else { return nil }
    let isPublic =
      question.operation == "create-nat-gateway" || question.values["assign-public-ip"] == "ENABLED"
      || question.item(
        .loadBalancers, "LoadBalancerArn", question.values["load-balancer-arn"])?["Scheme"]?
        .string == "internet-facing"
    let (igw, made) = isPublic ? gateway(of: vpc, question) : ("", [])
    var edits = made
    if !isPublic { edits.append(question.adding(.natGateways, nat("nat-of-yours", vpc))) }
    let block = NetworkStandIns.block(vpc, question)
    let table = FixTarget.object([
      ("RouteTableId", .string("rtb-of-yours")), ("VpcId", .string(vpc)),
      (
        "Associations",
        .array([association([("Main", .bool(false)), ("RouteTableId", .string("rtb-of-yours"))])])
      ),
      (
        "Routes",
        .array(
          block.map { route($0, "GatewayId", "local") }
            + [
              isPublic
                ? route("0.0.0.0/0", "GatewayId", igw) : route("0.0.0.0/0", "NatGatewayId", "nat-of-yours")
            ])
      ),
    ])
    let acl = FixTarget.object([
      ("NetworkAclId", .string("acl-of-yours")), ("VpcId", .string(vpc)), ("IsDefault", .bool(false)),
      ("Associations", .array([association([("NetworkAclId", .string("acl-of-yours"))])])),
      ("Entries", .array([entry(egress: false), entry(egress: true)])),
    ])
    let zone = question.snapshot.listing(.subnets).items.first { $0["VpcId"]?.string == vpc }?[
      "AvailabilityZone"]?.string
    let subnet = FixTarget.object([
      ("SubnetId", .string(id)), ("VpcId", .string(vpc)), ("CidrBlock", .string(block.last ?? "10.0.0.0/24")),
      ("AvailabilityZone", zone.map { .string($0) }), ("AvailableIpAddressCount", .number("200")),
      ("State", .string("available")),
    ])
    edits += [
      question.adding(.routeTables, table), question.adding(.networkACLs, acl),
      question.adding(.subnets, subnet),
    ]
    return question.answer(
      id,
      isPublic
        ? "a public subnet of \(vpc) with free addresses" : "a subnet of \(vpc) behind a NAT gateway", edits)
  }

  private static let id = "subnet-of-yours"

  private static func association(_ members: [(String, JSONValue?)]) -> JSONValue {
    FixTarget.object(members + [("SubnetId", .string(id))])
  }

  private static func entry(egress: Bool) -> JSONValue {
    FixTarget.object([
      ("CidrBlock", .string("0.0.0.0/0")), ("Egress", .bool(egress)), ("Protocol", .string("-1")),
      ("RuleAction", .string("allow")), ("RuleNumber", .number("100")),
    ])
  }

  private static func subnetVPC(_ question: StandInQuestion) -> String? {
    let snapshot = question.snapshot
    let service = question.item(.services, "serviceName", question.values["service"])
    let placed = service?["networkConfiguration"]?["awsvpcConfiguration"]?["subnets"]?.strings ?? []
    let balancer = question.item(
      .loadBalancers, "LoadBalancerArn", question.values["load-balancer-arn"])
    if let vpc = balancer?["VpcId"]?.string { return vpc }
    let subnets = snapshot.listing(.subnets).items
    let services = snapshot.listing(.services).items.flatMap {
      $0["networkConfiguration"]?["awsvpcConfiguration"]?["subnets"]?.strings ?? []
    }
    let served = Set(
      subnets.filter { services.contains($0["SubnetId"]?.string ?? "") }.compactMap { $0["VpcId"]?.string })
    let known = subnets.first { placed.contains($0["SubnetId"]?.string ?? "") }
    let vpcs = Set(subnets.compactMap { $0["VpcId"]?.string })
    return known?["VpcId"]?.string ?? (served.count == 1 ? served.first : nil)
      ?? (vpcs.count == 1 ? vpcs.first : nil)
  }

  /// The blocks of the VPC's `local` routes; the last one is where the new subnet lies.
  private static func block(_ vpc: String, _ question: StandInQuestion) -> [String] {
    let tables = question.snapshot.listing(.routeTables).items.filter {
      $0["VpcId"]?.string == vpc
    }
    let local = tables.first?["Routes"]?.elements.filter { $0["GatewayId"]?.string == "local" } ?? []
    return local.compactMap { $0["DestinationCidrBlock"]?.string }
  }
}
