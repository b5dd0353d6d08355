import Sentences
import Evidence
import Packets

/// The way to the layers in S3: by the gateway of the route table, by the internet, or by an interface endpoint.
extension PullLegWalk {
  func toLayers(_ leg: inout PullLeg) {
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
}
