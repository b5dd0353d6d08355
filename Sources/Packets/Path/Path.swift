import Sentences
import Evidence

extension Network {
  /// The way of packets from one end to the other and of their replies.
  ///
  /// Security groups are stateful and are asked in the forward direction only. Network ACLs and route tables
  /// judge every packet that leaves or enters a subnet, replies included.
  ///
  /// All of `ports` must be open; `sourcePorts` nil stands for those that the sender uses by itself.
  package func path(
    from: PathEnd, to: PathEnd, _ ipProtocol: IPProtocol, ports: ClosedRange<Int>,
    sourcePorts: ClosedRange<Int>? = nil
  ) -> Trace {
    var walk = PathWalk(
      network: self, from: from, to: to, ipProtocol: ipProtocol, ports: ports,
      sourcePorts: sourcePorts ?? from.sourcePorts)
    walk.go()
    return Trace(
      from: from, to: to, ipProtocol: ipProtocol, ports: ports, sourcePorts: walk.sourcePorts, hops: walk.hops
    )
  }

  /// The ways between all ends of both sides that fit together.
  ///
  /// Where an address exists in several VPCs, the pairs inside one VPC count.
  package func paths(
    from: [PathEnd], to: [PathEnd], _ ipProtocol: IPProtocol, ports: ClosedRange<Int>,
    sourcePorts: ClosedRange<Int>? = nil
  ) -> [Trace] {
    var pairs = from.flatMap { left in to.map { (left, $0) } }
    let close = pairs.filter { $0.0.vpc != nil && $0.0.vpc == $0.1.vpc }
    if !close.isEmpty { pairs = close }
    return pairs.map { path(from: $0.0, to: $0.1, ipProtocol, ports: ports, sourcePorts: sourcePorts) }
  }
}

/// One walk from end to end.
struct PathWalk {
  let network: Network
  let from: PathEnd
  let to: PathEnd
  let ipProtocol: IPProtocol
  let ports: ClosedRange<Int>
  let sourcePorts: ClosedRange<Int>
  var hops: [Hop] = []

  /// NAT gateways and load balancers use these ports towards what lies behind them.
  static let widePorts = 1024...65535

  mutating func go() {
    for end in [from, to] {
      if let flaw = end.flaw { add(.end, .forward, at: end.name, subnet: end.subnet, flaw) }
    }
    switch (from.place, to.place) {
    case (.inside, .inside):
      if from.vpc == nil || to.vpc == nil || from.vpc == to.vpc { within() } else { across() }
    case (.inside, _): outward()
    case (.vpcOrigin, .inside): throughVPCOrigin()
    case (_, .inside): inward()
    default:
      add(
        .end, .forward, at: from.name, subnet: nil,
        .undetermined(
          "neither \(from.name) nor \(to.name) lies in a VPC of the snapshot",
          needs: [
            network.need(.networkInterfaces), network.need(.subnets),
          ]))
    }
    if let balancer = to.loadBalancer { listener(balancer) }
  }

  mutating func add(
    _ kind: Hop.Kind, _ direction: Hop.Direction, at: Sentence, subnet: String? = nil, _ decision: Decision
  ) {
    hops.append(Hop(kind: kind, direction: direction, at: at, subnet: subnet, decision: decision))
  }

  // MARK: Filters

  mutating func groups(
    of end: PathEnd, _ direction: TrafficDirection, peer: PathEnd, _ referencing: GroupReferencing = .honoured
  ) {
    let kind: Hop.Kind = direction == .egress ? .securityGroupEgress : .securityGroupIngress
    guard let own = end.groups else {
      let why: Sentence = "the security groups of \(end.name) are not in the snapshot"
      let needs = [network.need(.networkInterfaces, end.scope)]
      add(kind, .forward, at: end.name, subnet: end.subnet, .undetermined(why, needs: needs))
      return
    }
    let walk = GroupWalk(
      network: network, direction: direction, groups: own, ipProtocol: ipProtocol,
      ports: PortSet([ipProtocol.hasPorts ? ports : 0...0]), wanted: ipProtocol.hasPorts ? ports : 0...0,
      peer: peer.facts, referencing: referencing, scope: end.scope)
    add(
      kind, .forward, at: own.isEmpty ? end.name : "\(own.joined(separator: ", "))", subnet: end.subnet,
      walk.decide())
  }

  mutating func acl(
    _ subnet: String?, _ direction: TrafficDirection, _ leg: Hop.Direction, ports: ClosedRange<Int>,
    peer: PathEnd
  ) {
    let kind: Hop.Kind = direction == .egress ? .networkACLOut : .networkACLIn
    guard let subnet else {
      let why: Sentence =
        "the subnet of \(peer.name == from.name ? to.name : from.name) is not in the snapshot"
      add(
        kind, leg, at: "network ACL",
        .undetermined(why, needs: [network.need(.networkInterfaces)]))
      return
    }
    let decision = network.naclWalk(
      subnet: subnet, direction, ipProtocol, ports: ports, peer: peer.facts)
    let acl = network.networkACL(forSubnet: subnet).found?.id
    add(kind, leg, at: "\(acl.map { "\($0)" } ?? "network ACL") of \(subnet)", subnet: subnet, decision)
  }

  /// Adds the hop of a route lookup and returns the route that was taken.
  mutating func route(
    _ subnet: String?, to destination: RouteDestination, _ leg: Hop.Direction
  ) -> (decision: Decision, route: Route?) {
    guard let subnet else {
      let decision = Decision.undetermined(
        "the subnet is not in the snapshot", needs: [network.need(.networkInterfaces)])
      add(.route, leg, at: "route table", decision)
      return (decision, nil)
    }
    let decision = network.route(fromSubnet: subnet, to: destination)
    let table = network.routeTable(forSubnet: subnet).found?.id
    add(.route, leg, at: "\(table.map { "\($0)" } ?? "route table") of \(subnet)", subnet: subnet, decision)
    return (decision, decision.route)
  }

  mutating func listener(_ balancer: LoadBalancer) {
    let listing = network.snapshot.listing(
      .listeners, subject: balancer.arn, aliases: [balancer.name])
    let own = listing.items.filter { $0["LoadBalancerArn"]?.string == balancer.arn }
    guard listing.isComplete, !own.isEmpty, ipProtocol.hasPorts else { return }
    let open = own.first { $0["Port"]?.int.map { ports.contains($0) } ?? false }
    if let open, let place = open["Port"] {
      add(
        .listener, .forward, at: "\(balancer.name)",
        .allowed(
          "a listener on port \(place.scalar ?? "")",
          [Citation(place, "\(balancer.name) listens on this port")]))
      return
    }
    let says: Sentence = "\(balancer.name) has no listener on port \(NetworkWords.range(ports))"
    add(.listener, .forward, at: "\(balancer.name)", .denied(.noListener, says, listing.citations(says)))
  }
}
