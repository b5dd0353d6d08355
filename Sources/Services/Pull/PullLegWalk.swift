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

  private var subnet: String { place.subnet }
  private var vpc: String? { network.subnet(subnet)?.vpc ?? world.placement.vpc }
  private var scope: Scope { Scope(account: world.account, region: world.region) }

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

  // MARK: endpoints

  private var listing: Listing { world.snapshot.listing(.vpcEndpoints, region: world.region) }

  private func endpoints(_ service: PullService) -> [VPCEndpoint] {
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
  private var hasInterfaceEndpoints: Bool {
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

  private func isAvailable(_ endpoint: VPCEndpoint) -> Bool {
    endpoint.state == "available" || endpoint.state.isEmpty
  }

  /// Whether the VPC's DNS can give out private names; nil where the attributes were not collected.
  private var dnsWorks: Bool? {
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

  // MARK: S3

  private func toLayers(_ leg: inout PullLeg) {
    let all = endpoints(.layers)
    let gateways = all.filter { $0.type == "gateway" }
    if case .found(let table) = network.routeTable(forSubnet: subnet) {
      for gateway in gateways where isAvailable(gateway) {
        let route = table.routes.first { $0.target == .endpoint(gateway.id) && !$0.isBlackhole }
        guard route != nil || gateway.routeTables.contains(table.id) else { continue }
        leg.way = .gatewayEndpoint(gateway)
        var list: String?
        if case .prefixList(let id)? = route?.destination { list = id }
        return PullEndpointWalk(world: world, network: network, place: place).walkGateway(
          gateway, route, list, &leg)
      }
    } else if case .unknown(let needs) = network.routeTable(forSubnet: subnet) {
      leg.unknowns.append(
        PullUnknown(
          kinds: PullFaultKind.everywhere, because: "the route table of \(subnet) is not known", needs: needs)
      )
      return
    }
    if internet.isOpen == true { return byInternet(&leg) }
    let interfaces = all.filter { $0.type == "interface" }
    if let resolved = interfaces.first(where: { isAvailable($0) && $0.hasPrivateDNS && dnsWorks != false }) {
      // Whether S3's private DNS serves ECR layers depends on settings that the endpoint does not show.
      leg.way = .endpoint(resolved)
      leg.unknowns.append(
        PullUnknown(
          kinds: [.interfaceOnly],
          because:
            "\(resolved.id) is an interface endpoint for S3 with private DNS; ECR documents only the gateway",
          needs: []))
      return
    }
    if case .broken(let fault) = internet.state,
      gateways.isEmpty && interfaces.isEmpty || fault.kind != .noPublicAddress
    {
      return byInternet(&leg)
    }
    if case .unknown(let unknown) = internet.state {
      if gateways.isEmpty && interfaces.isEmpty { return byInternet(&leg) }
      leg.unknowns.append(unknown)
      return
    }
    var values = bindings(.layers)
    if let gateway = gateways.first {
      values["endpoint"] = gateway.id
      let bad = !isAvailable(gateway)
      let says: Sentence =
        bad
        ? "\(gateway.id) for S3 is \(gateway.state)"
        : "\(gateway.id) for S3 is not associated with the route table of \(subnet)"
      let proof =
        bad
        ? [Citation(gateway.json["State"] ?? gateway.json, says)]
        : [Citation(gateway.json["RouteTableIds"] ?? gateway.json, says)]
          + tableCitation("no route leads to \(gateway.id)")
      leg.faults.append(
        PullFault(bad ? .endpointState : .gatewayRouteAbsent, says, proof + internet.evidence, values))
      ownFilters(&leg)
      return
    }
    if let other = interfaces.first {
      values["endpoint"] = other.id
      let says: Sentence =
        "only the interface endpoint \(other.id) exists for S3, without private DNS; layers need the gateway"
      leg.faults.append(
        PullFault(
          .interfaceOnly, says,
          [Citation(other.json["VpcEndpointType"] ?? other.json, says)]
            + (other.json["PrivateDnsEnabled"].map { [Citation($0, "private DNS is off")] } ?? [])
            + internet.evidence,
          values))
      return
    }
    withoutEndpoint(&leg)
  }

  private func tableCitation(_ says: Sentence) -> [Citation] {
    guard let table = network.routeTable(forSubnet: subnet).found else { return [] }
    return [Citation(table.json["Routes"] ?? table.json, "\(table.id): \(says)")]
  }

  // MARK: no endpoint

  private func withoutEndpoint(_ leg: inout PullLeg) {
    guard listing.isComplete else {
      leg.unknowns.append(
        PullUnknown(
          kinds: PullFaultKind.everywhere,
          because: listing.gap ?? "the endpoints are not known",
          needs: [listing.need]))
      return
    }
    switch internet.state {
    case .unknown, .broken, .open:
      byInternet(&leg)
    case .noRoute:
      var values = bindings(leg.service)
      let absent = listing.citations("no endpoint for \(serviceName(leg.service)) in \(vpc, or: "this VPC")")
      if hasInterfaceEndpoints {
        leg.faults.append(
          PullFault(
            .endpointAbsent,
            "\(vpc, or: "the VPC") has no endpoint for \(serviceName(leg.service)), and \(subnet) has no way to the internet",
            absent + internet.evidence, values))
      } else if world.placement.hasPublicAddress == true {
        leg.faults.append(addressWithoutGateway(values))
      } else if world.placement.hasPublicAddress == nil, world.service == nil,
        world.snapshot.listing(.services).documents.isEmpty
      {
        // Without the service nobody knows whether its tasks get a public address: either fault may be meant.
        leg.unknowns.append(
          PullUnknown(
            kinds: [.noEgress, .addressWithoutGateway],
            because: "whether the tasks have public addresses is not known",
            needs: [world.snapshot.need(.services, region: world.region)]))
      } else {
        values["destination"] = "0.0.0.0/0"
        leg.faults.append(
          PullFault(
            .noEgress,
            "\(subnet) has no default route, and \(vpc, or: "its VPC") has no endpoints for the pull",
            internet.evidence + absent, values))
      }
      ownFilters(&leg)
    }
  }

  private func addressWithoutGateway(_ values: [String: String]) -> PullFault {
    PullFault(
      .addressWithoutGateway,
      "the task has a public address, but \(subnet) has no route to an internet gateway",
      internet.evidence
        + (world.placement.publicAddressPlace.map { [Citation($0, "a public address is assigned")] } ?? []),
      values)
  }

  private func byInternet(_ leg: inout PullLeg) {
    switch internet.state {
    case .open(let way):
      leg.way = way
      leg.proof = internet.evidence
      if let unasked = internet.unasked { leg.unknowns.append(unasked) }
      PullEndpointWalk(world: world, network: network, place: place).walkInternet(&leg)
    case .broken(let fault):
      leg.way = .none
      leg.faults.append(fault)
      PullEndpointWalk(world: world, network: network, place: place).walkInternet(&leg)
    case .unknown(let unknown):
      leg.unknowns.append(unknown)
      // The route is known; only what stands at its end is not.
      if !unknown.kinds.contains(.noEgress) {
        PullEndpointWalk(world: world, network: network, place: place).walkInternet(&leg)
      }
    case .noRoute:
      leg.way = .none
      var values = bindings(leg.service)
      values["destination"] = "0.0.0.0/0"
      let image = [Citation(leg.servicePlace, "the image is on \(leg.service.words)")]
      switch leg.service {
      case .foreignRegistry(let region):
        values["image-region"] = region
        if listing.isComplete, !hasInterfaceEndpoints, world.placement.hasPublicAddress == true {
          leg.faults.append(addressWithoutGateway(values))
        } else {
          leg.faults.append(
            PullFault(
              .foreignRegion,
              "the image is in \(region), which the endpoints of \(world.region, or: "this Region") do not serve, and \(subnet) has no way to the internet",
              image + internet.evidence, values))
        }
      case .publicRegistry(let host):
        values["image-host"] = host
        if world.placement.hasPublicAddress == true, !hasInterfaceEndpoints {
          leg.faults.append(addressWithoutGateway(values))
        } else {
          leg.faults.append(
            PullFault(
              .publicRegistry, "\(host) is reached over the internet only, and \(subnet) has no way there",
              image + internet.evidence, values))
        }
      default: withoutEndpoint(&leg)
      }
    }
  }

  /// Behind a missing way, what a repaired way would meet at the task's own groups.
  ///
  /// S3 keeps its addresses whatever way leads there; for the rest only groups that let nothing out on the port are
  /// certain to stand in the way, too.
  private func ownFilters(_ leg: inout PullLeg) {
    let groups = world.placement.groups.map(\.value)
    guard !groups.isEmpty else {
      let needs = world.placement.needs.isEmpty ? world.needs : world.placement.needs
      leg.unknowns.append(
        PullUnknown(
          kinds: [.groupEgress], because: "the task's groups are not in the snapshot",
          needs: needs.isEmpty
            ? [world.snapshot.need(.services, region: world.region)] : needs))
      return
    }
    var values = bindings(leg.service)
    var peer = Peer.internet(.v4)
    if leg.service == .layers,
      let list = world.region.flatMap({ network.s3PrefixList(region: $0, scope).found?.id })
    {
      values["prefix-list"] = list
      peer = .prefixList(list, .v4)
    }
    let decision = network.groupsAdmit(.egress, groups: groups, .tcp, ports: 443...443, peer: peer, scope)
    guard decision.verdict == .denied, leg.service == .layers || decision.denial?.portRules.isEmpty ?? true
    else {
      return
    }
    if leg.service == .layers, let unknown = PullEndpointWalk.unknownList(decision, values, world) {
      leg.unknowns.append(unknown)
      return
    }
    leg.faults.append(PullFault(.groupEgress, decision.rule, decision.evidence, values))
  }

  private func serviceName(_ service: PullService) -> String {
    "com.amazonaws.\(world.region ?? "REGION").\(service.endpointName ?? service.word.rawValue)"
  }

  private func bindings(_ service: PullService) -> [String: String] {
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
