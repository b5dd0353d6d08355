import Sentences
import Evidence
import Packets

/// Asks the filters on a way: the task's groups, the two network ACLs, the endpoint's groups.
struct PullEndpointWalk {
  let world: PullWorld
  let network: Network
  let place: PullPlacement.Place

  private var subnet: String { place.subnet }
  private var groups: [String] { world.placement.groups.map(\.value) }
  private var scope: Scope { Scope(account: world.account, region: world.region) }
  /// Linux answers come back to 32768-60999, Windows' to 49152-65535 (VPC guide, "Ephemeral ports").
  private var replyPorts: ClosedRange<Int> { world.isWindows ? 49152...65535 : 32768...60999 }

  private var values: [String: String] {
    var found = world.bindings
    found["subnet"] = subnet
    found["security-group"] = groups.first
    found["port"] = "443"
    return found
  }

  // MARK: an interface endpoint

  func walk(_ endpoint: VPCEndpoint, _ leg: inout PullLeg) {
    let blocks = self.blocks(endpoint.subnets, vpc: endpoint.vpc)
    let own = self.blocks([subnet], vpc: endpoint.vpc)
    var values = values
    values["endpoint"] = endpoint.id
    values["endpoint-security-group"] = endpoint.groups.first
    values["vpc-cidr"] = network.blocks(ofVPC: endpoint.vpc ?? "").first?.description
    values["subnet-cidr"] = own.first?.description
    leg.proof.append(
      Citation(endpoint.json["VpcEndpointId"] ?? endpoint.json, "\(endpoint.id) serves \(endpoint.service)"))
    let target: Peer = .groups(endpoint.groups, .someOf(blocks, .v4))
    egress(target, "\(endpoint.id) (\(endpoint.service))", values, &leg)
    let source: Peer = .groups(groups, .someOf(own, .v4))
    if !groups.isEmpty {
      take(
        network.groupsAdmit(
          .ingress, groups: endpoint.groups, .tcp, ports: 443...443, peer: source, scope),
        .endpointGroup, "the groups of \(endpoint.id) do not admit port 443 from the task", values, &leg)
    } else {
      leg.unknowns.append(
        PullUnknown(
          kinds: [.endpointGroup], because: "the task's groups are not in the snapshot",
          needs: world.placement.needs))
    }
    let others = endpoint.subnets.filter { $0 != subnet }
    if !others.isEmpty { ownACL(.scope(.someOf(blocks, .v4)), others, values, &leg) }
    for other in others {
      var values = values
      values["endpoint-subnet"] = other
      values["network-acl"] = network.networkACL(forSubnet: other).found?.id
      let peer: Peer = .scope(.someOf(own, .v4))
      take(
        network.naclWalk(subnet: other, .ingress, .tcp, ports: 443...443, peer: peer), .aclEndpoint,
        "the network ACL of \(other) does not let port 443 in to \(endpoint.id)",
        values.merging(["egress": "false"]) { $1 }, &leg)
      take(
        network.naclWalk(subnet: other, .egress, .tcp, ports: replyPorts, peer: peer), .aclEndpoint,
        "the network ACL of \(other) does not let the replies of \(endpoint.id) out",
        values.merging(["egress": "true"]) { $1 }, &leg)
    }
  }

  /// Endpoint subnets may differ in address; each is asked by its own block.
  private func ownACL(_ peer: Peer, _ others: [String], _ values: [String: String], _ leg: inout PullLeg) {
    for other in others {
      let blocks = network.subnet(other)?.blocks.filter { $0.family == .v4 } ?? []
      let peer: Peer = blocks.isEmpty ? peer : .scope(.someOf(blocks, .v4))
      taskACL(peer, "the endpoint in \(other)", values, &leg)
    }
  }

  /// The blocks of some subnets; of their VPC, or of everything, where the subnets were not collected.
  private func blocks(_ subnets: [String], vpc: String?) -> [CIDR] {
    let known = subnets.compactMap { network.subnet($0) }
    if known.count == subnets.count, !known.isEmpty {
      return known.flatMap(\.blocks).filter { $0.family == .v4 }
    }
    let whole = vpc.map { network.blocks(ofVPC: $0).filter { $0.family == .v4 } } ?? []
    return whole.isEmpty ? [CIDR("0.0.0.0/0")].compactMap { $0 } : whole
  }

  // MARK: S3 by the gateway

  func walkGateway(_ gateway: VPCEndpoint, _ route: Route?, _ list: String?, _ leg: inout PullLeg) {
    var values = values
    values["endpoint"] = gateway.id
    if let route {
      leg.proof.append(Citation(route.place, "the route table of \(subnet) sends S3 to \(gateway.id)"))
    } else {
      leg.proof.append(
        Citation(
          gateway.json["RouteTableIds"] ?? gateway.json, "\(gateway.id) is associated with the subnet's table"
        ))
    }
    let found = list ?? world.region.flatMap { network.s3PrefixList(region: $0, scope).found?.id }
    values["prefix-list"] = found
    let peer: Peer = found.map { .prefixList($0, .v4) } ?? .internet(.v4)
    egress(peer, "S3 (\(found, or: "its public addresses"))", values, &leg)
    taskACL(peer, "S3", values, &leg)
  }

  // MARK: the internet

  func walkInternet(_ leg: inout PullLeg) {
    var values = values
    if leg.service == .layers {
      values["prefix-list"] = world.region.flatMap { network.s3PrefixList(region: $0, scope).found?.id }
    }
    egress(.internet(.v4), leg.service.words, values, &leg)
    taskACL(.internet(.v4), leg.service.words, values, &leg)
  }

  // MARK: filters

  /// A rule that names a prefix list may mean S3's, as long as nothing tells which list is S3's.
  static func unknownList(
    _ decision: Decision, _ values: [String: String], _ world: PullWorld
  ) -> PullUnknown? {
    guard decision.verdict == .denied, values["prefix-list"] == nil else { return nil }
    let named = (decision.denial?.portRules ?? []).contains { rule in
      if case .prefixList = rule.source { return true }
      return false
    }
    guard named else { return nil }
    return PullUnknown(
      kinds: [.groupEgress], because: "which prefix list is S3's is not in the snapshot",
      needs: [world.snapshot.need(.managedPrefixLists, region: world.region)])
  }

  private func egress(_ peer: Peer, _ words: Sentence, _ values: [String: String], _ leg: inout PullLeg) {
    guard !groups.isEmpty else {
      leg.unknowns.append(
        PullUnknown(
          kinds: [.groupEgress], because: "the task's groups are not in the snapshot",
          needs: world.placement.needs))
      return
    }
    let decision = network.groupsAdmit(.egress, groups: groups, .tcp, ports: 443...443, peer: peer, scope)
    if leg.service == .layers, let unknown = PullEndpointWalk.unknownList(decision, values, world) {
      leg.unknowns.append(unknown)
      return
    }
    take(
      decision, .groupEgress,
      "no egress rule of \(groups.joined(separator: ", ")) permits port 443 to \(words)", values, &leg)
  }

  private func taskACL(_ peer: Peer, _ words: Sentence, _ values: [String: String], _ leg: inout PullLeg) {
    var values = values
    values["network-acl"] = network.networkACL(forSubnet: subnet).found?.id
    take(
      network.naclWalk(subnet: subnet, .egress, .tcp, ports: 443...443, peer: peer), .aclTask,
      "the network ACL of \(subnet) does not let port 443 out to \(words)",
      values.merging(["egress": "true"]) { $1 }, &leg)
    take(
      network.naclWalk(subnet: subnet, .ingress, .tcp, ports: replyPorts, peer: peer), .aclTask,
      "the network ACL of \(subnet) does not let the replies of \(words) in",
      values.merging(["egress": "false"]) { $1 }, &leg)
  }

  /// With the number of an entry that would win over the one that denies.
  private func numbered(_ values: [String: String], _ decision: Decision) -> [String: String] {
    guard let egress = values["egress"],
      let acl = network.networkACL(forSubnet: values["endpoint-subnet"] ?? subnet).found
    else { return values }
    var before = 32767
    if case .aclEntries(let entries, _, _) = decision.mismatch {
      before = entries.map(\.number).min() ?? before
    }
    let number = acl.freeNumber(before: before, egress == "true" ? .egress : .ingress)
    return values.merging(number.map { ["rule-number": "\($0)"] } ?? [:]) { $1 }
  }

  private func take(
    _ decision: Decision, _ kind: PullFaultKind, _ says: Sentence, _ values: [String: String],
    _ leg: inout PullLeg
  ) {
    switch decision.verdict {
    case .allowed: leg.proof += decision.evidence
    case .denied:
      leg.faults.append(
        PullFault(kind, "\(says): \(decision.rule)", decision.evidence, numbered(values, decision)))
    case .undetermined:
      let needs =
        decision.needs.isEmpty && network.subnet(subnet) == nil
        ? [world.snapshot.need(.subnets, region: world.region)] : decision.needs
      leg.unknowns.append(PullUnknown(kinds: [kind], because: decision.rule, needs: needs))
    }
  }
}
