import Sentences
import Evidence
import Packets
import Services

/// Asks whether the load balancer listens on the port that CloudFront uses.
///
/// Reachability Analyzer calls the fault ELBV2_LISTENERS_MISMATCH. Whether viewers see 502 or 504 depends on whether
/// the packets are refused or dropped.
struct EdgeListenerCheck: Check {
  static let name = "edge-listener"
  static let summary: Sentence = "Does the load balancer listen on the origin's port?"
  static let binds =
    RequestPath.binds + EdgeOrigin.binds
    + [
      "listener-ports", "listener-protocol", "open-field", "open-value", "port", "target-group-arn",
    ]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .distributionConfig, .loadBalancers, .listeners,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let world: EdgeWorld
    switch EdgeWorld.of(context) {
    case .instead(let finding): return finding
    case .ready(let found): world = found
    }
    let origins = world.publicOrigins + world.vpcOrigins
    guard !origins.isEmpty else { return world.withoutOrigins }
    let listeners = world.path.listeners
    var merge = FindingMerge()
    for origin in origins {
      for port in origin.ports {
        if let open = world.listenerPorts.first(where: { $0.number == port.number }) {
          merge.add(
            .ruledOut(
              "\(world.balancer.name) listens on port \(port.number)",
              [Citation(open.place, "\(world.balancer.name) listens on port \(port.number)")]))
        } else if !world.knowsListenerPorts {
          merge.add(
            .undetermined(
              "the listeners of \(world.balancer.name) are not in the snapshot", needs: [listeners.need]))
        } else {
          var values = world.path.bindings.merging(origin.bindings) { $1 }
          values["port"] = "\(port.number)"
          values["listener-ports"] = world.listenerPorts.map { "\($0.number)" }.joined(separator: ", ")
          values.merge(origin.setting(for: world.listenerPorts.map(\.number))) { $1 }
          values["listener-protocol"] = port.number == 80 || port.number == 8080 ? "HTTP" : "HTTPS"
          values["target-group-arn"] = world.path.targetGroups.first?.arn
          let says: Sentence = "\(world.balancer.name) has no listener on port \(port.number)"
          let own = world.listenerPorts.map {
            Citation($0.place, "\(world.balancer.name) listens on port \($0.number)")
          }
          merge.add(
            .confirmed(
              "CloudFront connects on port \(port.number), and \(says)",
              origin.citations(port) + own + listeners.citations(says), bindings: [values]))
        }
      }
    }
    return merge.result(otherwise: .notApplicable("the origin names no port"))
  }
}
