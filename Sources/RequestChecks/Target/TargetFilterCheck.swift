import Sentences
import Evidence
import Packets
import Records
import Services

/// Whether the way from the load balancer to its targets is closed at one kind of filter.
///
/// `at:` names the filter: the load balancer's own egress rules, the network ACLs for the request (`acl-request`)
/// or for the reply (`acl-reply`), or the routes in either direction (`route`). Security groups are stateful and
/// never block a reply; network ACLs are stateless and not evaluated inside one subnet (VPC guide).
enum TargetFilterCheck: TargetCheck {
  static let name = "target-filter"
  static let summary: Sentence =
    "whether egress rules, network ACLs or routes stop packets between load balancer and targets"
  static let binds = RequestPath.binds + filterBinds
  static let filter = Parameter<Filter>("at", "the filter that is asked about")
  static let parameters = [filter.declared]
  static let reads: [DocumentKind] = [
    .loadBalancers, .targetGroups, .targetHealth,
    .securityGroups, .networkInterfaces, .subnets,
    .networkACLs, .routeTables,
  ]

  enum Filter: String, CaseIterable {
    case egress
    case aclRequest = "acl-request"
    case aclReply = "acl-reply"
    case route

    /// What is said where a document of the filter is missing.
    var isUnknown: Sentence {
      switch self {
      case .egress: TargetWords.egressUnknown
      case .aclRequest, .aclReply: TargetWords.aclUnknown
      case .route: TargetWords.routeUnknown
      }
    }

    /// What is said where nothing is stopped at the filter.
    var allows: Sentence {
      switch self {
      case .egress: TargetWords.egressAllows
      case .aclRequest, .aclReply: TargetWords.aclAllows
      case .route: TargetWords.routesLead
      }
    }
  }

  static func judge(_ context: CheckContext, _ path: RequestPath) -> Finding {
    let filter = context[filter]
    let reaches = context.targetReaches
    guard !reaches.isEmpty else { return TargetPremise.noTargets(path) }
    var passing: [Citation] = []
    var needs: [Need] = []
    var unclear: [Hop] = []
    var denied: [(reach: TargetReach, trace: Trace, hop: Hop)] = []
    var doubtful: [TargetReach] = []
    for reach in reaches where !reach.isNobody {
      for hop in reach.traces.flatMap(\.hops) where hop.kind == .end { needs += hop.decision.needs }
      let hops = self.hops(of: reach, at: filter)
      for (trace, hop) in hops {
        switch hop.decision.verdict {
        case .allowed: passing += hop.decision.evidence.prefix(1)
        case .undetermined:
          needs += hop.decision.needs
          unclear.append(hop)
        case .denied: denied.append((reach, trace, hop))
        }
      }
      // Where every node's packets are said to die and yet a check succeeds, the documents disagree.
      let dead = Set(hops.filter { $0.hop.decision.verdict == .denied }.map(\.trace.from.name))
      if reach.isProvedByHealth, context.snapshot.applied.isEmpty, !dead.isEmpty,
        dead.count == Set(reach.traces.map(\.from.name)).count
      {
        doubtful.append(reach)
        denied.removeAll { $0.reach.target.id == reach.target.id }
      }
      if reach.traces.isEmpty { needs += reach.needs }
    }
    if let first = denied.first {
      return .confirmed(
        first.hop.decision.rule,
        first.hop.decision.evidence + health(first.reach) + changes(path, first.hop, context.analysis),
        bindings: entries(path, denied.map { ($0.reach, $0.hop) }, context.analysis.network),
        scope: denied.map { "\($0.trace.from.name) -> \($0.trace.to.name)" }.unique)
    }
    if !doubtful.isEmpty {
      return .undetermined(
        TargetWords.healthContradicts(doubtful.map(\.target.id)),
        needs: doubtful.prefix(1).map(\.group.health.need),
        evidence: doubtful.prefix(1).flatMap(health))
    }
    if let hop = unclear.first {
      return .undetermined(hop.decision.rule, needs: needs.unique, evidence: hop.decision.evidence)
    }
    if !needs.isEmpty { return .undetermined(filter.isUnknown, needs: needs.unique) }
    if passing.isEmpty, filter == .route {
      return .ruledOut(
        "every target lies in the load balancer's VPC, and the local route always leads there",
        path.targetGroups.prefix(1).compactMap { group in
          group.json["VpcId"].map { Citation($0, "the target group's VPC is the load balancer's") }
        })
    }
    if passing.isEmpty, filter != .egress {
      return .ruledOut(
        "every target shares its subnet with the node that reaches it, and no network ACL stands between them",
        reaches.flatMap(\.interfaces).compactMap { $0.json["SubnetId"] }.prefix(4).map {
          Citation($0, "the target's interface is in this subnet")
        })
    }
    return .ruledOut(filter.allows, Array(passing.unique.prefix(4)))
  }

  private static func hops(of reach: TargetReach, at filter: Filter) -> [(trace: Trace, hop: Hop)] {
    switch filter {
    case .egress: reach.hops([.securityGroupEgress], .forward)
    case .aclRequest: reach.hops([.networkACLOut, .networkACLIn], .forward)
    case .aclReply: reach.hops([.networkACLOut, .networkACLIn], .reply)
    case .route:
      reach.hops([.route, .gateway], .forward) + reach.hops([.route, .gateway], .reply)
    }
  }

  /// Who changed the filter last, where the trail was collected.
  private static func changes(_ path: RequestPath, _ hop: Hop, _ analysis: Analysis) -> [Citation] {
    let trail = analysis.trailEvents
    let network = analysis.network
    switch hop.kind {
    case .securityGroupEgress: return trail.cite(.outboundRules, path.groups)
    case .networkACLIn, .networkACLOut:
      return trail.cite(
        .networkACL, [hop.subnet.flatMap { network.networkACL(forSubnet: $0).found?.id }].compactMap { $0 })
    case .route, .gateway:
      let table = hop.subnet.flatMap { network.routeTable(forSubnet: $0).found?.id }
      return trail.cite(.routes, [table, hop.decision.route?.targetID].compactMap { $0 })
    default: return []
    }
  }

  private static func health(_ reach: TargetReach) -> [Citation] {
    let health = reach.target.json["TargetHealth"]
    guard let place = health?["Reason"] ?? health?["State"] else { return [] }
    return [Citation(place, TargetWords.health(reach.target.id, reach.target.state, reach.target.reason))]
  }

  /// The names among ``entries(_:_:_:)``, over those of the path.
  static let filterBinds = [
    "target-group", "target-group-arn", "target", "port", "target-security-group", "subnet", "at",
    "network-acl", "egress", "from-port", "to-port", "peer-cidr", "rule-number", "route-table",
    "route-fault",
  ]

  /// What texts and fixes may say about filters that deny: for ACLs the entries that would admit.
  static func entries(
    _ path: RequestPath, _ denied: [(reach: TargetReach, hop: Hop)], _ network: Network
  ) -> [[String: String]] {
    numbered(denied.flatMap { bindings(path, $0.reach, $0.hop, network) }.unique, network)
  }

  private static func bindings(
    _ path: RequestPath, _ reach: TargetReach, _ hop: Hop, _ network: Network
  ) -> [[String: String]] {
    var values = path.bindings
    values["target-group"] = reach.group.name
    values["target-group-arn"] = reach.group.arn
    values["target"] = reach.target.id
    values["port"] = String(reach.port)
    values["target-security-group"] = reach.targetGroups.first
    values["subnet"] = hop.subnet
    values["at"] = hop.at.english
    if hop.kind == .networkACLIn || hop.kind == .networkACLOut {
      return aclBindings(path, reach, hop, network).map { values.merging($0) { _, new in new } }
    }
    if hop.kind == .route || hop.kind == .gateway {
      return routeBindings(path, reach, hop, network).map { values.merging($0) { _, new in new } }
    }
    return [values]
  }

  /// The table that lacks the way, and the ranges at the other end of it.
  private static func routeBindings(
    _ path: RequestPath, _ reach: TargetReach, _ hop: Hop, _ network: Network
  ) -> [[String: String]] {
    var values: [String: String] = [:]
    values["route-table"] = hop.subnet.flatMap { network.routeTable(forSubnet: $0).found?.id }
    if let route = hop.decision.route {
      values["route-fault"] = "dead"
      return [values.merging(["peer-cidr": route.destinationText]) { $1 }]
    }
    values["route-fault"] = "absent"
    let isNodeSide = hop.subnet.map { path.subnets.contains($0) } ?? false
    let others = (isNodeSide ? reach.subnets : path.subnets).compactMap { network.subnet($0) }
    let whole = others.compactMap { $0.vpc.flatMap { network.vpc($0)?.blocks.first?.description } }.unique
    let blocks = whole.isEmpty ? others.compactMap { $0.blocks.first?.description }.unique : whole
    return blocks.isEmpty ? [values] : blocks.map { values.merging(["peer-cidr": $0]) { $1 } }
  }

  /// What entries have to say so that these packets pass the ACL: one for each subnet at the other end.
  private static func aclBindings(
    _ path: RequestPath, _ reach: TargetReach, _ hop: Hop, _ network: Network
  ) -> [[String: String]] {
    var values = ["egress": hop.kind == .networkACLOut ? "true" : "false"]
    if case .aclEntries(let entries, _, _) = hop.decision.mismatch, let entry = entries.first {
      values["network-acl"] = entry.acl
      values["rule-number"] = String(entry.number)
    }
    let isNodeSide = hop.subnet.map { path.subnets.contains($0) && !reach.subnets.contains($0) } ?? false
    let others = isNodeSide ? reach.subnets : path.subnets
    let isReply = hop.direction == .reply
    values["from-port"] = isReply ? "1024" : String(reach.port)
    values["to-port"] = isReply ? "65535" : String(reach.port)
    let blocks = others.compactMap { network.subnet($0)?.json["CidrBlock"]?.string }.unique
    return blocks.isEmpty ? [values] : blocks.map { values.merging(["peer-cidr": $0]) { _, new in new } }
  }

  /// Gives each entry a number of its own, in front of the entry that denies.
  private static func numbered(_ sets: [[String: String]], _ network: Network) -> [[String: String]] {
    var taken: [String: [String: Int]] = [:]
    return sets.map { set in
      guard let acl = set["network-acl"], let denying = set["rule-number"].flatMap({ Int($0) }) else {
        return set
      }
      var result = set
      let egress = set["egress"] == "true"
      let rule = [set["peer-cidr"], set["from-port"], set["to-port"]].map { $0 ?? "" }.joined(separator: " ")
      let place = "\(acl) \(egress)"
      if let number = taken[place]?[rule] {
        result["rule-number"] = String(number)
        return result
      }
      let used = Set(taken[place, default: [:]].values)
      var number = network.networkACLs.first { $0.id == acl }?
        .freeNumber(before: min(denying, 100), egress ? .egress : .ingress)
      while let candidate = number, used.contains(candidate) {
        number = network.networkACLs.first { $0.id == acl }?
          .freeNumber(before: candidate, egress ? .egress : .ingress)
      }
      result["rule-number"] = number.map { String($0) }
      if let number { taken[place, default: [:]][rule] = number }
      return result
    }
  }
}
