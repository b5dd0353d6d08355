import Evidence
import Packets

/// A port of the targets whose security groups have no rule for the load balancer.
package struct ClosedGate {
  package let groups: [String]
  package let port: Int
  package let targets: [String]
  package let targetGroupARN: String
  package let scope: Scope
  package let evidence: [Citation]

  /// Every pair of groups and port at which the load balancer is kept out for sure.
  package static func all(_ context: CheckContext) -> [ClosedGate] {
    var gates: [String: ClosedGate] = [:]
    for reach in context.targetReaches where !reach.isProvedByHealth || !context.snapshot.applied.isEmpty {
      for (_, hop) in reach.hops([.securityGroupIngress], .forward) where hop.decision.verdict == .denied {
        let key = reach.targetGroups.sorted().joined(separator: " ") + " \(reach.port)"
        let targets = (gates[key]?.targets ?? []) + [reach.target.id]
        guard let scope = reach.interfaces.first.map({ Scope($0.json) }) else { continue }
        gates[key] = ClosedGate(
          groups: reach.targetGroups.sorted(), port: reach.port, targets: Array(Set(targets)).sorted(),
          targetGroupARN: reach.group.arn, scope: scope,
          evidence: gates[key]?.evidence ?? hop.decision.evidence)
      }
    }
    return gates.sorted { $0.key < $1.key }.map(\.value)
  }

  /// What follows where nothing is closed: a refutation only where every way is known.
  package static func open(_ context: CheckContext, _ path: RequestPath) -> Finding {
    let all = context.targetReaches
    guard !all.isEmpty else { return TargetPremise.noTargets(path) }
    // An address that nobody holds has no groups to know.
    let held = all.filter { !$0.isNobody }
    let reaches = held.isEmpty ? all : held
    let hops = reaches.flatMap { $0.hops([.securityGroupIngress], .forward).map(\.hop) }
    let needs =
      hops.filter { $0.decision.verdict == .undetermined }.flatMap(\.decision.needs)
      + reaches.filter(\.traces.isEmpty).flatMap(\.needs)
    if !needs.isEmpty { return .undetermined(TargetWords.ingressUnknown, needs: needs.unique) }
    let admitted = hops.filter { $0.decision.verdict == .allowed }.flatMap(\.decision.evidence)
    return .ruledOut(TargetWords.ingressAllows, Array(admitted.unique.prefix(3)))
  }
}
