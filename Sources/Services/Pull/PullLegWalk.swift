import Sentences
import Evidence
import Packets

/// Walks the way from one subnet to one service: by endpoint, by gateway route, or by the internet.
///
/// An interface endpoint with private DNS draws the traffic of its whole VPC, whether or not there is a NAT;
/// an S3 gateway endpoint draws that of the route tables it is associated with
/// (docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html).
struct PullLegWalk {
  let world: PullWorld
  let network: Network
  let place: PullPlacement.Place
  let internet: PullInternet
  let needed: [(service: PullService, place: JSON)]

  var subnet: String { place.subnet }
  var vpc: String? { network.subnet(subnet)?.vpc ?? world.placement.vpc }
  var scope: Scope { Scope(account: world.account, region: world.region) }

  func walk(_ service: PullService, _ servicePlace: JSON) -> PullLeg {
    var leg = PullLeg(place: place, service: service, servicePlace: servicePlace)
    if service.endpointName != nil, vpc == nil {
      let needs = [world.snapshot.need(.subnets, region: world.region)]
      let because: Sentence = "the VPC of \(subnet) is not known, so neither are its endpoints"
      leg.unknowns.append(PullUnknown(kinds: PullFaultKind.everywhere, because: because, needs: needs))
      return leg
    }
    switch service {
    case .foreignRegistry, .publicRegistry: byInternet(&leg)
    case .layers: toLayers(&leg)
    default: toService(&leg)
    }
    PullIPv6Way(world: world, network: network).soften(&leg)
    leg.leaveFiltersOpen()
    closeOpenEgress(&leg)
    return leg
  }

  /// Groups that let everything out on the port do so whatever way is taken.
  private func closeOpenEgress(_ leg: inout PullLeg) {
    let groups = world.placement.groups.map(\.value)
    guard !groups.isEmpty, leg.unknowns.contains(where: { $0.kinds.contains(.groupEgress) }) else { return }
    let decision = network.groupsAdmit(
      .egress, groups: groups, .tcp, ports: 443...443, peer: .internet(.v4), scope)
    guard decision.verdict == .allowed else { return }
    leg.proof += decision.evidence
    leg.unknowns = leg.unknowns.compactMap { unknown in
      let kinds = unknown.kinds.subtracting([.groupEgress])
      return kinds.isEmpty ? nil : PullUnknown(kinds: kinds, because: unknown.because, needs: unknown.needs)
    }
  }

  var listing: Listing { world.snapshot.listing(.vpcEndpoints, region: world.region) }

  func endpoints(_ service: PullService) -> [VPCEndpoint] {
    guard let name = service.endpointName, let vpc, let region = world.region else { return [] }
    return network.endpoints.filter { endpoint in
      endpoint.vpc == vpc && endpoint.state != "deleted"
        && [
          "com.amazonaws.\(region).\(name)", "cn.com.amazonaws.\(region).\(name)",
          "com.amazonaws.\(region).\(name)-fips",
        ].contains(endpoint.service)
    }
  }

  /// Whether somebody built interface endpoints for what this task needs.
  var hasInterfaceEndpoints: Bool {
    needed.contains { item in endpoints(item.service).contains { $0.type == "interface" } }
  }

  private func toService(_ leg: inout PullLeg) {
    let all = endpoints(leg.service).filter { $0.type == "interface" || $0.type.isEmpty }
    if let usable = all.first(where: { isAvailable($0) && $0.hasPrivateDNS && dnsWorks != false }) {
      leg.way = .endpoint(usable)
      if dnsWorks == nil, internet.isOpen != true { leg.unknowns.append(attributesUnknown()) }
      return PullEndpointWalk(world: world, network: network, place: place).walk(usable, &leg)
    }
    if all.isEmpty, !listing.isComplete {
      // An endpoint that was not listed may carry the traffic, or swallow it.
      let open = internet.isOpen == true
      leg.unknowns.append(
        PullUnknown(
          kinds: open
            ? [.endpointGroup, .aclEndpoint, .endpointPrivateDNS, .endpointState, .vpcDNS]
            : PullFaultKind.everywhere,
          because: listing.gap ?? "the endpoints are not known", needs: [listing.need]))
      if !open { return }
    }
    if internet.isOpen == true { return byInternet(&leg) }
    guard let endpoint = all.first else { return withoutEndpoint(&leg) }
    // A default route that leads nowhere was meant to carry the traffic; the endpoint was not.
    if case .broken(let fault) = internet.state, fault.kind != .noPublicAddress { return byInternet(&leg) }
    if case .unknown(let unknown) = internet.state {
      leg.unknowns.append(unknown)
      return
    }
    leg.faults.append(endpointFault(endpoint, leg.service))
  }

  func isAvailable(_ endpoint: VPCEndpoint) -> Bool {
    endpoint.state == "available" || endpoint.state.isEmpty
  }

  /// Whether the VPC's DNS can give out private names; nil where the attributes were not collected.
  var dnsWorks: Bool? {
    guard let vpc else { return nil }
    var known = true
    for name in ["EnableDnsSupport", "EnableDnsHostnames"] {
      switch network.attribute(name, ofVPC: vpc) {
      case .found(let value): if value.bool == false { return false }
      default: known = false
      }
    }
    return known ? true : nil
  }

  private func attributesUnknown() -> PullUnknown {
    let names = [("EnableDnsSupport", "enableDnsSupport"), ("EnableDnsHostnames", "enableDnsHostnames")]
    let missing = names.filter { network.attribute($0.0, ofVPC: vpc ?? "").found == nil }.map(\.1)
    return PullUnknown(
      kinds: [.vpcDNS], because: "\(missing.joined(separator: " and ")) of the VPC is not in the snapshot",
      needs: missing.map { PullNeeds.attribute($0, of: vpc ?? "", world) })
  }

  private func endpointFault(_ endpoint: VPCEndpoint, _ service: PullService) -> PullFault {
    var values = bindings(service)
    values["endpoint"] = endpoint.id
    let way = internet.evidence
    if !isAvailable(endpoint) {
      let says: Sentence = "\(endpoint.id) for \(endpoint.service) is \(endpoint.state), not available"
      return PullFault(
        .endpointState, says, [Citation(endpoint.json["State"] ?? endpoint.json, says)] + way, values)
    }
    if !endpoint.hasPrivateDNS {
      let says: Sentence =
        "\(endpoint.id) has private DNS off, so \(service.words) resolves to public addresses"
      return PullFault(
        .endpointPrivateDNS, says,
        [Citation(endpoint.json["PrivateDnsEnabled"] ?? endpoint.json, says)] + way,
        values)
    }
    var proof: [Citation] = []
    for name in ["EnableDnsSupport", "EnableDnsHostnames"] {
      if let vpc, let value = network.attribute(name, ofVPC: vpc).found, value.bool == false {
        proof.append(Citation(value, "\(name) of \(vpc) is off"))
        values["attribute"] = name == "EnableDnsSupport" ? "enable-dns-support" : "enable-dns-hostnames"
      }
    }
    return PullFault(
      .vpcDNS, "the VPC's DNS attributes are off, so the private names of \(endpoint.id) are not given out",
      proof + [
        Citation(endpoint.json["PrivateDnsEnabled"] ?? endpoint.json, "private DNS of \(endpoint.id) is on")
      ],
      values)
  }

  func serviceName(_ service: PullService) -> String {
    "com.amazonaws.\(world.region ?? "REGION").\(service.endpointName ?? service.word.rawValue)"
  }

  func bindings(_ service: PullService) -> [String: String] {
    var found = world.bindings
    found["subnet"] = subnet
    found["vpc"] = vpc
    found["service-name"] = serviceName(service)
    found["needed"] = service.words.english
    found["security-group"] = world.placement.groups.first?.value
    found["subnets"] = world.placement.subnets.map(\.subnet).joined(separator: " ")
    found["security-groups"] = world.placement.groups.map(\.value).joined(separator: " ")
    if case .found(let table) = network.routeTable(forSubnet: subnet) { found["route-table"] = table.id }
    if let sibling = needed.lazy.compactMap({ endpoints($0.service).first { $0.type == "interface" } }).first
    {
      found["endpoint-security-group"] = sibling.groups.first
      found["endpoint-subnets"] = sibling.subnets.joined(separator: " ")
    }
    return found
  }
}
