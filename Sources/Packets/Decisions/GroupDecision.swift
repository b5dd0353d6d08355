import Sentences
import Evidence

/// Whether a path carries which groups the sender has.
///
/// Group references match across a peering connection inside one Region, not across Regions, nor through
/// middleboxes; through a transit gateway only where referencing support is on (VPC guide).
package enum GroupReferencing: Sendable {
  case honoured
  case ignored(Sentence)
  case unknown(Sentence, [Need])
}

extension Network {
  /// Whether security groups let packets pass.
  ///
  /// The groups add up: one rule of one of them is enough. An interface without groups is filtered by none.
  ///
  /// `peer` sends for `ingress` and receives for `egress`; `ports` are destination ports. `referencing` says whether
  /// rules that name the peer's groups can match on this path, `scope` whose listings have to be complete.
  package func groupsAdmit(
    _ direction: TrafficDirection, groups: [String], _ ipProtocol: IPProtocol, ports: ClosedRange<Int>,
    peer: Peer, referencing: GroupReferencing = .honoured, _ scope: Scope = Scope()
  ) -> Decision {
    GroupWalk(
      network: self, direction: direction, groups: groups, ipProtocol: ipProtocol,
      ports: PortSet([ipProtocol.hasPorts ? ports : 0...0]), wanted: ipProtocol.hasPorts ? ports : 0...0,
      peer: facts(of: peer, seenFrom: scope), referencing: referencing, scope: scope
    ).decide()
  }
}

/// One evaluation of security groups.
struct GroupWalk {
  let network: Network
  let direction: TrafficDirection
  let groups: [String]
  let ipProtocol: IPProtocol
  let ports: PortSet
  let wanted: ClosedRange<Int>
  let peer: PeerFacts
  let referencing: GroupReferencing
  let scope: Scope

  /// How a rule's source relates to the peer.
  private enum Match {
    case addresses(AddressSet)
    case unknown([Need], Sentence)
  }

  func decide() -> Decision {
    if groups.isEmpty {
      return .allowed("no security group filters this interface", [])
    }
    var rules: [SecurityGroupRule] = []
    var hidden: [String] = []
    for group in groups {
      if let found = network.rules(of: group, direction, scope) {
        rules += found
      } else {
        hidden.append(group)
      }
    }
    var closed = Coverage(peer.scope.addresses, ports)
    var admitting: [SecurityGroupRule] = []
    var open: [(rule: SecurityGroupRule, needs: [Need], why: Sentence)] = []
    for rule in rules {
      let opened = rule.opened(wanted, ipProtocol)
      let unreadable = rule.ipProtocol == nil
      if opened.isEmpty, !unreadable { continue }
      switch match(rule) {
      case .addresses(let addresses) where unreadable:
        if !addresses.isEmpty {
          open.append((rule, [], "the protocol of a rule of \(rule.group) cannot be read"))
        }
      case .addresses(let addresses):
        if !closed.take(addresses, opened).isEmpty { admitting.append(rule) }
      case .unknown(let needs, let why): open.append((rule, needs, why))
      }
    }
    switch closed.judge(peer.scope, ports) {
    case .open: return allowed(admitting)
    case .uncertain:
      return undetermined(
        "whether \(groupWords) \(passing) depends on an address that the snapshot does not show",
        peer.needs.isEmpty ? [network.need(.networkInterfaces, scope)] : peer.needs, admitting)
    case .closed:
      if let gap = gap(hidden, open, closed) { return gap }
      return denied(rules, partly: nil)
    case .partly(let closedPorts, let addresses):
      if let gap = gap(hidden, open, closed) { return gap }
      return denied(rules, partly: .partly(ports: closedPorts, addresses: addresses), admitting)
    }
  }

  /// Why a denial cannot be said: groups or rules that the snapshot does not show might admit.
  private func gap(
    _ hidden: [String], _ open: [(rule: SecurityGroupRule, needs: [Need], why: Sentence)], _ closed: Coverage
  ) -> Decision? {
    if !hidden.isEmpty {
      return undetermined(
        "the rules of \(hidden.joined(separator: ", ")) are not in the snapshot, and groups add up",
        [network.need(.securityGroups, scope)], [])
    }
    if let first = open.first {
      return undetermined(first.why, open.flatMap(\.needs).unique, open.map(\.rule))
    }
    return nil
  }

  private func match(_ rule: SecurityGroupRule) -> Match {
    let all = peer.scope.addresses
    let none = AddressSet(peer.family)
    switch rule.source {
    case .cidr(let block): return .addresses(AddressSet(peer.family, [block]))
    case .group(let id):
      // A reference over a peering that is gone is stale, whoever carries the group (VPC guide, "Stale rules").
      if rule.deadPeering != nil { return .addresses(none) }
      if peer.groups.contains(id) {
        switch referencing {
        case .honoured: return .addresses(all)
        case .ignored: return .addresses(none)
        case .unknown(let why, let needs): return .unknown(needs, why)
        }
      }
      if !peer.knowsGroups {
        return .unknown(peer.needs, "the groups of \(peer.words) are not in the snapshot; a rule names \(id)")
      }
      return .addresses(none)
    case .prefixList(let id):
      if id == peer.prefixList { return .addresses(all) }
      switch network.prefixEntries(id, scope) {
      case .found(let blocks): return .addresses(AddressSet(peer.family, blocks))
      case .absent: return .addresses(none)
      case .unknown(let needs): return matchUnlisted(id, needs)
      }
    case .unknown(let text):
      return .unknown([], "a rule of \(rule.group) has a source that cannot be read: \(text.prefix(80))")
    }
  }

  /// A prefix list whose entries were not collected: AWS's own lists hold public addresses only.
  private func matchUnlisted(_ id: String, _ needs: [Need]) -> Match {
    let name = network.prefixList(id)?.name
    let isPublic = name.map { $0.hasPrefix("com.amazonaws.") && !$0.contains("lattice") } ?? false
    let reached = peer.scope.addresses.intersection(.publicInternet(peer.family))
    if isPublic, reached.isEmpty { return .addresses(AddressSet(peer.family)) }
    // A list of one service is never nearly the whole internet.
    if name != nil, isPublic, peer.scope.quantity == .most { return .addresses(AddressSet(peer.family)) }
    // Two different lists of AWS: CloudFront's servers are not S3's.
    if let name, isPublic, let own = peer.prefixList.flatMap({ network.prefixList($0)?.name }), own != name {
      return .addresses(AddressSet(peer.family))
    }
    if name == nil {
      return .unknown(
        [network.need(.managedPrefixLists, scope)] + needs,
        "a rule names the prefix list \(id), which the snapshot does not show")
    }
    return .unknown(needs, "a rule names the prefix list \(id), whose entries were not collected")
  }

  // MARK: Answers

  private var groupWords: String { groups.joined(separator: ", ") }
  private var what: Sentence { NetworkWords.traffic(ipProtocol, wanted) }
  private var trafficWords: Sentence { NetworkWords.packets(what, peer.words, direction) }
  private var passing: Sentence {
    direction == .ingress ? "admits \(what) from \(peer.words)" : "lets out \(what) to \(peer.words)"
  }

  private func allowed(_ admitting: [SecurityGroupRule]) -> Decision {
    let first = admitting.first
    let rule = first.map { NetworkWords.rule($0) } ?? "\(groupWords)"
    var decision = Decision.allowed(
      admitting.count > 1 ? "\(rule) with \(admitting.count - 1) more" : rule,
      admitting.prefix(4).map { $0.citation(NetworkWords.passing($0.group, what, peer.words, direction)) })
    decision.admitting = admitting
    return decision
  }

  private func undetermined(_ why: Sentence, _ needs: [Need], _ rules: [SecurityGroupRule]) -> Decision {
    .undetermined(why, needs: needs, rules.prefix(4).map { $0.citation(NetworkWords.rule($0)) })
  }

  private func denied(
    _ rules: [SecurityGroupRule], partly: Mismatch?, _ admitting: [SecurityGroupRule] = []
  ) -> Decision {
    let portRules = rules.filter { !$0.opened(wanted, ipProtocol).isEmpty }
    let admits = Set(admitting.map { "\($0.group) \($0.key)" })
    let peerRules = rules.filter { rule in
      if admits.contains("\(rule.group) \(rule.key)") { return false }
      guard case .addresses(let addresses) = match(rule) else { return false }
      return !addresses.intersection(peer.scope.addresses).isEmpty && rule.opened(wanted, ipProtocol).isEmpty
    }
    let references = portRules.filter { if case .group = $0.source { true } else { false } }
      .map { network.reference($0, peerGroups: peer.groups, scope) }
    let unhonoured = portRules.filter { rule in
      if case .group(let id) = rule.source { return rule.deadPeering == nil && peer.groups.contains(id) }
      return false
    }
    let mismatch: Mismatch
    if let partly {
      mismatch = partly
    } else if rules.isEmpty {
      mismatch = .noRules
    } else if case .ignored(let why) = referencing, !unhonoured.isEmpty {
      mismatch = .referencesNotHonoured(unhonoured, why: why)
    } else if !references.isEmpty {
      mismatch = .otherGroups(references)
    } else if !peerRules.isEmpty {
      mismatch = .otherPorts(peerRules)
    } else if !portRules.isEmpty {
      mismatch = .otherAddresses(portRules)
    } else {
      mismatch = .noMatchingRule(rules)
    }
    let denial = GroupDenial(rules: rules, portRules: portRules, peerRules: peerRules, references: references)
    var decision = Decision.denied(
      mismatch, NetworkWords.denial(mismatch, groups: groups, direction: direction, traffic: trafficWords),
      evidence(mismatch, denial, admitting))
    decision.denial = denial
    decision.admitting = admitting
    return decision
  }

  private func evidence(
    _ mismatch: Mismatch, _ denial: GroupDenial, _ admitting: [SecurityGroupRule]
  ) -> [Citation] {
    var found: [Citation] = []
    switch mismatch {
    case .otherGroups(let references):
      for reference in references.prefix(3) {
        found.append(
          reference.rule.citation("\(NetworkWords.rule(reference.rule)); \(peer.words) does not carry it"))
        found += reference.evidence.prefix(2)
      }
    case .otherPorts(let rules), .otherAddresses(let rules), .referencesNotHonoured(let rules, _):
      found += rules.prefix(4).map { $0.citation(NetworkWords.rule($0)) }
    case .partly: found += admitting.prefix(4).map { $0.citation(NetworkWords.rule($0)) }
    default: break
    }
    for group in groups {
      let member = direction == .ingress ? "IpPermissions" : "IpPermissionsEgress"
      if let list = network.group(group)?.json[member] {
        found.append(Citation(list, "\(group) has no rule that \(passing)"))
      } else {
        found += network.listing(.securityGroupRules, scope)
          .citations("no rule of \(group) \(passing)")
      }
    }
    return found
  }
}
