import Evidence

/// The sentences of the network model: facts become words here and nowhere else.
package enum NetworkWords {
  /// For example `tcp/443`, `udp/53-60`, `all traffic`.
  package static func traffic(_ ipProtocol: IPProtocol, _ ports: ClosedRange<Int>?) -> String {
    if ipProtocol == .all { return "all traffic" }
    guard ipProtocol.hasPorts, let ports else { return ipProtocol.description }
    return "\(ipProtocol)/\(range(ports))"
  }

  package static func range(_ ports: ClosedRange<Int>) -> String {
    ports.lowerBound == ports.upperBound ? "\(ports.lowerBound)" : "\(ports.lowerBound)-\(ports.upperBound)"
  }

  /// For example `sg-1 admits tcp/443 from 0.0.0.0/0`.
  package static func rule(_ rule: SecurityGroupRule) -> String {
    let verb = rule.direction == .ingress ? "admits" : "lets out"
    let joint = rule.direction == .ingress ? "from" : "to"
    let what: String
    if let ipProtocol = rule.ipProtocol {
      what = ipProtocol.hasPorts && rule.ports == nil ? "\(ipProtocol)" : traffic(ipProtocol, rule.ports)
    } else {
      what = "a protocol that cannot be read"
    }
    return "\(rule.group) \(verb) \(what) \(joint) \(source(rule.source))"
  }

  static func source(_ source: SecurityGroupRule.Source) -> String {
    switch source {
    case .cidr(let block): block.description
    case .group(let id): id
    case .prefixList(let id): id
    case .unknown(let text): "a source that cannot be read (\(text.prefix(60)))"
    }
  }

  /// For example `acl-1 entry 100 denies tcp/443 from 0.0.0.0/0`.
  package static func entry(_ entry: NetworkACLEntry) -> String {
    let number = entry.isFinalDeny ? "*" : "\(entry.number)"
    let what = entry.ipProtocol.map { $0.hasPorts && entry.ports == nil ? "\($0)" : traffic($0, entry.ports) }
    let joint = entry.direction == .ingress ? "from" : "to"
    return "\(entry.acl) entry \(number) \(entry.allows ? "allows" : "denies") "
      + "\(what ?? "a protocol that cannot be read") \(joint) \(entry.block?.description ?? "a block that cannot be read")"
  }

  /// For example `0.0.0.0/0 -> nat-1 in rtb-1`.
  package static func route(_ route: Route, in table: String) -> String {
    "\(route.destinationText) -> \(route.targetID) in \(table)\(route.isBlackhole ? " (blackhole)" : "")"
  }

  /// What has become of a group that a rule names.
  package static func state(_ reference: GroupReference) -> String {
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
    _ mismatch: Mismatch, groups: [String], direction: TrafficDirection, traffic: String
  ) -> String {
    let who = groups.joined(separator: ", ")
    let side = direction == .ingress ? "inbound" : "outbound"
    let head = "no \(side) rule of \(who) for \(traffic)"
    switch mismatch {
    case .noRules: return "\(who) has no \(side) rules at all"
    case .otherGroups(let references):
      return "\(head); the port is open to other groups only: "
        + references.map { state($0) }.joined(separator: "; ")
    case .otherPorts(let rules):
      return "\(head); the peer is admitted on other ports only: "
        + rules.prefix(3).map { rule($0) }.joined(separator: "; ")
    case .otherAddresses(let rules):
      return "\(head); the port is open to other addresses only: "
        + rules.prefix(3).map { rule($0) }.joined(separator: "; ")
    case .partly(let ports, let addresses):
      if let addresses { return "\(head) and the addresses \(addresses)" }
      return "\(who) leaves the ports \(ports) closed for \(traffic)"
    case .referencesNotHonoured(let rules, let why):
      return "\(rules.first.map { rule($0) } ?? head), but \(why)"
    default: return head
    }
  }

  /// What judges at a hop.
  package static func kind(_ kind: Hop.Kind) -> String {
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
