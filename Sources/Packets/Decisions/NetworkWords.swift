import Sentences
import Evidence

/// The sentences of the network model: facts become words here and nowhere else.
package enum NetworkWords {
  /// For example `tcp/443`, `udp/53-60`, `all traffic`.
  package static func traffic(_ ipProtocol: IPProtocol, _ ports: ClosedRange<Int>?) -> Sentence {
    if ipProtocol == .all { return "all traffic" }
    guard ipProtocol.hasPorts, let ports else { return ipProtocol.words }
    return "\(ipProtocol.words)/\(range(ports))"
  }

  package static func range(_ ports: ClosedRange<Int>) -> String {
    ports.lowerBound == ports.upperBound ? "\(ports.lowerBound)" : "\(ports.lowerBound)-\(ports.upperBound)"
  }

  /// For example `sg-1 admits tcp/443 from 0.0.0.0/0`.
  package static func rule(_ rule: SecurityGroupRule) -> Sentence {
    let what: Sentence
    if let ipProtocol = rule.ipProtocol {
      what = ipProtocol.hasPorts && rule.ports == nil ? ipProtocol.words : traffic(ipProtocol, rule.ports)
    } else {
      what = "a protocol that cannot be read"
    }
    return passing(rule.group, what, source(rule.source), rule.direction)
  }

  /// What a group lets pass.
  static func passing(
    _ group: String, _ what: Sentence, _ peer: Sentence, _ direction: TrafficDirection
  ) -> Sentence {
    direction == .ingress ? "\(group) admits \(what) from \(peer)" : "\(group) lets out \(what) to \(peer)"
  }

  /// The packets in question and where they come from or go.
  static func packets(_ what: Sentence, _ peer: Sentence, _ direction: TrafficDirection) -> Sentence {
    direction == .ingress ? "\(what) from \(peer)" : "\(what) to \(peer)"
  }

  static func source(_ source: SecurityGroupRule.Source) -> Sentence {
    switch source {
    case .cidr(let block): "\(block)"
    case .group(let id): "\(id)"
    case .prefixList(let id): "\(id)"
    case .unknown(let text): "a source that cannot be read (\(text.prefix(60)))"
    }
  }

  /// For example `acl-1 entry 100 denies tcp/443 from 0.0.0.0/0`.
  package static func entry(_ entry: NetworkACLEntry) -> Sentence {
    let (acl, number) = (entry.acl, entry.isFinalDeny ? "*" : "\(entry.number)")
    let what =
      entry.ipProtocol.map { $0.hasPorts && entry.ports == nil ? $0.words : traffic($0, entry.ports) }
      ?? "a protocol that cannot be read"
    let block: Sentence = entry.block.map { "\($0)" } ?? "a block that cannot be read"
    return switch (entry.direction, entry.allows) {
    case (.ingress, true): "\(acl) entry \(number) allows \(what) from \(block)"
    case (.ingress, false): "\(acl) entry \(number) denies \(what) from \(block)"
    case (.egress, true): "\(acl) entry \(number) allows \(what) to \(block)"
    case (.egress, false): "\(acl) entry \(number) denies \(what) to \(block)"
    }
  }

  /// For example `0.0.0.0/0 -> nat-1 in rtb-1`.
  package static func route(_ route: Route, in table: String) -> Sentence {
    "\(route.destinationText) -> \(route.targetID) in \(table)\(route.isBlackhole ? " (blackhole)" : "")"
  }

  /// What has become of a group that a rule names.
  package static func state(_ reference: GroupReference) -> Sentence {
    switch reference.state {
    case .carriedByPeer: "\(reference.id) is carried by the peer"
    case .unattached: "\(reference.id) exists but is attached to no interface"
    case .attachedElsewhere(let interfaces, let balancers):
      balancers.isEmpty
        ? "\(reference.id) is attached to other interfaces (\(interfaces.prefix(3).map(\.id).joined(separator: ", ")))"
        : "\(reference.id) is attached to the load balancer \(balancers.joined(separator: ", "))"
    case .missing: "\(reference.id) is not in the complete listing of groups"
    case .otherAccount(let account): "\(reference.id) belongs to the account \(account)"
    case .otherVPC(let vpc, _): "\(reference.id) lives in the VPC \(vpc)"
    case .stale(let why): "the reference to \(reference.id) is stale: \(why)"
    case .unknown: "what has become of \(reference.id) is not in the snapshot"
    }
  }

  /// Why security groups deny.
  static func denial(
    _ mismatch: Mismatch, groups: [String], direction: TrafficDirection, traffic: Sentence
  ) -> Sentence {
    let who = groups.joined(separator: ", ")
    let side: Sentence = direction == .ingress ? "inbound" : "outbound"
    let head: Sentence = "no \(side) rule of \(who) for \(traffic)"
    switch mismatch {
    case .noRules: return "\(who) has no \(side) rules at all"
    case .otherGroups(let references):
      return
        "\(head); the port is open to other groups only: \(references.map { state($0) }.joined(separator: "; "))"
    case .otherPorts(let rules):
      return "\(head); the peer is admitted on other ports only: \(list(rules))"
    case .otherAddresses(let rules):
      return "\(head); the port is open to other addresses only: \(list(rules))"
    case .partly(let ports, let addresses):
      if let addresses { return "\(head) and the addresses \(addresses.words)" }
      return "\(who) leaves the ports \(ports) closed for \(traffic)"
    case .referencesNotHonoured(let rules, let why):
      return "\(rules.first.map { rule($0) } ?? head), but \(why)"
    default: return head
    }
  }

  private static func list(_ rules: [SecurityGroupRule]) -> Sentence {
    rules.prefix(3).map { rule($0) }.joined(separator: "; ")
  }

  /// What judges at a hop.
  package static func kind(_ kind: Hop.Kind) -> Sentence {
    switch kind {
    case .end: "address"
    case .securityGroupEgress: "security group (outbound)"
    case .networkACLOut: "network ACL (outbound)"
    case .route: "route table"
    case .gateway: "gateway"
    case .publicAccess: "public access"
    case .networkACLIn: "network ACL (inbound)"
    case .securityGroupIngress: "security group (inbound)"
    case .listener: "listener"
    }
  }
}
