import Sentences
import Evidence

extension PathWalk {
  /// Both ends in one VPC.
  mutating func within() {
    groups(of: from, .egress, peer: to)
    // Packets inside one subnet meet neither network ACL nor route table.
    if let subnet = from.subnet, subnet == to.subnet {
      groups(of: to, .ingress, peer: from)
      return
    }
    acl(from.subnet, .egress, .forward, ports: ports, peer: to)
    localRoute(from.subnet, to: to, .forward)
    acl(to.subnet, .ingress, .forward, ports: ports, peer: from)
    groups(of: to, .ingress, peer: from)
    acl(to.subnet, .egress, .reply, ports: sourcePorts, peer: from)
    localRoute(to.subnet, to: from, .reply)
    acl(from.subnet, .ingress, .reply, ports: sourcePorts, peer: to)
  }

  /// A route inside one VPC: the local one, unless a more specific route sends packets through an appliance.
  private mutating func localRoute(_ subnet: String?, to end: PathEnd, _ leg: Hop.Direction) {
    let (decision, route) = route(subnet, to: end.destination, leg)
    guard decision.verdict == .allowed, let route, route.target != .local else { return }
    add(.gateway, leg, at: "\(route.targetID)", subnet: subnet, appliance(route))
  }

  /// The ends in different VPCs: peering or a transit gateway.
  mutating func across() {
    let way = network.route(fromSubnet: from.subnet ?? "", to: to.destination)
    let there = way.route
    let referencing: GroupReferencing =
      way.verdict == .undetermined
      ? .unknown("whether the way to \(to.name) carries group references is not known", way.needs)
      : referencing(there)
    groups(of: from, .egress, peer: to, isTransit(there) ? .ignored(PathWalk.transitEgress) : referencing)
    acl(from.subnet, .egress, .forward, ports: ports, peer: to)
    let (_, out) = route(from.subnet, to: to.destination, .forward)
    if let out { connection(out, from: from, to: to, .forward) }
    acl(to.subnet, .ingress, .forward, ports: ports, peer: from)
    groups(of: to, .ingress, peer: from, referencing)
    acl(to.subnet, .egress, .reply, ports: sourcePorts, peer: from)
    let (_, back) = route(to.subnet, to: from.destination, .reply)
    if let back { connection(back, from: to, to: from, .reply) }
    acl(from.subnet, .ingress, .reply, ports: sourcePorts, peer: to)
  }

  private static let transitEgress: Sentence =
    "a transit gateway does not carry group references of outbound rules"

  private func isTransit(_ route: Route?) -> Bool {
    if case .transitGateway = route?.target { return true }
    return false
  }

  /// Whether rules of one side may name groups of the other.
  private func referencing(_ route: Route?) -> GroupReferencing {
    switch route?.target {
    case .peering(let id):
      guard let peering = network.peering(id) else {
        return .unknown(
          "whether \(id) carries group references is not in the snapshot",
          [network.need(.vpcPeeringConnections, from.scope)])
      }
      let one = peering["RequesterVpcInfo"]?["Region"]?.string
      let other = peering["AccepterVpcInfo"]?["Region"]?.string
      if let one, let other, one != other {
        return .ignored("a peering connection between Regions does not carry group references")
      }
      return .honoured
    case .transitGateway(let id): return network.transitReferencing(id, [from, to])
    case .local: return .honoured
    case nil: return .honoured
    default: return .ignored("\(route?.targetID, or: "what lies between") does not carry group references")
    }
  }

  /// Judges the peering connection or transit gateway that a route names.
  mutating func connection(_ route: Route, from: PathEnd, to: PathEnd, _ leg: Hop.Direction) {
    switch route.target {
    case .local: return
    case .peering(let id): add(.gateway, leg, at: "\(id)", peering(id, from: from, to: to))
    case .transitGateway(let id):
      add(
        .gateway, leg, at: "\(id)", network.transit(id, fromVPC: from.vpc, to: to, scope: from.scope, route))
    case .internetGateway, .natGateway:
      add(.gateway, leg, at: "\(route.targetID)", outward(route, from: from, to: to))
    default: add(.gateway, leg, at: "\(route.targetID)", appliance(route))
    }
  }

  /// A default route towards the internet, taken by a packet for another VPC's private addresses.
  ///
  /// VPC guide, "Internet gateways": private addresses are not routed there. A NAT gateway may still lead on where
  /// its own subnet has a route to the other VPC.
  private func outward(_ route: Route, from: PathEnd, to: PathEnd) -> Decision {
    let lost = lost(route, to: to)
    guard case .natGateway(let id) = route.target else { return lost }
    guard let gateway = network.natGateway(id), let subnet = gateway.subnet else { return appliance(route) }
    let onward = network.route(fromSubnet: subnet, to: to.destination)
    if onward.verdict == .undetermined { return onward }
    switch onward.route?.target {
    case .internetGateway, nil: return lost
    default: return appliance(route)
    }
  }

  /// Private, link-local and reserved addresses (RFC 6890) have no place on the internet.
  func lost(_ route: Route, to: PathEnd) -> Decision {
    .denied(
      .noRoute(table: route.targetID),
      "packets for \(to.name) are sent to \(route.targetID), towards the internet, where private addresses are lost",
      [Citation(route.place, "\(route.destinationText) is sent to \(route.targetID)")])
  }

  /// A peering connection joins exactly its two VPCs and must be active.
  func peering(_ id: String, from: PathEnd, to: PathEnd) -> Decision {
    guard let found = network.peering(id) else {
      return .undetermined(
        "the peering connection \(id) is not in the snapshot",
        needs: [network.need(.vpcPeeringConnections, from.scope)])
    }
    let place = found["Status"]?["Code"]
    let status = place?.string
    let cited = place.map { [Citation($0, "\(id) is \(status, or: "without a status")")] } ?? []
    if status != "active" {
      return .denied(
        .peeringInactive(status ?? "without a status"), "\(id) is \(status, or: "without a status")", cited)
    }
    let ends = ["RequesterVpcInfo", "AccepterVpcInfo"].compactMap { found[$0]?["VpcId"]?.string }
    if let vpc = to.vpc, ends.count == 2, !ends.contains(vpc) {
      return .denied(
        .noRoute(table: id), "\(id) does not lead to \(vpc)",
        [Citation(found, "\(id) joins \(ends[0]) and \(ends[1])")])
    }
    return .allowed("\(id) is active", cited)
  }

  /// Something on the way whose own rules are not part of the model.
  func appliance(_ route: Route) -> Decision {
    let cited = [Citation(route.place, "\(route.destinationText) is sent to \(route.targetID)")]
    let what: Sentence
    var needs: [Need] = []
    switch route.target {
    case .endpoint(let id):
      let endpoint = network.endpoint(id)
      what =
        endpoint?.type == "gatewayloadbalancer"
        ? "a firewall or appliance behind the Gateway Load Balancer endpoint \(id)" : "the endpoint \(id)"
    case .interface(let id):
      let owner: Sentence = network.interface(id)?.instance.map { " of the instance \($0)" } ?? ""
      what = "an appliance at \(id)\(owner)"
    case .transitGateway(let id): what = "the transit gateway \(id)"
    case .virtualPrivateGateway(let id): what = "the virtual private gateway \(id) (VPN or Direct Connect)"
    case .peering(let id): what = "the peering connection \(id)"
    case .localGateway(let id): what = "the local gateway \(id)"
    case .carrierGateway(let id): what = "the carrier gateway \(id)"
    case .coreNetwork(let id): what = "the core network \(id)"
    case .natGateway(let id):
      what = "the NAT gateway \(id)"
      if network.natGateway(id) == nil { needs.append(network.need(.natGateways, from.scope)) }
    default: what = "the target \(route.targetID.prefix(80))"
    }
    return .undetermined(
      "the way leads through \(what), whose own rules are not in the snapshot", needs: needs, cited)
  }
}
