import Evidence
import Packets

/// Whether the load balancer's nodes reach one registered target: a trace per node subnet.
package struct TargetReach: Sendable {
  package let group: TargetGroupView
  package let target: TargetGroupView.Target
  /// The port that is asked: the traffic port, or the health check's own.
  package let port: Int
  package let isHealthCheckPort: Bool
  /// The target's interfaces; empty where none is listed.
  package let interfaces: [NetworkInterface]
  package let traces: [Trace]
  /// Documents without which the way is not known.
  package let needs: [Need]

  /// The hops of one kind and direction, one per trace.
  package func hops(_ kinds: Set<Hop.Kind>, _ direction: Hop.Direction) -> [(trace: Trace, hop: Hop)] {
    traces.flatMap { trace in
      trace.hops.filter { kinds.contains($0.kind) && $0.direction == direction }.map { (trace, $0) }
    }
  }

  /// A health check from every node succeeds on this very port, so packets do pass.
  ///
  /// ALB guide, "Health checks": each check opens a fresh connection, so tracked ones cannot feign it.
  package var isProvedByHealth: Bool {
    target.state == "healthy" && group.healthCheckPort(of: target) == port
  }

  package var targetGroups: [String] { interfaces.flatMap(\.groups) }
  package var subnets: [String] {
    interfaces.isEmpty ? traces.compactMap(\.to.subnet).unique : interfaces.compactMap(\.subnet)
  }

  /// Every target on the request's path, at the ports that matter; computed once per subject.
  package static func all(_ context: CheckContext) -> [TargetReach] {
    let key = context.subject.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return context.snapshot.memo.value("target-reach\u{1}" + key.joined(separator: "\u{1}")) {
      let path = context.requestPath
      guard let name = path.name else { return [] }
      let network = context.analysis.network
      return path.targetGroups.filter { !$0.isLambda }.flatMap { group in
        group.targets.filter(\.isInUse).flatMap { reach($0, in: group, from: name, path, network) }
      }
    }
  }

  private static func reach(
    _ target: TargetGroupView.Target, in group: TargetGroupView, from name: String, _ path: RequestPath,
    _ network: Network
  ) -> [TargetReach] {
    guard let port = target.port else { return [] }
    var ports = [(port, false)]
    // A check port of its own can be closed while the traffic port is open; it matters where checks time out.
    if let check = group.healthCheckPort(of: target), check != port, target.reason == "Target.Timeout" {
      ports.append((check, true))
    }
    let interfaces: [NetworkInterface]
    if group.type == "instance" {
      interfaces = network.interfaces(ofInstance: target.id)
    } else {
      interfaces = IPAddress(target.id).map { holders(of: $0, in: group, network) } ?? []
    }
    let family = IPAddress(target.id)?.family ?? Self.family(of: interfaces)
    return ports.map { port, isCheck in
      // Two accounts or regions may each have a load balancer of this name; and packets keep their family.
      let balancer = network.loadBalancer(named: path.arn ?? name)
      let from = balancer.map { network.nodes(of: $0, family) } ?? []
      let to = ends(target, group, interfaces, network)
      let traces = network.paths(from: from, to: to, .tcp, ports: port...port)
      // No end means no trace: that the way is unknown must not read as a way that is open.
      let missing = [network.need(.networkInterfaces, Scope(group.json))]
      return TargetReach(
        group: group, target: target, port: port, isHealthCheckPort: isCheck, interfaces: interfaces,
        traces: traces, needs: traces.isEmpty ? missing : traces.flatMap(\.needs).unique)
    }
  }

  /// The addresses by which an instance is reached.
  private static func family(of interfaces: [NetworkInterface]) -> AddressFamily {
    interfaces.isEmpty || interfaces.contains { $0.address(.v4) != nil } ? .v4 : .v6
  }

  private static func ends(
    _ target: TargetGroupView.Target, _ group: TargetGroupView, _ interfaces: [NetworkInterface],
    _ network: Network
  ) -> [PathEnd] {
    if group.type == "instance" {
      // Traffic to an instance target arrives at its primary interface.
      let primary = interfaces.first { $0.json["Attachment"]?["DeviceIndex"]?.int == 0 } ?? interfaces.first
      let end = primary.flatMap { network.end(interface: $0, family(of: [$0])) }
      return [end ?? network.unseen(target.id, vpc: group.vpc)]
    }
    return IPAddress(target.id).map { address in
      // A target outside the group's VPC (a peered one, say) is found wherever its address is held.
      return network.ends(address: address, vpc: isOwn(address, group, network) ? group.vpc : nil)
    } ?? []
  }

  private static func holders(
    of address: IPAddress, in group: TargetGroupView, _ network: Network
  ) -> [NetworkInterface] {
    network.interfaces(at: address, vpc: isOwn(address, group, network) ? group.vpc : nil)
  }

  /// Whether an address can only be one of the target group's own VPC.
  ///
  /// Other VPCs may use the same addresses; the load balancer asks the one of its own first.
  private static func isOwn(_ address: IPAddress, _ group: TargetGroupView, _ network: Network) -> Bool {
    guard let vpc = group.vpc else { return false }
    return !network.interfaces(at: address, vpc: vpc).isEmpty
      || network.blocks(ofVPC: vpc).contains { $0.covers(address) }
  }

  /// Whether no interface holds the target's address, which a complete listing proves.
  package var isNobody: Bool {
    !traces.isEmpty
      && traces.allSatisfy { trace in
        trace.hops.contains { $0.kind == .end && $0.decision.verdict == .denied }
      }
  }
}
