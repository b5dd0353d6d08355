import Sentences
import Evidence

/// Why a text names no end of a path.
package enum EndFailure: Error, Sendable {
  /// Nothing in the snapshot has this name.
  case unknown(String)
  /// The listing that would hold it is not complete.
  case notCollected(String, Need)
}

extension Network {
  /// An interface as an end, with its address of the family; nil where it has none.
  package func end(interface: NetworkInterface, _ family: AddressFamily = .v4) -> PathEnd? {
    interface.address(family).map { end(interface: interface, at: $0) }
  }

  /// An interface as an end, at one of the addresses that it holds.
  private func end(interface: NetworkInterface, at address: IPAddress) -> PathEnd {
    let balancer = interface.loadBalancerPath.flatMap { loadBalancer(named: $0) }
    return PathEnd(
      place: .inside, name: "\(interface.id) (\(address))", subnet: interface.subnet, vpc: interface.vpc,
      interface: interface, loadBalancer: balancer, groups: interface.groups, addresses: .one(address),
      hasPublicAddress: interface.publicAddress != nil || address.family == .v6,
      scope: Scope(interface.json))
  }

  /// An interface without an address of the family: no packet of it can come from there or go there.
  private func addressless(_ interface: NetworkInterface, _ family: AddressFamily) -> PathEnd {
    let says: Sentence = "\(interface.id) has no \(family == .v4 ? "IPv4" : "IPv6") address"
    return PathEnd(
      place: .inside, name: "\(interface.id)", subnet: interface.subnet, vpc: interface.vpc,
      interface: interface,
      groups: interface.groups, addresses: .someOf([.everything(family)], family), hasPublicAddress: false,
      scope: Scope(interface.json),
      flaw: .denied(.noInterface, says, [Citation(interface.json, says)]))
  }

  /// Everything that an address can be: an interface, a place in a subnet, or something outside.
  package func ends(address: IPAddress, vpc: String? = nil) -> [PathEnd] {
    let holders = interfaces(at: address, vpc: vpc)
    if !holders.isEmpty {
      return holders.compactMap { holder in
        holder.holds(address)
          ? end(interface: holder, at: address) : end(interface: holder, address.family)
      }
    }
    let holding = subnets(holding: address, vpc: vpc)
    if !holding.isEmpty { return holding.map { end(address: address, in: $0) } }
    return [outside(address)]
  }

  /// An address of a subnet that no interface in the snapshot holds.
  private func end(address: IPAddress, in subnet: Subnet) -> PathEnd {
    let scope = Scope(subnet.json)
    let listing = listing(.networkInterfaces, scope)
    let flaw: Decision =
      listing.isComplete && showsAllInterfaces(of: subnet)
      ? .denied(
        .noInterface, "no interface holds \(address)",
        listing.citations("no interface holds \(address), an address of \(subnet.id)"))
      : .undetermined("the interface that holds \(address) is not in the snapshot", needs: [listing.need])
    return PathEnd(
      place: .inside, name: "\(address)", subnet: subnet.id, vpc: subnet.vpc, groups: nil,
      addresses: .one(address), hasPublicAddress: nil, scope: scope, flaw: flaw, needs: [listing.need])
  }

  /// Something in a VPC of which the snapshot shows no interface: nothing can be said about its filters.
  package func unseen(_ id: String, vpc: String?, _ family: AddressFamily = .v4) -> PathEnd {
    let scope = vpc.flatMap { self.vpc($0) }.map { Scope($0.json) } ?? Scope()
    let need = need(.networkInterfaces, scope)
    let blocks = vpc.map { self.blocks(ofVPC: $0) } ?? []
    return PathEnd(
      place: .inside, name: "\(id)", vpc: vpc, groups: nil,
      addresses: .someOf(blocks.isEmpty ? [.everything(family)] : blocks, family), scope: scope,
      flaw: .undetermined("the interfaces of \(id) are not in the snapshot", needs: [need]), needs: [need])
  }

  private func outside(_ address: IPAddress) -> PathEnd {
    PathEnd(
      place: address.isPrivate ? .beyond : .internet, name: "\(address)", groups: [],
      addresses: .one(address), scope: Scope())
  }

  /// The nodes of a load balancer, one end per subnet.
  ///
  /// Where the interface of a node is not in the snapshot, the node has one of its subnet's addresses.
  package func nodes(of balancer: LoadBalancer, _ family: AddressFamily = .v4) -> [PathEnd] {
    let carriers = Dictionary(grouping: interfaces(of: balancer)) { $0.subnet ?? "" }
    return balancer.subnets.map { id in
      let own = (carriers[id] ?? []).compactMap { $0.address(family) }
      let blocks = (subnet(id)?.blocks ?? []).filter { $0.family == family }
      let addresses: AddressScope =
        own.isEmpty
        ? .someOf(blocks.isEmpty ? [.everything(family)] : blocks, family)
        : .every(own.map { CIDR($0) }, family)
      return PathEnd(
        place: .inside, name: "\(balancer.name) in \(id)", subnet: id, vpc: balancer.vpc,
        interface: carriers[id]?.first, loadBalancer: balancer,
        groups: balancer.isFiltered ? balancer.groups : [], addresses: addresses,
        hasPublicAddress: balancer.isInternetFacing, scope: Scope(balancer.json),
        needs: own.isEmpty ? [need(.networkInterfaces, Scope(balancer.json))] : [])
    }
  }

  /// Something that is not there yet, or no longer: it would have one of the subnet's addresses.
  package func end(
    memberOf subnetID: String, groups: [String], hasPublicAddress: Bool?, name: Sentence,
    _ family: AddressFamily = .v4
  ) -> PathEnd {
    let subnet = subnet(subnetID)
    return PathEnd(
      place: .inside, name: name, subnet: subnetID, vpc: subnet?.vpc, groups: groups,
      addresses: .someOf(subnet?.blocks ?? [.everything(family)], family), hasPublicAddress: hasPublicAddress,
      scope: subnet.map { Scope($0.json) } ?? Scope())
  }

  /// Anybody on the internet.
  package func internet(_ family: AddressFamily = .v4) -> PathEnd {
    PathEnd(
      place: .internet, name: "internet", groups: [],
      addresses: AddressScope(.publicInternet(family), .most), scope: Scope())
  }

  /// CloudFront's edge servers, to a public origin or through a VPC origin in `vpc`.
  package func cloudFront(_ family: AddressFamily = .v4, vpcOriginIn vpc: String? = nil, _ scope: Scope)
    -> PathEnd
  {
    let known = facts(of: .cloudFront(family), seenFrom: scope)
    let carried = vpc == nil ? [] : groups(named: Network.vpcOriginGroupName, vpc: vpc).map(\.id)
    return PathEnd(
      place: vpc == nil ? .cloudFront : .vpcOrigin, name: known.words, groups: carried,
      addresses: known.scope,
      prefixList: known.prefixList, scope: scope, needs: known.needs)
  }

  /// The group that CloudFront makes in a VPC with VPC origins (CloudFront guide, "Restrict access with VPC origins").
  package static let vpcOriginGroupName = "CloudFront-VPCOrigins-Service-SG"

  /// A service behind a prefix list, for example S3.
  package func service(prefixList list: PrefixList, _ family: AddressFamily = .v4) -> PathEnd {
    let known = facts(of: .prefixList(list.id, family), seenFrom: Scope(list.json))
    return PathEnd(
      place: .service(list.id), name: known.words, groups: [], addresses: known.scope, prefixList: list.id,
      scope: Scope(list.json), needs: known.needs)
  }

  /// The ends that a text names: an address, `[IPv6]`, `internet`, an interface, an instance, a load balancer.
  package func ends(_ text: String, _ family: AddressFamily = .v4) -> Result<[PathEnd], EndFailure> {
    if text == "internet" { return .success([internet(family)]) }
    if let address = IPAddress(text) { return .success(ends(address: address)) }
    if let found = interface(text) {
      return .success([end(interface: found, family) ?? addressless(found, family)])
    }
    let own = interfaces(ofInstance: text)
    if let first = own.first {
      let attached = own.compactMap { end(interface: $0, family) }
      return .success(attached.isEmpty ? [addressless(first, family)] : attached)
    }
    if let balancer = loadBalancer(named: text) { return .success(nodes(of: balancer, family)) }
    let kind: DocumentKind =
      text.hasPrefix("eni-") || text.hasPrefix("i-")
      ? .networkInterfaces : .loadBalancers
    let listing = listing(kind, Scope())
    return .failure(listing.isComplete ? .unknown(text) : .notCollected(text, listing.need))
  }
}
