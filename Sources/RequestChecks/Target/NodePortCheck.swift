import Sentences
import Evidence
import Packets
import Records
import Services

/// Whether nodes keep one another out where a node port hands requests on to pods of other nodes.
///
/// Kubernetes guide, "Service: type NodePort": the node that the load balancer asks sends the packet to any ready
/// pod, on whichever node it runs, unless `externalTrafficPolicy` is `Local`; the nodes' groups have to let it in
/// on the pod's port. Confirmed where requests time out at nodes that the load balancer reaches and no packet of
/// another node, or none on the pod's port, is let in.
enum NodePortCheck: TargetCheck {
  static let name = "node-port-second-hop"
  static let summary: Sentence = "whether nodes keep one another out behind a node port"
  static let binds =
    RequestPath.binds + [
      "kubernetes", "node-security-group", "pod-port", "port", "security-group", "target-group",
      "target-group-arn",
    ]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .targetGroups, .targetHealth, .networkInterfaces, .securityGroups, .networkACLs, .routeTables, .subnets,
    .balancerLog, .balancerTags, .instances,
  ]

  static func judge(_ context: CheckContext, _ path: RequestPath) -> Finding {
    let cluster = context.kubernetes
    let groups = path.targetGroups.filter { group in
      group.type == "instance"
        && (cluster != nil || group.targets.contains { (30000...32767).contains($0.port ?? 0) })
    }
    guard !groups.isEmpty else {
      return .notApplicable(
        "no target is a node port",
        path.targetGroups.prefix(2).compactMap { group in
          group.json["TargetType"].map { Citation($0, "targets are of this type") }
        })
    }
    var merge = FindingMerge()
    for group in groups { merge.add(judge(group, cluster, context, path)) }
    return merge.result(otherwise: .notApplicable("no target is a node port"))
  }

  private static func judge(
    _ group: TargetGroupView, _ cluster: KubernetesCluster?, _ context: CheckContext, _ path: RequestPath
  ) -> Finding {
    let network = context.analysis.network
    let nodes = group.targets.filter { $0.state != "unused" }.compactMap { target in
      network.interfaces(ofInstance: target.id)
        .first { $0.json["Attachment"]?["DeviceIndex"]?.int ?? 0 == 0 }
    }
    guard nodes.count > 1 else {
      if nodes.count < group.targets.count {
        return .undetermined(
          "the interfaces of the nodes are not in the snapshot",
          needs: [network.need(.networkInterfaces, Scope(group.json))])
      }
      return .notApplicable("there is no second node", group.health.citations("the registered nodes"))
    }
    let pod = podPort(of: group, context.snapshot)
    let ways = ways(nodes, network, pod?.port)
    if let open = ways.first(where: { $0.state == .open }), ways.allSatisfy({ $0.state == .open }) {
      return .ruledOut("the nodes let one another in", open.evidence)
    }
    let shut = ways.first { $0.state == .closed } ?? ways.first { $0.state == .portClosed }
    guard let closed = shut else {
      let needs = ways.flatMap(\.needs).unique
      return .undetermined(
        "whether the nodes let one another in on the pods' port cannot be told",
        needs: needs.isEmpty ? [context.snapshot.need(.balancerTags, subject: group.arn)] : needs,
        evidence: ways.flatMap(\.evidence).unique.prefix(2).map { $0 })
    }
    let view = context.logView
    let lines = view.faults(.connectTimeout).filter { $0.targetGroup == group.arn }
    let failing = group.targets.filter { $0.reason == "Target.Timeout" }
    if lines.isEmpty, failing.isEmpty {
      if view.balancer == nil {
        return .undetermined(
          "whether requests to the nodes time out is not known", needs: [view.balancerNeed],
          evidence: closed.evidence)
      }
      return .ruledOut("no request to a node port timed out", view.balancer.map(view.balancerCitations) ?? [])
    }
    if let gate = ClosedWay.find(context) {
      return .undetermined(
        "packets stop before they reach the node port: \(gate.words)", needs: [view.balancerNeed],
        evidence: gate.evidence)
    }
    // The service's port need not be its pods': then only nodes that answer a part of the requests tell.
    if closed.state == .portClosed,
      !lines.contains(where: { line in line.target.map { view.balancer?.lastAnswer[$0] != nil } ?? false })
    {
      return .undetermined(
        "whether the nodes let one another in on the pods' port cannot be told", needs: [view.balancerNeed],
        evidence: closed.evidence)
    }
    var values = path.bindings
    values["target-group"] = group.name
    values["target-group-arn"] = group.arn
    values["kubernetes"] = cluster?.name
    values["port"] = group.targets.first?.port.map(String.init)
    values["pod-port"] = pod.map { String($0.port) }
    values["security-group"] = closed.to.groups.first
    values["node-security-group"] = closed.from.groups.first
    let lockedGroups = closed.to.groups.joined(separator: ", ")
    let says: Sentence =
      pod.map {
        "nodes hand requests on to pods of other nodes, and \(lockedGroups) lets no node in on port \($0.port)"
      } ?? "nodes hand requests on to pods of other nodes, and \(lockedGroups) lets no node in"
    return .confirmed(
      says,
      closed.evidence + (pod.map { [Citation($0.place, "the service's port")] } ?? [])
        + LogEvidence.samples(lines, .connectTimeout)
        + failing.prefix(2).map { target in
          Citation(
            target.json["TargetHealth"]?["Reason"] ?? target.json,
            TargetWords.health(target.id, target.state, target.reason))
        },
      bindings: [values], scope: nodes.compactMap(\.instance))
  }

  /// The way from one node to another.
  private struct Way {
    enum State { case open, closed, portClosed, partly, unknown }
    let from: NetworkInterface
    let to: NetworkInterface
    let state: State
    let evidence: [Citation]
    let needs: [Need]
  }

  private static func ways(_ nodes: [NetworkInterface], _ network: Network, _ port: Int?) -> [Way] {
    var seen: Set<String> = []
    var found: [Way] = []
    for from in nodes {
      for to in nodes where from.id != to.id {
        let parts = [from.groups.joined(separator: ","), to.groups.joined(separator: ",")]
        let key = (parts + [from.subnet ?? "", to.subnet ?? ""]).joined(separator: " ")
        guard seen.insert(key).inserted, found.count < 30 else { continue }
        found.append(way(from, to, network, port))
      }
    }
    return found
  }

  private static func way(
    _ from: NetworkInterface, _ to: NetworkInterface, _ network: Network, _ port: Int?
  ) -> Way {
    let family: AddressFamily = from.address(.v4) == nil ? .v6 : .v4
    guard let start = network.end(interface: from, family), let end = network.end(interface: to, family)
    else {
      return Way(
        from: from, to: to, state: .unknown, evidence: [],
        needs: [network.need(.networkInterfaces, Scope(to.json))])
    }
    func walk(_ ports: ClosedRange<Int>) -> Trace { network.path(from: start, to: end, .tcp, ports: ports) }
    func hop(_ trace: Trace) -> [Citation] {
      let decisive = trace.firstDenied ?? trace.hops.last { $0.kind == .securityGroupIngress }
      return decisive?.decision.evidence.prefix(3).map { $0 } ?? []
    }
    let wanted = walk(port.map { $0...$0 } ?? 1...65535)
    switch wanted.verdict {
    case .allowed: return Way(from: from, to: to, state: .open, evidence: hop(wanted), needs: [])
    case .undetermined: return Way(from: from, to: to, state: .unknown, evidence: [], needs: wanted.needs)
    case .denied: break
    }
    // Without the pod's port only nodes that let in nothing at all are closed for certain.
    let scope = Scope(to.json)
    let starts = to.groups.flatMap { network.rules(of: $0, .ingress, scope) ?? [] }
      .map { $0.ports?.lowerBound ?? 1024 }
    for first in Set(starts).sorted() where walk(first...first).verdict != .denied {
      return Way(
        from: from, to: to, state: port == nil ? .partly : .portClosed, evidence: hop(wanted), needs: [])
    }
    return Way(from: from, to: to, state: .closed, evidence: hop(wanted), needs: [])
  }

  /// The port in `ingress.k8s.aws/resource: NAMESPACE/INGRESS-SERVICE:PORT`.
  ///
  /// It is the service's; that of its pods is mostly the same, and where nodes let it in the way is open.
  private static func podPort(of group: TargetGroupView, _ snapshot: Snapshot) -> (port: Int, place: JSON)? {
    let tags = snapshot.listing(.balancerTags, subject: group.arn).items
      .filter { $0["ResourceArn"]?.string == group.arn }.flatMap { $0["Tags"]?.elements ?? [] }
    for tag in tags
    where ["ingress.k8s.aws/resource", "service.k8s.aws/resource"].contains(tag["Key"]?.string) {
      guard let place = tag["Value"], let colon = place.string?.split(separator: ":").last,
        let port = Int(colon)
      else { continue }
      return (port, place)
    }
    return nil
  }
}
