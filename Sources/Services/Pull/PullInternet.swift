import Sentences
import Evidence
import Packets

/// The way from one subnet to the internet, as far as the subnet decides it.
package struct PullInternet: Sendable {
  package enum State: Sendable {
    /// Packets get out.
    case open(PullWay)
    /// There is no default route.
    case noRoute
    /// There is one, and it does not work.
    case broken(PullFault)
    case unknown(PullUnknown)
  }

  let state: State
  package let evidence: [Citation]
  /// A filter on an open way that the snapshot does not show.
  let unasked: PullUnknown?

  init(state: State, evidence: [Citation], unasked: PullUnknown? = nil) {
    self.state = state
    self.evidence = evidence
    self.unasked = unasked
  }

  /// The files that would tell whether packets get out.
  package var needs: [Need] {
    if case .unknown(let unknown) = state { unknown.needs } else { [] }
  }

  /// Whether packets get out; nil where that is not known.
  package var isOpen: Bool? {
    switch state {
    case .open: true
    case .noRoute, .broken: false
    case .unknown: nil
    }
  }
}

/// Decides the way to the internet for a subnet of the placement.
package struct PullInternetWalk {
  package let world: PullWorld
  package let network: Network

  package init(world: PullWorld, network: Network) {
    self.world = world
    self.network = network
  }

  /// Where packets go is not known, nor what they meet there.
  private static let routeKinds = PullFaultKind.ofRoute.union([.groupEgress, .aclTask])

  package func walk(_ subnet: String) -> PullInternet {
    let decision = network.route(fromSubnet: subnet, to: .internet(.v4))
    switch decision.verdict {
    case .undetermined:
      return .init(
        state: .unknown(PullUnknown(kinds: Self.routeKinds, because: decision.rule, needs: decision.needs)),
        evidence: decision.evidence)
    case .denied:
      if case .blackhole(let route)? = decision.mismatch {
        return .init(
          state: .broken(
            PullFault(.blackhole, decision.rule, decision.evidence, bindings(subnet, route))),
          evidence: decision.evidence)
      }
      return .init(state: .noRoute, evidence: decision.evidence)
    case .allowed:
      guard let route = decision.route else {
        return .init(state: .open(.unknown), evidence: decision.evidence)
      }
      return taken(route, subnet, decision.evidence)
    }
  }

  private func bindings(_ subnet: String, _ route: Route?) -> [String: String] {
    var found = world.bindings
    found["subnet"] = subnet
    if case .found(let table) = network.routeTable(forSubnet: subnet) { found["route-table"] = table.id }
    found["destination"] = route?.destinationText ?? "0.0.0.0/0"
    found["route-target"] = route?.targetID
    return found
  }

  private func taken(_ route: Route, _ subnet: String, _ evidence: [Citation]) -> PullInternet {
    switch route.target {
    case .internetGateway: return throughGateway(route, subnet, evidence)
    case .natGateway(let id): return throughNAT(id, route, subnet, evidence)
    case .local: return .init(state: .noRoute, evidence: evidence)
    default: return .init(state: .open(.appliance(route)), evidence: evidence)
    }
  }

  private func throughGateway(_ route: Route, _ subnet: String, _ evidence: [Citation]) -> PullInternet {
    guard let hasAddress = world.placement.hasPublicAddress else {
      return .init(
        state: .unknown(
          PullUnknown(
            kinds: [.noPublicAddress, .publicAccessBlocked],
            because: "whether the task has a public address is not in the snapshot",
            needs: world.placement.needs.isEmpty
              ? [world.snapshot.need(.services, region: world.region)] : world.placement.needs)),
        evidence: evidence)
    }
    let address =
      world.placement.publicAddressPlace.map {
        [
          Citation(
            $0, hasAddress ? "the interface has a public address" : "the interface has no public address")
        ]
      } ?? []
    if !hasAddress {
      return .init(
        state: .broken(
          PullFault(
            .noPublicAddress,
            "\(subnet) leaves through an internet gateway, which carries only interfaces with a public address; this one has none",
            evidence + address, bindings(subnet, route))),
        evidence: evidence)
    }
    return blocked(subnet, route, door: .internetGateway, evidence + address)
      ?? .init(state: .open(.internetGateway), evidence: evidence + address)
  }

  private func throughNAT(
    _ id: String, _ route: Route, _ subnet: String, _ evidence: [Citation]
  ) -> PullInternet {
    let listing = world.snapshot.listing(.natGateways, region: world.region)
    var values = bindings(subnet, route)
    values["nat-gateway"] = id
    guard let nat = network.natGateway(id) else {
      if let call = world.snapshot.refusal(.natGateways, of: id, region: world.region) {
        let says: Sentence = "the default route of \(subnet) leads to \(id), which does not exist"
        return .init(
          state: .broken(PullFault(.natUnusable, says, evidence + [call.citation(says)], values)),
          evidence: evidence)
      }
      if listing.isComplete, !listing.documents.isEmpty {
        return .init(
          state: .broken(
            PullFault(
              .natUnusable, "the default route of \(subnet) leads to \(id), which does not exist",
              evidence + listing.citations("the complete listing holds no \(id)"), values)),
          evidence: evidence)
      }
      return .init(
        state: .unknown(
          PullUnknown(
            kinds: [.natUnusable, .natWithoutInternet, .publicAccessBlocked],
            because: "the NAT gateway \(id) is not in the snapshot", needs: [listing.need])),
        evidence: evidence)
    }
    values["nat-subnet"] = nat.subnet
    let stateIsBad = !nat.state.isEmpty && nat.state != "available"
    if stateIsBad || nat.isPrivate {
      let place = stateIsBad ? nat.json["State"] : nat.json["ConnectivityType"]
      let says: Sentence =
        stateIsBad ? "\(id) is \(nat.state)" : "\(id) is a private NAT gateway and has no way to the internet"
      return .init(
        state: .broken(PullFault(.natUnusable, says, evidence + [Citation(place ?? nat.json, says)], values)),
        evidence: evidence)
    }
    if !nat.isRegional, let home = nat.subnet {
      let onward = network.route(fromSubnet: home, to: .internet(.v4))
      let placeOfSubnet = [Citation(nat.json["SubnetId"] ?? nat.json, "\(id) stands in \(home)")]
      if onward.verdict == .undetermined {
        return .init(
          state: .unknown(
            PullUnknown(
              kinds: [.natWithoutInternet, .publicAccessBlocked], because: onward.rule, needs: onward.needs)),
          evidence: evidence)
      }
      var leadsOut = false
      if onward.verdict == .allowed, let next = onward.route {
        switch next.target {
        case .internetGateway, .endpoint, .transitGateway, .interface, .coreNetwork: leadsOut = true
        default: leadsOut = false
        }
      }
      if !leadsOut {
        if case .found(let table) = network.routeTable(forSubnet: home) {
          values["nat-route-table"] = table.id
        }
        values["nat-route"] = onward.route == nil ? "absent" : "present"
        return .init(
          state: .broken(
            PullFault(
              .natWithoutInternet, "\(id) stands in \(home), whose route table has no internet gateway route",
              evidence + placeOfSubnet + onward.evidence, values)),
          evidence: evidence)
      }
      let whole = evidence + placeOfSubnet + onward.evidence
      if let stop = blocked(home, route, door: .natGateway, whole) {
        guard let unasked = stop.unasked else { return stop }
        return .init(state: .open(.nat(nat)), evidence: whole, unasked: unasked)
      }
      return .init(state: .open(.nat(nat)), evidence: whole)
    }
    return blocked(subnet, route, door: .natGateway, evidence)
      ?? .init(state: .open(.nat(nat)), evidence: evidence)
  }

  /// Subnets and VPCs show the mode that Block Public Access has for them (`BlockPublicAccessStates`).
  private func shownState(_ subnet: Subnet, _ door: InternetDoor) -> Decision? {
    let states = [subnet.json, subnet.vpc.flatMap { network.vpc($0)?.json }].compactMap { $0 }
    for holder in states {
      guard let place = holder["BlockPublicAccessStates"]?["InternetGatewayBlockMode"],
        let mode = place.string
      else { continue }
      let cited = Citation(place, "VPC Block Public Access is \(mode) here")
      if mode == "off" || (mode == "block-ingress" && door != .internetGateway) {
        return .allowed("VPC Block Public Access lets this out", [cited])
      }
      return .denied(.blockPublicAccess(mode: mode), "VPC Block Public Access is \(mode)", [cited])
    }
    return nil
  }

  /// VPC Block Public Access stands in front of every internet gateway.
  private func blocked(
    _ subnet: String, _ route: Route, door: InternetDoor, _ evidence: [Citation]
  ) -> PullInternet? {
    guard let subnetFacts = network.subnet(subnet) else {
      return .init(
        state: .open(door == .natGateway ? .nat(nil) : .internetGateway), evidence: evidence,
        unasked: PullUnknown(
          kinds: [.publicAccessBlocked],
          because: "the VPC of \(subnet), and whether its public access is blocked, is not in the snapshot",
          needs: [world.snapshot.need(.subnets, region: world.region)]))
    }
    let scope = Scope(subnetFacts.json)
    guard
      let decision = network.publicAccess(
        vpc: subnetFacts.vpc, subnet: subnet, inbound: false, door: door, scope)
        ?? shownState(subnetFacts, door)
    else {
      return .init(
        state: .open(door == .natGateway ? .nat(nil) : .internetGateway), evidence: evidence,
        unasked: PullUnknown(
          kinds: [.publicAccessBlocked],
          because: "the options of VPC Block Public Access are not in the snapshot",
          needs: [world.snapshot.need(.vpcBlockPublicAccessOptions, region: world.region)]))
    }
    switch decision.verdict {
    case .allowed: return nil
    case .denied:
      return .init(
        state: .broken(
          PullFault(
            .publicAccessBlocked, decision.rule, evidence + decision.evidence, bindings(subnet, route))),
        evidence: evidence)
    case .undetermined:
      return .init(
        state: .unknown(
          PullUnknown(kinds: [.publicAccessBlocked], because: decision.rule, needs: decision.needs)),
        evidence: evidence)
    }
  }
}
