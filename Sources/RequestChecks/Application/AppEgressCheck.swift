import Sentences
import Evidence
import Packets
import Services

/// Asks whether the targets have lost the way out that was made for them.
///
/// A default route that ends in a blackhole, a NAT gateway that is gone or has no way out itself, or a gateway that is
/// detached (VPC guide, "NAT gateways"). A subnet without any default route is isolated by design, and a target without
/// a public address never had a way out: neither is a loss. An egress rule counts as lost only where a recorded event
/// says that it was revoked.
struct AppEgressCheck: Check {
  static let name = "app-egress"
  static let summary: Sentence = "Have the targets lost the way to the outside that was made for them?"
  static let binds =
    RequestPath.binds
    + [
      "destination", "internet-gateway", "nat-gateway", "obstacle", "route-table", "security-group", "subnet",
      "target", "zone",
    ]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .targetHealth, .networkInterfaces, .routeTables,
    .natGateways, .internetGateways, .securityGroups, .networkACLs,
    .vpcBlockPublicAccessOptions, .vpcBlockPublicAccessExclusions, .trailEvents,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let path = context.requestPath
    if let gap = TargetPremise.gap(path, context.snapshot) { return gap }
    let network = context.analysis.network
    let reaches = context.targetReaches.filter { !$0.isHealthCheckPort }
    let targets = reaches.flatMap(\.interfaces)
    guard !targets.isEmpty else {
      let listing = path.listing(.networkInterfaces, context.snapshot)
      if reaches.isEmpty || listing.isComplete { return .notApplicable("no interface of a target is known") }
      return .undetermined("the targets' interfaces are not in the snapshot", needs: [listing.need])
    }
    var merge = FindingMerge()
    var seen: Set<String> = []
    for target in targets {
      guard let subnet = target.subnet, seen.insert(subnet + target.groups.joined()).inserted else {
        continue
      }
      merge.add(judge(target, subnet, path, network, context.snapshot))
    }
    return merge.result(
      otherwise: .notApplicable(
        "the targets' subnets have no way out by design", evidence(seen, network, targets)))
  }

  private static func evidence(
    _ seen: Set<String>, _ network: Network, _ targets: [NetworkInterface]
  ) -> [Citation] {
    targets.compactMap(\.subnet).unique.prefix(3).compactMap { subnet in
      network.routeTable(forSubnet: subnet).found.map {
        Citation($0.json["Routes"] ?? $0.json, "\($0.id) routes \(subnet) and has no way out")
      }
    }
  }

  private static func judge(
    _ target: NetworkInterface, _ subnet: String, _ path: RequestPath, _ network: Network,
    _ snapshot: Snapshot
  ) -> Finding {
    guard let end = network.end(interface: target) else {
      return .notApplicable("\(target.id) has no IPv4 address")
    }
    let trace = network.path(from: end, to: network.internet(), .tcp, ports: 443...443)
    var values = path.bindings
    values["subnet"] = subnet
    values["zone"] = network.subnet(subnet)?.zone
    values["route-table"] = network.routeTable(forSubnet: subnet).found?.id
    values["destination"] = "0.0.0.0/0"
    values["target"] = target.address(.v4)?.description
    for hop in trace.hops(.route, .gateway, direction: .forward) {
      if hop.verdict == .undetermined, hop.kind == .route || !hop.decision.needs.isEmpty {
        return .undetermined(hop.decision.rule, needs: hop.decision.needs, evidence: hop.decision.evidence)
      }
      guard hop.verdict == .denied else { continue }
      switch hop.decision.mismatch {
      case .blackhole(let route):
        values["obstacle"] = route.targetID
        values["destination"] = route.destinationText
        if case .natGateway(let id) = route.target { values["nat-gateway"] = id }
      case .natUnusable(let gateway):
        // A private NAT gateway is a design, not a loss.
        if gateway.isPrivate, gateway.state == "available" {
          return .notApplicable("\(gateway.id) is private by design")
        }
        values["obstacle"] = gateway.id
        values["nat-gateway"] = gateway.id
      case .natHasNoInternetRoute(let gateway):
        values["obstacle"] = gateway.id
        values["nat-gateway"] = gateway.id
        values["route-table"] = gateway.subnet.flatMap { network.routeTable(forSubnet: $0).found?.id }
      case .gatewayDetached(let id): values["obstacle"] = id
      default: return .notApplicable(hop.decision.rule)
      }
      if isShared(hop, path, network) {
        return .ruledOut(
          "what keeps the targets from the internet is what keeps the load balancer from it: \(hop.decision.rule)",
          hop.decision.evidence)
      }
      values["internet-gateway"] = network.attachedGateway(ofVPC: target.vpc, Scope(target.json))?.id
      return .confirmed(
        "targets in \(subnet) have lost their way out: \(hop.decision.rule)", hop.decision.evidence,
        bindings: [values], scope: [subnet])
    }
    if let lost = endpoint(subnet, values, network) { return lost }
    if let revoked = revoked(target, trace, values, snapshot) { return revoked }
    let out = trace.hops(.route, direction: .forward)
    return .ruledOut(
      "targets in \(subnet) have a way out: \(out.first?.decision.rule ?? "")",
      out.flatMap(\.decision.evidence))
  }

  /// Whether the way out ends at a table or a gateway at which a public load balancer's own way to its clients ends.
  private static func isShared(_ hop: Hop, _ path: RequestPath, _ network: Network) -> Bool {
    guard let balancer = path.loadBalancer.flatMap({ LoadBalancer($0) }), balancer.isInternetFacing else {
      return false
    }
    let tables = Set(balancer.subnets.compactMap { network.routeTable(forSubnet: $0).found?.id })
    switch hop.decision.mismatch {
    case .natHasNoInternetRoute(let gateway):
      let own = gateway.subnet.flatMap { network.routeTable(forSubnet: $0).found?.id }
      return own.map(tables.contains) ?? false
    case .gatewayDetached(let id):
      return network.routeTables.contains { table in
        tables.contains(table.id) && table.routes.contains { $0.targetID == id }
      }
    default: return false
    }
  }

  /// A gateway endpoint's route that ends in a blackhole.
  private static func endpoint(_ subnet: String, _ values: [String: String], _ network: Network) -> Finding? {
    guard let table = network.routeTable(forSubnet: subnet).found else { return nil }
    for route in table.routes where route.isBlackhole {
      guard case .prefixList = route.destination, case .endpoint(let id) = route.target else { continue }
      var values = values
      values["obstacle"] = id
      values["destination"] = route.destinationText
      let words = NetworkWords.route(route, in: table.id)
      return .confirmed(
        "targets in \(subnet) have lost an endpoint: \(words)",
        [
          Citation(route.place, words),
          Citation(route.json["State"] ?? route.json, "the route is a blackhole"),
        ],
        bindings: [values], scope: [subnet])
    }
    return nil
  }

  /// The groups let nothing out to the internet, and an event says that a rule was revoked.
  private static func revoked(
    _ target: NetworkInterface, _ trace: Trace, _ values: [String: String], _ snapshot: Snapshot
  ) -> Finding? {
    guard let hop = trace.hops(.securityGroupEgress).first, hop.verdict == .denied else { return nil }
    let event = snapshot.listing(.trailEvents).items.first { event in
      guard event["EventName"]?.string == "RevokeSecurityGroupEgress" else { return false }
      let text = event["CloudTrailEvent"]?.string ?? ""
      return target.groups.contains { text.contains("\"\($0)\"") }
    }
    guard let name = event?["EventName"] else { return nil }
    var values = values
    values["obstacle"] = target.groups.first
    values["security-group"] = target.groups.first
    return .confirmed(
      "the targets' groups let nothing out to the internet any more: \(hop.decision.rule)",
      hop.decision.evidence + [Citation(name, "an outbound rule of the targets' group was revoked")],
      bindings: [values], scope: [])
  }
}
