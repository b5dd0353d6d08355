import Sentences
import Evidence
import Packets
import Records
import Services

/// Whether the security groups of the targets admit the load balancer on the target's port.
///
/// `is:` names the reason that is asked for; without it any denial holds. Rules of all attached groups add up
/// (VPC guide, "Security groups"). A target that is proved healthy on the same port is reachable whatever the
/// rules seem to say: then nothing is concluded.
enum TargetIngressCheck: TargetCheck {
  static let name = "target-ingress"
  static let summary: Sentence =
    "whether the targets' security groups keep the load balancer out, and in which way"
  static let binds =
    RequestPath.binds
    + [
      "alb-security-groups-with-other", "alb-subnet-cidr", "cluster-tag", "open-ports", "other-group",
      "other-group-name",
      "other-group-opens", "other-load-balancer", "port", "rule-id", "security-group", "second-tagged-group",
      "target", "target-group", "target-group-arn",
    ]
  static let fault = Parameter<TargetIngressFault>(
    "is", "the way in which the rules fail to admit it", otherwise: .blocked)
  static let parameters = [fault.declared]
  static let reads: [DocumentKind] = [
    .loadBalancers, .targetGroups, .targetHealth,
    .securityGroups, .securityGroupRules, .networkInterfaces, .subnets,
    .services, .tasks, .taskDefinition, .containerInstances,
  ]

  static func judge(_ context: CheckContext, _ path: RequestPath) -> Finding {
    TargetIngressJudge(context, context[fault]).judge()
  }
}

/// The judgement of ``TargetIngressCheck`` for one kind of fault.
private struct TargetIngressJudge {
  let context: CheckContext
  let wanted: TargetIngressFault
  let path: RequestPath
  let network: Network

  init(_ context: CheckContext, _ wanted: TargetIngressFault) {
    self.context = context
    self.wanted = wanted
    path = context.requestPath
    network = context.analysis.network
  }

  private struct Denial {
    let reach: TargetReach
    let hop: Hop
    let reading: TargetIngressFault.Reading
  }

  func judge() -> Finding {
    let reaches = context.targetReaches
    guard !reaches.isEmpty else { return TargetPremise.noTargets(path) }
    var denials: [Denial] = []
    var doubtful: [TargetReach] = []
    var open: [Need] = []
    var unclear: [Hop] = []
    var admitted: [Citation] = []
    for reach in reaches {
      // An address that no interface holds has no groups; that is another fault.
      if reach.isNobody {
        admitted += reach.traces.first?.firstDenied?.decision.evidence.prefix(1) ?? []
        continue
      }
      for hop in reach.traces.flatMap(\.hops) where hop.kind == .end { open += hop.decision.needs }
      for (_, hop) in reach.hops([.securityGroupIngress], .forward) {
        switch hop.decision.verdict {
        case .allowed: admitted += hop.decision.evidence.prefix(1)
        case .undetermined:
          open += hop.decision.needs
          unclear.append(hop)
        case .denied:
          if reach.isProvedByHealth, context.snapshot.applied.isEmpty {
            doubtful.append(reach)
            continue
          }
          var reading = TargetIngressFault.read(
            hop.decision, carried: path.groups, in: context.analysis)
          if wanted == .dynamicPort || reading.faults.contains(.otherPort) {
            switch DynamicPorts.isDynamic(reach, context.analysis) {
            case .found(true): reading.faults.insert(.dynamicPort)
            case .unknown(let needs): if wanted == .dynamicPort { open += needs }
            default: break
            }
          }
          denials.append(Denial(reach: reach, hop: hop, reading: reading))
        }
      }
      if reach.traces.isEmpty { open += reach.needs }
    }
    if let first = denials.first(where: { $0.reading.faults.contains(wanted) }) {
      return confirmed(first, denials)
    }
    let unknown = denials.flatMap(\.reading.unknown)
    if isAboutReference, !unknown.isEmpty {
      return .undetermined(
        TargetWords.referenceUnknown(unknown.map(\.id)), needs: unknown.flatMap(\.needs),
        evidence: unknown.flatMap(\.evidence))
    }
    if !doubtful.isEmpty {
      return .undetermined(
        TargetWords.healthContradicts(doubtful.map(\.target.id)),
        needs: doubtful.prefix(1).map(\.group.health.need), evidence: doubtful.prefix(1).map(healthCitation))
    }
    if let hop = unclear.first {
      return .undetermined(hop.decision.rule, needs: open.unique, evidence: hop.decision.evidence)
    }
    if !open.isEmpty { return .undetermined(TargetWords.ingressUnknown, needs: open.unique) }
    if admitted.isEmpty, denials.isEmpty, let far = reaches.first(where: { $0.interfaces.isEmpty }) {
      // A target of another network: its groups, if it has any, are not in this snapshot.
      if reaches.allSatisfy(\.isProvedByHealth) {
        return .ruledOut(TargetWords.ingressAllows, reaches.prefix(3).map(healthCitation))
      }
      let need = network.need(.networkInterfaces, Scope(far.group.json))
      return .undetermined(TargetWords.ingressUnknown, needs: [need])
    }
    if let other = denials.first {
      return .ruledOut(TargetWords.otherReason(other.hop.decision.rule), other.hop.decision.evidence)
    }
    return .ruledOut(TargetWords.ingressAllows, admitted.unique.prefix(4).map { $0 })
  }

  private var isAboutReference: Bool {
    [.orphanGroup, .predecessorGroup, .otherLoadBalancer, .staleGroup].contains(wanted)
  }

  private func confirmed(_ first: Denial, _ all: [Denial]) -> Finding {
    let mine = all.filter { $0.reading.faults.contains(wanted) }
    var evidence: [Citation] = []
    if let reference = first.reading.references[wanted] { evidence += reference.evidence }
    evidence += first.hop.decision.evidence
    if let groups = path.loadBalancer?["SecurityGroups"] {
      for group in groups.elements {
        evidence.append(Citation(group, TargetWords.carries(path.name ?? "")))
      }
    }
    evidence.append(healthCitation(first.reach))
    evidence += changes(first)
    return .confirmed(
      TargetWords.denied(wanted, first.hop.decision.rule, reference: first.reading.references[wanted]?.id),
      evidence.unique, bindings: mine.flatMap(admissions).unique,
      scope: Array(Set(mine.map(\.reach.target.id))).sorted())
  }

  /// Who brought it about, where the trail was collected: the groups were exchanged, or a rule taken away.
  private func changes(_ denial: Denial) -> [Citation] {
    let trail = context.analysis.trailEvents
    switch wanted {
    case .orphanGroup, .predecessorGroup, .otherLoadBalancer:
      let ids = [path.arn, denial.reading.references[wanted]?.id].compactMap { $0 }
      return trail.cite(.attachedGroups, ids)
    case .blocked, .otherPort, .dynamicPort: return trail.cite(.inboundRules, denial.reach.targetGroups)
    case .staleGroup, .referenceNotHonoured: return trail.cite(.routes, denial.reach.subnets)
    }
  }

  private func healthCitation(_ reach: TargetReach) -> Citation {
    let health = reach.target.json["TargetHealth"]
    let place = health?["Reason"] ?? health?["State"] ?? reach.target.json
    return Citation(place, TargetWords.health(reach.target.id, reach.target.state, reach.target.reason))
  }

  /// What a rule has to name so that the load balancer gets in: a group, or each of its subnets where groups do not count.
  private func admissions(_ denial: Denial) -> [[String: String]] {
    let values = bindings(denial)
    guard wanted == .referenceNotHonoured else { return [values] }
    let subnets = path.loadBalancer.flatMap { LoadBalancer($0) }?.subnets ?? []
    let blocks = subnets.compactMap { network.subnet($0)?.blocks.first.map(\.description) }
    return blocks.isEmpty
      ? [values] : blocks.map { values.merging(["alb-subnet-cidr": $0]) { _, new in new } }
  }

  private func bindings(_ denial: Denial) -> [String: String] {
    var values = path.bindings
    let reach = denial.reach
    values["target-group"] = reach.group.name
    values["target-group-arn"] = reach.group.arn
    values["target"] = reach.target.id
    values["port"] = String(reach.port)
    let reference = denial.reading.references[wanted]
    // The rule that needs mending stands in the group it was read from; else in the target's first group.
    values["security-group"] = reference?.rule.group ?? ownGroup(reach)
    values["other-group"] = reference?.id
    values["rule-id"] = reference?.rule.ruleID ?? reference.flatMap(ruleID)
    values["alb-security-group"] = path.groups.first
    let tagged = tagged(reach.targetGroups)
    if tagged.count > 1 {
      values["second-tagged-group"] = tagged[1].group
      values["cluster-tag"] = tagged[1].tag
    }
    if let reference {
      values["alb-security-groups-with-other"] = (path.groups + [reference.id]).joined(separator: " ")
      values["other-group-name"] = network.group(reference.id)?.name
      values["other-group-opens"] = GroupOpenings.words(reference.id, network)
      if case .attachedElsewhere(_, let balancers) = reference.state {
        values["other-load-balancer"] = balancers.first
      }
    }
    if case .otherPorts(let rules) = denial.hop.decision.mismatch {
      values["open-ports"] = GroupOpenings.ports(rules)
      values["security-group"] = rules.first?.group ?? values["security-group"]
    } else if let rules = denial.hop.decision.denial?.peerRules, !rules.isEmpty {
      values["open-ports"] = GroupOpenings.ports(rules)
    }
    return values
  }

  /// The groups of a target that carry a cluster's tag.
  ///
  /// AWS Load Balancer Controller guide, "Security groups": it writes its rule only where exactly one does.
  private func tagged(_ groups: [String]) -> [(group: String, tag: String)] {
    groups.unique.compactMap { id in
      (network.group(id)?.json["Tags"]?.elements ?? []).lazy.compactMap { $0["Key"]?.string }
        .first { $0.hasPrefix("kubernetes.io/cluster/") }.map { (id, $0) }
    }
  }

  /// The target's group that is not shared with interfaces outside the target group, if there is one.
  private func ownGroup(_ reach: TargetReach) -> String? {
    reach.targetGroups.first { network.group($0)?.name != "default" } ?? reach.targetGroups.first
  }

  private func ruleID(_ reference: GroupReference) -> String? {
    context.snapshot.listing(.securityGroupRules).items.first {
      $0["GroupId"]?.string == reference.rule.group && $0["IsEgress"]?.bool == false
        && $0["ReferencedGroupInfo"]?["GroupId"]?.string == reference.id
    }?["SecurityGroupRuleId"]?.string
  }
}
