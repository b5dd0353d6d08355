import Sentences
import Evidence

extension PathWalk {
  /// Out through a NAT gateway: its own subnet's filters and routes count as well.
  mutating func throughNAT(_ id: String) {
    let gateway = network.natGateway(id)
    let isNeighbour = gateway?.subnet != nil && gateway?.subnet == from.subnet
    if !isNeighbour { acl(from.subnet, .egress, .forward, ports: ports, peer: to) }
    _ = route(from.subnet, to: to.destination, .forward)
    guard let gateway else {
      let listing = network.listing(.natGateways, from.scope)
      add(
        .gateway, .forward, at: "\(id)", subnet: from.subnet,
        .undetermined("the NAT gateway \(id) is not in the snapshot", needs: [listing.need]))
      acl(from.subnet, .ingress, .reply, ports: sourcePorts, peer: to)
      return
    }
    let state = usable(gateway)
    add(.gateway, .forward, at: "\(id)", subnet: gateway.subnet, state)
    if state.verdict == .allowed, !gateway.isRegional { behind(gateway, isNeighbour: isNeighbour) }
    if state.verdict == .allowed, gateway.isRegional {
      if to.place != .beyond {
        publicAccess(of: from, inbound: false, door: .natGateway)
      } else if let route = network.route(fromSubnet: from.subnet ?? "", to: to.destination).route {
        add(.gateway, .forward, at: "\(id)", subnet: from.subnet, appliance(route))
      }
    }
    if !isNeighbour { acl(from.subnet, .ingress, .reply, ports: sourcePorts, peer: to) }
  }

  /// `available` and, for public destinations, public (VPC guide, "NAT gateways").
  private func usable(_ gateway: NATGateway) -> Decision {
    let place = gateway.json["State"] ?? gateway.json
    if gateway.state != "available" {
      let why = gateway.json["FailureCode"]?.string.map { " (\($0))" } ?? ""
      return .denied(
        .natUnusable(gateway), "\(gateway.id) is \(gateway.state)\(why)",
        [Citation(place, "\(gateway.id) is \(gateway.state)")])
    }
    if gateway.isPrivate, to.place != .beyond {
      let kind = gateway.json["ConnectivityType"] ?? gateway.json
      return .denied(
        .natUnusable(gateway), "\(gateway.id) is private: it does not lead to the internet",
        [Citation(kind, "\(gateway.id) is private")])
    }
    return .allowed("\(gateway.id) is available", [Citation(place, "\(gateway.id) is available")])
  }

  /// The gateway's own subnet, on the way out and back.
  private mutating func behind(_ gateway: NATGateway, isNeighbour: Bool) {
    if !isNeighbour { acl(gateway.subnet, .ingress, .forward, ports: ports, peer: from) }
    acl(gateway.subnet, .egress, .forward, ports: ports, peer: to)
    guard let subnet = gateway.subnet else { return }
    let decision = network.route(fromSubnet: subnet, to: to.destination)
    let table: Sentence = network.routeTable(forSubnet: subnet).found.map { "\($0.id)" } ?? "route table"
    let at: Sentence = "\(table) of \(subnet)"
    if decision.verdict == .allowed, let route = decision.route {
      add(.route, .forward, at: at, subnet: subnet, decision)
      switch route.target {
      case .internetGateway where to.place == .beyond, .egressOnlyGateway where to.place == .beyond:
        add(.gateway, .forward, at: "\(route.targetID)", subnet: subnet, lost(route, to: to))
      case .internetGateway(let id):
        add(
          .gateway, .forward, at: "\(id)", subnet: subnet,
          internetGateway(id, route, vpc: gateway.vpc, from.scope)
        )
        publicAccess(of: from, subnet: subnet, inbound: false, door: .natGateway)
      case .natGateway, .local: noInternet(gateway, decision, at: at, subnet)
      default: add(.gateway, .forward, at: "\(route.targetID)", subnet: subnet, appliance(route))
      }
    } else if decision.verdict == .denied {
      noInternet(gateway, decision, at: at, subnet)
    } else {
      add(.route, .forward, at: at, subnet: subnet, decision)
    }
    acl(subnet, .ingress, .reply, ports: PathWalk.widePorts, peer: to)
    if !isNeighbour { acl(subnet, .egress, .reply, ports: sourcePorts, peer: from) }
  }

  private mutating func noInternet(
    _ gateway: NATGateway, _ decision: Decision, at: Sentence, _ subnet: String
  ) {
    let place = gateway.json["SubnetId"] ?? gateway.json
    let says: Sentence =
      "\(gateway.id) sits in \(subnet), which itself has no way to the internet: \(decision.rule)"
    var denied = Decision.denied(
      .natHasNoInternetRoute(gateway), says,
      [Citation(place, "\(gateway.id) sits in \(subnet)")] + decision.evidence)
    denied.route = decision.route
    add(.route, .forward, at: at, subnet: subnet, denied)
  }
}
