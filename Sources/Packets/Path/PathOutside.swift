import Sentences
import Evidence

extension PathWalk {
  /// From inside a VPC to the internet, a service, or a network beyond.
  mutating func outward() {
    if to.place == .beyond, let kept = keptOnTheHost() {
      add(.end, .forward, at: to.name, kept)
      return
    }
    groups(of: from, .egress, peer: to)
    let decided = network.route(fromSubnet: from.subnet ?? "", to: to.destination)
    if case .natGateway(let id) = decided.route?.target, decided.verdict == .allowed {
      throughNAT(id)
      return
    }
    acl(from.subnet, .egress, .forward, ports: ports, peer: to)
    let (decision, taken) = route(from.subnet, to: to.destination, .forward)
    if decision.verdict == .allowed, let taken { leave(by: taken) }
    acl(from.subnet, .ingress, .reply, ports: sourcePorts, peer: to)
  }

  /// Addresses that no VPC routes: the host's own, its link's, those of groups, and reserved ones.
  ///
  /// What AWS answers at 169.254.168.0/22 (metadata, DNS, time) is met on the host, before any filter of the VPC.
  private func keptOnTheHost() -> Decision? {
    let wanted = to.addresses.addresses
    func isIn(_ blocks: String...) -> Bool {
      AddressSet(wanted.family, blocks.compactMap { CIDR($0) }).covers(wanted)
    }
    if isIn("169.254.168.0/22", "fd00:ec2::/32") {
      return .undetermined("\(to.name) is answered on the host itself, where no snapshot looks", needs: [])
    }
    let isLocal =
      wanted.family == .v4
      ? isIn("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3")
      : isIn("::/127", "fe80::/10", "ff00::/8")
    guard isLocal else { return nil }
    let says: Sentence = "no VPC routes \(to.name): it is a local or reserved address"
    let routes = from.subnet.flatMap { network.routeTable(forSubnet: $0).found }
      .map { $0.json["Routes"] ?? $0.json }
    let place = routes ?? from.interface?.json
    return .denied(.noInterface, says, place.map { [Citation($0, says)] } ?? [])
  }

  private mutating func leave(by route: Route) {
    let isOutside: Bool =
      switch route.target {
      case .internetGateway, .egressOnlyGateway, .carrierGateway: true
      default: false
      }
    if isOutside, to.place == .beyond {
      add(.gateway, .forward, at: "\(route.targetID)", subnet: from.subnet, lost(route, to: to))
      return
    }
    switch route.target {
    case .internetGateway(let id):
      if from.family == .v4 { publicAddress(of: from) }
      add(
        .gateway, .forward, at: "\(id)", subnet: from.subnet,
        internetGateway(id, route, vpc: from.vpc, from.scope)
      )
      publicAccess(of: from, inbound: false, door: .internetGateway)
    case .egressOnlyGateway(let id):
      add(
        .gateway, .forward, at: "\(id)",
        .allowed("\(id) lets IPv6 out", [Citation(route.place, "the route leads to \(id)")]))
      publicAccess(of: from, inbound: false, door: .egressOnlyGateway)
    case .endpoint(let id):
      add(.gateway, .forward, at: "\(id)", subnet: from.subnet, endpoint(id, route))
    case .peering(let id):
      let decision = peering(id, from: from, to: to)
      add(.gateway, .forward, at: "\(id)", decision)
      if decision.verdict == .allowed { farSide(id) }
    case .transitGateway(let id):
      let decision = network.transit(id, fromVPC: from.vpc, to: to, scope: from.scope, route)
      add(.gateway, .forward, at: "\(id)", decision)
    default: add(.gateway, .forward, at: "\(route.targetID)", subnet: from.subnet, appliance(route))
    }
  }

  /// The other VPC of a peering connection is not in the snapshot.
  private mutating func farSide(_ id: String) {
    add(
      .end, .forward, at: to.name,
      .undetermined(
        "what holds \(to.name) behind \(id) is not in the snapshot",
        needs: [
          network.need(.networkInterfaces), network.need(.securityGroups),
        ]))
  }

  mutating func publicAddress(of end: PathEnd) {
    switch end.hasPublicAddress {
    case true: return
    case nil:
      add(
        .end, .forward, at: end.name, subnet: end.subnet,
        .undetermined(
          "whether \(end.name) has a public address is not in the snapshot",
          needs: [network.need(.networkInterfaces, end.scope)]))
    default:
      let cited = end.interface.map { [Citation($0.json, "\(end.name) has no public address")] } ?? []
      if let balancer = end.loadBalancer, let scheme = balancer.json["Scheme"] {
        let says: Sentence = "\(balancer.name) is internal: its nodes have no public addresses"
        add(
          .end, .forward, at: end.name, subnet: end.subnet,
          .denied(.internalScheme(balancer), says, [Citation(scheme, says)]))
        return
      }
      add(
        .end, .forward, at: end.name, subnet: end.subnet,
        .denied(
          .noPublicAddress, "\(end.name) has no public address, so an internet gateway is no use to it", cited
        ))
    }
  }

  /// Whether an internet gateway is attached; an active route to it says so where it was not collected.
  func internetGateway(_ id: String, _ route: Route, vpc: String?, _ scope: Scope) -> Decision {
    let listing = network.listing(.internetGateways, scope)
    guard let gateway = listing.items.first(where: { $0["InternetGatewayId"]?.string == id }) else {
      let cited = [Citation(route.json["State"] ?? route.place, "the route to \(id) is active")]
      if listing.isComplete {
        return .undetermined(
          "the route leads to \(id), which the listing of internet gateways lacks", needs: [listing.need],
          cited + listing.citations("no \(id) here"))
      }
      return .allowed("\(id) (the route to it is active)", cited)
    }
    let attachments = gateway["Attachments"]?.elements ?? []
    if let own = attachments.first(where: { $0["VpcId"]?.string == vpc || vpc == nil }),
      ["available", "attached"].contains(own["State"]?.string?.lowercased() ?? "attached")
    {
      return .allowed(
        "\(id) is attached", [Citation(own["State"] ?? own, "\(id) is attached to \(vpc, or: "the VPC")")])
    }
    return .denied(
      .gatewayDetached(id), "\(id) is not attached to \(vpc, or: "the VPC")",
      [Citation(gateway["Attachments"] ?? gateway, "\(id) is not attached to \(vpc, or: "the VPC")")])
  }

  mutating func publicAccess(of end: PathEnd, subnet: String? = nil, inbound: Bool, door: InternetDoor) {
    guard
      let decision = network.publicAccess(
        vpc: end.vpc, subnet: subnet ?? end.subnet, inbound: inbound, door: door, end.scope)
    else { return }
    add(.publicAccess, .forward, at: "VPC Block Public Access", subnet: subnet ?? end.subnet, decision)
  }

  private func endpoint(_ id: String, _ route: Route) -> Decision {
    guard let endpoint = network.endpoint(id) else {
      return .undetermined(
        "the endpoint \(id) is not in the snapshot",
        needs: [network.need(.vpcEndpoints, from.scope)],
        [Citation(route.place, "\(route.destinationText) is sent to \(id)")])
    }
    if endpoint.type != "gateway" { return appliance(route) }
    let place = endpoint.json["State"] ?? endpoint.json
    if endpoint.state != "available" {
      return .denied(
        .endpointUnusable(endpoint), "\(id) is \(endpoint.state)",
        [Citation(place, "\(id) is \(endpoint.state)")])
    }
    return .allowed("\(id) leads to \(endpoint.service)", [Citation(place, "\(id) is available")])
  }

  /// From outside to something in a VPC.
  mutating func inward() {
    if to.family == .v4, from.place != .beyond { publicAddress(of: to) }
    let back = network.route(fromSubnet: to.subnet ?? "", to: from.destination)
    if from.place != .beyond {
      if case .internetGateway(let id) = back.route?.target, let route = back.route, back.verdict == .allowed
      {
        add(
          .gateway, .forward, at: "\(id)", subnet: to.subnet,
          internetGateway(id, route, vpc: to.vpc, to.scope))
        ingressRouting(id)
      }
      publicAccess(of: to, inbound: true, door: .internetGateway)
    }
    acl(to.subnet, .ingress, .forward, ports: ports, peer: from)
    groups(of: to, .ingress, peer: from)
    acl(to.subnet, .egress, .reply, ports: sourcePorts, peer: from)
    let (decision, taken) = route(to.subnet, to: from.destination, .reply)
    guard decision.verdict == .allowed, let taken else { return }
    switch taken.target {
    case .internetGateway where from.place != .beyond: return
    case .internetGateway, .egressOnlyGateway:
      add(.gateway, .reply, at: "\(taken.targetID)", subnet: to.subnet, lost(taken, to: from))
    case .natGateway(let id) where from.place != .beyond:
      add(
        .gateway, .reply, at: "\(id)", subnet: to.subnet,
        .denied(
          .noRoute(table: taken.targetID),
          "the reply leaves by \(id), not by the internet gateway it came in by",
          [Citation(taken.place, "the subnet of \(to.name) sends what leaves to \(id)")]))
    default: add(.gateway, .reply, at: "\(taken.targetID)", subnet: to.subnet, appliance(taken))
    }
  }

  /// A gateway route table may send what arrives through a firewall first.
  private mutating func ingressRouting(_ gateway: String) {
    guard let position = network.tableByGateway[gateway] else { return }
    let table = network.routeTables[position]
    let decision = network.route(in: table, to: to.destination)
    guard let route = decision.route, route.target != .local else { return }
    add(.gateway, .forward, at: "\(route.targetID)", subnet: to.subnet, appliance(route))
  }

  /// CloudFront through the interfaces that it manages in the VPC.
  mutating func throughVPCOrigin() {
    publicAccess(of: to, inbound: true, door: .internetGateway)
    groups(of: to, .ingress, peer: from)
  }
}
