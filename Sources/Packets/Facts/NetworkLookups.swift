import Evidence

extension Network {
  /// Where the subnet lives, for asking whether listings of its account and region are complete.
  package func scope(ofSubnet id: String) -> Scope {
    if let subnet = subnet(id) { return Scope(subnet.json) }
    return Scope()
  }

  /// The security group, or whether its absence is proved.
  package func groupLookup(_ id: String, _ scope: Scope) -> Lookup<SecurityGroup> {
    if let group = groups[id] { return .found(group) }
    if let call = snapshot.refusal(
      .securityGroups, of: id, account: scope.account, region: scope.region)
    {
      return .absent([call.citation("AWS answers that there is no group \(id)")])
    }
    return absence(.securityGroups, scope, "no group \(id) in this complete listing")
  }

  /// The groups of a VPC with this name.
  package func groups(named name: String, vpc: String?) -> [SecurityGroup] {
    groups.values.filter { $0.name == name && (vpc == nil || $0.vpc == vpc) }.sorted { $0.id < $1.id }
  }

  /// All rules of a group in one direction; nil where neither listing shows them.
  ///
  /// The two listings add up: `describe-security-groups` prints a group's rules with the group,
  /// `describe-security-group-rules` one by one.
  package func rules(of group: String, _ direction: TrafficDirection, _ scope: Scope) -> [SecurityGroupRule]?
  {
    let listed = (listedRules[group] ?? []).filter { $0.direction == direction }
    if let found = groups[group],
      found.json[direction == .ingress ? "IpPermissions" : "IpPermissionsEgress"] != nil
    {
      let own = found.rules(direction)
      let known = Set(own.map(\.key))
      return own + listed.filter { !known.contains($0.key) }
    }
    let listing = listing(.securityGroupRules, scope)
    // A group that only its own listing lacks proves nothing by having no rules there.
    return listing.isComplete && (!listed.isEmpty || groups.isEmpty) ? listed : nil
  }

  /// The table that routes what leaves a subnet: its own, else its VPC's main table.
  package func routeTable(forSubnet id: String) -> Lookup<RouteTable> {
    if let position = tableBySubnet[id] { return .found(routeTables[position]) }
    let scope = scope(ofSubnet: id)
    let listing = listing(.routeTables, scope)
    guard listing.isComplete else { return .unknown([listing.need]) }
    guard let vpc = subnet(id)?.vpc else { return .unknown([need(.subnets, scope)]) }
    if routeTables.contains(where: { $0.vpc == vpc && $0.hasUnreadAssociation }) {
      return .unknown([listing.need])
    }
    if let position = mainTableByVPC[vpc] { return .found(routeTables[position]) }
    // Every VPC has a main table: a listing without it is not whole.
    return .unknown([listing.need])
  }

  /// The network ACL of a subnet; AWS lists every subnet with exactly one.
  package func networkACL(forSubnet id: String) -> Lookup<NetworkACL> {
    if let position = aclBySubnet[id] { return .found(networkACLs[position]) }
    return .unknown([need(.networkACLs, scope(ofSubnet: id))])
  }

  /// Endpoints of a VPC whose service name ends in `service`, for example `.ecr.api`.
  package func endpoints(vpc: String, service: String) -> [VPCEndpoint] {
    endpoints.filter { $0.vpc == vpc && $0.service.hasSuffix(service) }
  }

  /// The prefix list with this name in the scope's region.
  package func prefixList(named name: String, _ scope: Scope) -> Lookup<PrefixList> {
    let found = prefixLists.values.filter { $0.name == name }.sorted { $0.id < $1.id }
    if let list = found.first(where: {
      scope.region == nil || $0.json.document.region == nil || $0.json.document.region == scope.region
    }) {
      return .found(list)
    }
    return absence(.managedPrefixLists, scope, "no prefix list named \(name)")
  }

  /// S3's prefix list of a region (`com.amazonaws.REGION.s3`).
  package func s3PrefixList(region: String, _ scope: Scope) -> Lookup<PrefixList> {
    prefixList(named: "com.amazonaws.\(region).s3", scope)
  }

  /// The blocks of a prefix list, where they were collected.
  package func prefixEntries(_ id: String, _ scope: Scope) -> Lookup<[CIDR]> {
    if let list = prefixLists[id], !list.blocks.isEmpty { return .found(list.blocks) }
    let listing = snapshot.listing(
      .prefixListEntries, subject: id, account: scope.account, region: scope.region)
    let blocks = listing.items.compactMap { $0["Cidr"]?.string.flatMap { CIDR($0) } }
    if listing.isComplete, !listing.documents.isEmpty { return .found(blocks) }
    return .unknown([listing.need])
  }

  /// The subnets, of `vpc` where it is given, whose blocks hold the address.
  package func subnets(holding address: IPAddress, vpc: String? = nil) -> [Subnet] {
    subnets.filter { subnet in
      (vpc == nil || subnet.vpc == vpc) && subnet.blocks.contains { $0.covers(address) }
    }
  }

  /// Whether the listings of interfaces show those of everybody in a subnet.
  ///
  /// VPC guide, "Share your VPC subnets": who takes part in a shared VPC sees its own interfaces only.
  package func showsAllInterfaces(of subnet: Subnet) -> Bool {
    guard let owner = subnet.json["OwnerId"]?.string else { return true }
    let accounts = snapshot.documents(of: .networkInterfaces).compactMap(\.account)
    return accounts.isEmpty || accounts.contains(owner)
  }

  /// The blocks of a VPC; from its subnets where `describe-vpcs` was not collected.
  package func blocks(ofVPC id: String) -> [CIDR] {
    if let vpc = vpc(id), !vpc.blocks.isEmpty { return vpc.blocks }
    return subnets.filter { $0.vpc == id }.flatMap(\.blocks)
  }

  /// The peering connection with this id.
  package func peering(_ id: String) -> JSON? {
    snapshot.listing(.vpcPeeringConnections).items.first {
      $0["VpcPeeringConnectionId"]?.string == id
    }
  }

  /// A VPC's attribute (`EnableDnsSupport`, `EnableDnsHostnames`) as `describe-vpc-attribute` prints it.
  package func attribute(_ name: String, ofVPC id: String, _ scope: Scope = Scope()) -> Lookup<JSON> {
    let listing = snapshot.listing(
      .vpcAttribute, subject: id, account: scope.account, region: scope.region)
    for item in listing.items where item["VpcId"]?.string == id {
      if let value = item[name]?["Value"] { return .found(value) }
    }
    return .unknown([listing.need])
  }

  /// The DHCP options of a VPC.
  package func dhcpOptions(ofVPC id: String) -> Lookup<JSON> {
    let scope = vpc(id).map { Scope($0.json) } ?? Scope()
    guard let wanted = vpc(id)?.json["DhcpOptionsId"]?.string else {
      return .unknown([need(.vpcs, scope)])
    }
    let listing = listing(.dhcpOptions, scope)
    if let found = listing.items.first(where: { $0["DhcpOptionsId"]?.string == wanted }) {
      return .found(found)
    }
    return absence(.dhcpOptions, scope, "no DHCP options \(wanted)")
  }
}
