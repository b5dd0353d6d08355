import Sentences
import Evidence
import Packets
import Services

/// Whether the way fails in one Availability Zone only, because a subnet there differs from its siblings.
///
/// Only faults that belong to a subnet count: its network ACL, its route table, or a rule by address that leaves
/// its range out. Faults that follow a security group or a task are not a zone's.
enum ZonePathCheck: TargetCheck {
  static let name = "zone-path"
  static let summary: Sentence =
    "whether exactly one of several Availability Zones cannot pass packets between load balancer and targets"
  static let binds =
    RequestPath.binds + TargetFilterCheck.filterBinds + ["direction", "remaining-subnets", "zone"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = TargetFilterCheck.reads

  static func judge(_ context: CheckContext, _ path: RequestPath) -> Finding {
    let reaches = context.targetReaches.filter { !$0.isHealthCheckPort && !$0.isNobody }
    guard !reaches.isEmpty else { return TargetPremise.noTargets(path) }
    let network = context.analysis.network
    var pairs: [Pair] = []
    for reach in reaches {
      for trace in reach.traces {
        let nodeSubnet = trace.hops.first { $0.direction == .forward && $0.subnet != nil }?.subnet
        let targetSubnet = reach.subnets.first
        let failing = trace.hops.first { $0.decision.verdict == .denied && isOfSubnet($0) }
        pairs.append(
          Pair(
            node: zone(nodeSubnet, network), target: zone(targetSubnet, network), failing: failing,
            isOpen: trace.verdict == .allowed, isUnclear: trace.verdict == .undetermined, reach: reach))
      }
    }
    let needs = reaches.flatMap(\.needs).unique
    let failing = pairs.filter { $0.failing != nil }
    guard let first = failing.first, let hop = first.failing else {
      let unclear = reaches.flatMap(\.traces).flatMap(\.hops).first { $0.decision.verdict == .undetermined }
      if let hop = unclear {
        return .undetermined(hop.decision.rule, needs: needs, evidence: hop.decision.evidence)
      }
      return .ruledOut(TargetWords.oneWayForAll, zoneCitations(path))
    }
    // Every failing pair touches the zone, and pairs that do not touch it pass.
    for candidate in [first.target, first.node].compactMap({ $0 }) {
      let touching = failing.allSatisfy { $0.node == candidate || $0.target == candidate }
      let others = pairs.filter { $0.node != candidate && $0.target != candidate }
      if touching, !others.isEmpty, others.allSatisfy(\.isOpen) {
        var values = path.bindings
        values["zone"] = candidate
        values["subnet"] = hop.subnet
        values["target-group"] = first.reach.group.name
        values["port"] = String(first.reach.port)
        values["remaining-subnets"] = path.subnets.filter { zone($0, network) != candidate }.joined(
          separator: " ")
        return .confirmed(
          "only \(candidate) fails: \(hop.decision.rule)", hop.decision.evidence + zoneCitations(path),
          bindings: bindings(values, path, failing, network), scope: [candidate])
      }
      if touching, !others.isEmpty, others.allSatisfy({ $0.isOpen || $0.isUnclear }) {
        return .undetermined(
          "\(candidate) fails; whether the other zones pass cannot be told: \(hop.decision.rule)",
          needs: needs,
          evidence: hop.decision.evidence)
      }
    }
    // Where an end's place is not known, what fails may still be one zone's.
    if failing.contains(where: { $0.node == nil || $0.target == nil }) || pairs.contains(where: \.isUnclear) {
      return .undetermined(
        "whether what fails is confined to one Availability Zone cannot be told", needs: needs,
        evidence: hop.decision.evidence)
    }
    return .ruledOut("what fails is not confined to one Availability Zone", hop.decision.evidence)
  }

  private struct Pair {
    let node: String?
    let target: String?
    let failing: Hop?
    let isOpen: Bool
    let isUnclear: Bool
    let reach: TargetReach
  }

  /// For network ACLs: the entries that would let the zone's packets pass.
  private static func bindings(
    _ values: [String: String], _ path: RequestPath, _ failing: [Pair], _ network: Network
  ) -> [[String: String]] {
    var denied: [(reach: TargetReach, hop: Hop)] = []
    for pair in failing {
      for hop in pair.reach.traces.flatMap(\.hops) where hop.decision.verdict == .denied {
        if hop.kind == .networkACLIn || hop.kind == .networkACLOut { denied.append((pair.reach, hop)) }
      }
    }
    if denied.isEmpty { return [values] }
    return TargetFilterCheck.entries(path, denied, network).map { filter in
      var joined = values.merging(filter) { _, own in own }
      joined["direction"] = filter["egress"] == "true" ? "outbound" : "inbound"
      return joined
    }
  }

  private static func isOfSubnet(_ hop: Hop) -> Bool {
    switch hop.kind {
    case .networkACLIn, .networkACLOut, .route, .gateway: return true
    case .securityGroupIngress, .securityGroupEgress:
      switch hop.decision.mismatch {
      case .otherAddresses, .partly: return true
      default: return false
      }
    default: return false
    }
  }

  private static func zone(_ subnet: String?, _ network: Network) -> String? {
    guard let subnet else { return nil }
    return network.subnet(subnet)?.json["AvailabilityZone"]?.string ?? subnet
  }

  private static func zoneCitations(_ path: RequestPath) -> [Citation] {
    (path.loadBalancer?["AvailabilityZones"]?.elements ?? []).compactMap { $0["SubnetId"] }.prefix(3).map {
      Citation($0, "a subnet of the load balancer")
    }
  }
}
