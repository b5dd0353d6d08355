import Sentences
import Evidence
import Packets
import Records
import Services

/// Asks whether the load balancer's subnets let clients from the internet in and their replies out.
///
/// A public load balancer's node answers only where its subnet's table leads to an attached internet gateway and the
/// subnet's network ACL admits the listener's port and lets replies out (ALB guide, "Clients cannot connect to an
/// internet-facing load balancer"). `is` names the obstacle; `spread: zone` asks whether some subnets have it and
/// others do not.
struct EdgeSubnetCheck: Check {
  static let name = "edge-subnet"
  static let summary: Sentence =
    "Do the load balancer's subnets let clients from the internet in and replies out?"
  static let binds =
    EdgeWorld.subnetBinds
    + [
      "direction", "egress", "from-port", "peer-cidr", "port", "route-fault", "rule-number", "to-port",
    ]
  static let obstacle = Parameter<Obstacle>("is", "the obstacle")
  static let spread = Parameter<Spread>("spread", "any subnet, or some but not all", otherwise: .any)
  static let parameters = [obstacle.declared, spread.declared]
  static let reads: [DocumentKind] = [
    .loadBalancers, .subnets, .routeTables,
    .networkACLs, .internetGateways,
  ]

  enum Obstacle: String, CaseIterable {
    case noInternetRoute = "no-internet-route"
    case acl
  }

  enum Spread: String, CaseIterable { case any, zone }

  static func run(_ context: CheckContext) -> Finding {
    let world: EdgeWorld
    switch EdgeWorld.of(context) {
    case .instead(let finding): return finding
    case .ready(let found): world = found
    }
    if !world.balancer.isInternetFacing, world.origins.isEmpty {
      return .notApplicable(
        "\(world.balancer.name) is internal: no client comes from the internet", world.scheme)
    }
    guard !world.balancer.subnets.isEmpty else {
      return .undetermined(
        "the subnets of \(world.balancer.name) are not in its listing",
        needs: [world.network.need(.loadBalancers, world.scope)])
    }
    let findings = world.balancer.subnets.map { subnet in
      switch context[obstacle] {
      case .noInternetRoute: EdgeSubnet(world: world, subnet: subnet).route()
      case .acl: EdgeSubnet(world: world, subnet: subnet).acl()
      }
    }
    if context[spread] == .zone { return zone(findings, world) }
    var merge = FindingMerge()
    for finding in findings { merge.add(finding) }
    return merge.result(
      otherwise: .notApplicable("\(world.balancer.name) takes no clients on any known port"))
  }

  /// Some subnets have the obstacle and others provably do not.
  private static func zone(_ findings: [Finding], _ world: EdgeWorld) -> Finding {
    let broken = findings.filter { $0.verdict == .confirmed }
    let sound = findings.filter { $0.verdict == .ruledOut }
    let open = findings.filter { $0.verdict == .undetermined }
    if let first = broken.first, let good = sound.first, broken.count < world.balancer.subnets.count {
      return .confirmed(
        "\(first.because); the other subnets are sound", broken.flatMap(\.evidence) + good.evidence.prefix(2),
        bindings: broken.flatMap(\.bindings), scope: broken.flatMap(\.scope))
    }
    if let first = open.first {
      return .undetermined(first.because, needs: open.flatMap(\.needs).unique, evidence: first.evidence)
    }
    return .ruledOut(
      "the subnets of \(world.balancer.name) do not differ in this", findings.flatMap(\.evidence))
  }
}

/// One subnet of a public load balancer.
struct EdgeSubnet {
  let world: EdgeWorld
  let subnet: String

  private var used: [Citation] {
    (world.balancer.json["AvailabilityZones"]?.elements ?? []).compactMap { $0["SubnetId"] }
      .filter { $0.string == subnet }.map { Citation($0, "\(world.balancer.name) has a node in this subnet") }
  }

  /// Whether the subnet's table leads to an attached internet gateway.
  func route() -> Finding {
    guard world.balancer.isInternetFacing else {
      return .ruledOut(
        "\(world.balancer.name) is internal: its subnets need no way to the internet", world.scheme)
    }
    let decision = world.network.route(fromSubnet: subnet, to: .internet(world.family))
    switch (decision.verdict, decision.route?.target) {
    case (.undetermined, _):
      return .undetermined(decision.rule, needs: decision.needs, evidence: decision.evidence)
    case (.denied, _): return broken(decision.rule, decision.evidence, dead: decision.route != nil)
    case (.allowed, .internetGateway(let id)): return gateway(id, decision)
    case (.allowed, .endpoint), (.allowed, .interface), (.allowed, .transitGateway):
      return .ruledOut("what leaves \(subnet) goes through an appliance: \(decision.rule)", decision.evidence)
    default:
      return broken(
        "what leaves \(subnet) does not go to an internet gateway: \(decision.rule)", decision.evidence,
        dead: true)
    }
  }

  private func gateway(_ id: String, _ decision: Decision) -> Finding {
    let listing = world.network.listing(.internetGateways, world.scope)
    if let gateway = listing.items.first(where: { $0["InternetGatewayId"]?.string == id }) {
      let isAttached = (gateway["Attachments"]?.elements ?? []).contains {
        ($0["VpcId"]?.string == world.balancer.vpc || world.balancer.vpc == nil)
          && ["available", "attached"].contains($0["State"]?.string ?? "attached")
      }
      if !isAttached {
        let says: Sentence = "\(id) is not attached to \(world.balancer.vpc, or: "the VPC")"
        return broken(
          says, decision.evidence + [Citation(gateway["Attachments"] ?? gateway, says)], dead: true)
      }
    }
    return .ruledOut("\(subnet) leads to the internet: \(decision.rule)", decision.evidence)
  }

  /// `dead` says that a route to everywhere stands in the table and leads elsewhere or nowhere.
  private func broken(_ why: Sentence, _ evidence: [Citation], dead: Bool = false) -> Finding {
    var values = world.bindings(subnet: subnet)
    values["route-fault"] = dead ? "dead" : "absent"
    return .confirmed(
      why, evidence + used + changes(.routes) { $0["route-table"] }, bindings: [values], scope: [subnet])
  }

  /// Who changed the table or the ACL of the subnet last, where the trail was collected.
  private func changes(_ change: TrailChange, _ id: ([String: String]) -> String?) -> [Citation] {
    let own = id(world.bindings(subnet: subnet))
    return world.analysis.trailEvents.cite(change, [own].compactMap { $0 })
  }

  /// Whether the subnet's network ACL admits clients and lets replies out.
  func acl() -> Finding {
    var merge = FindingMerge()
    for port in world.clientPorts {
      merge.add(
        judge(
          world.network.naclWalk(
            subnet: subnet, .ingress, .tcp, ports: port...port, peer: world.client), port...port,
          isReply: false))
      // Clients connect from ephemeral ports; these are the ones that every client system uses.
      merge.add(
        judge(
          world.network.naclWalk(
            subnet: subnet, .egress, .tcp, ports: 32768...60999, peer: world.client), 1024...65535,
          isReply: true))
    }
    return merge.result(otherwise: .notApplicable("no port is known on which clients come in"))
  }

  private func judge(_ decision: Decision, _ ports: ClosedRange<Int>, isReply: Bool) -> Finding {
    switch decision.verdict {
    case .allowed: return .ruledOut(decision.rule, decision.evidence)
    case .undetermined:
      return .undetermined(decision.rule, needs: decision.needs, evidence: decision.evidence)
    case .denied where !world.vpcOrigins.isEmpty:
      return .undetermined(
        "whether network ACLs see what comes through a VPC origin is not in the snapshot", needs: [],
        evidence: decision.evidence)
    case .denied where !world.balancer.isInternetFacing:
      return .ruledOut("\(world.balancer.name) is internal: no client comes from the internet", world.scheme)
    case .denied: break
    }
    var values = world.bindings(subnet: subnet)
    values["from-port"] = "\(ports.lowerBound)"
    values["to-port"] = "\(ports.upperBound)"
    values["port"] = ports.count == 1 ? "\(ports.lowerBound)" : nil
    values["peer-cidr"] = world.family == .v4 ? "0.0.0.0/0" : "::/0"
    values["egress"] = isReply ? "true" : "false"
    values["direction"] = isReply ? "outbound" : "inbound"
    if let acl = world.network.networkACL(forSubnet: subnet).found {
      let direction: TrafficDirection = isReply ? .egress : .ingress
      var before = 32767
      if case .aclEntries(let entries, _, _) = decision.mismatch {
        before = entries.map(\.number).min() ?? before
      }
      values["rule-number"] = acl.freeNumber(before: before, direction).map { "\($0)" }
    }
    return .confirmed(
      isReply
        ? "replies of \(world.balancer.name) out of \(subnet) are dropped: \(decision.rule)"
        : "clients of \(world.balancer.name) are dropped on their way into \(subnet): \(decision.rule)",
      decision.evidence + used + changes(.networkACL) { $0["network-acl"] }, bindings: [values],
      scope: [subnet])
  }
}
