import Sentences
import Evidence
import Packets
import Records
import Services

/// Asks whether the load balancer's groups admit CloudFront on the port that it uses.
///
/// CloudFront connects from the addresses of its origin-facing prefix list, never from viewers' addresses (CloudFront
/// guide, "Limit access to origins using the CloudFront managed prefix list"). `is` says which way of not admitting
/// is asked for:
/// - `blocked`: no rule admits them on the port.
/// - `other-port`: rules admit them on another port that the origin or a listener knows, and a listener waits on
///   the one that is closed.
/// - `stale-ranges`: rules list address ranges by hand and cover a part of the list only.
struct EdgeIngressCheck: Check {
  static let name = "edge-ingress"
  static let summary: Sentence = "Do the load balancer's groups admit CloudFront on the origin's port?"
  static let binds = EdgeIngress.binds + ["missing-ranges", "open-policy", "open-ports"]
  static let way = Parameter<EdgeIngress.Way>(
    "is", "the way of not admitting", of: [.blocked, .otherPort, .staleRanges])
  static let parameters = [way.declared]
  static let reads: [DocumentKind] = [
    .distributionConfig, .loadBalancers, .listeners,
    .securityGroups, .managedPrefixLists,
    .prefixListEntries, .resourceRecordSets,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let world: EdgeWorld
    switch EdgeWorld.of(context) {
    case .instead(let finding): return finding
    case .ready(let found): world = found
    }
    let wanted = context[way]
    let origins = world.publicOrigins + world.vpcOrigins
    guard !origins.isEmpty else { return world.withoutOrigins }
    guard world.balancer.isFiltered else {
      return .notApplicable("\(world.balancer.name) has no security groups")
    }
    var merge = FindingMerge()
    for origin in origins {
      for port in origin.ports {
        merge.add(EdgeIngress(world: world, origin: origin, port: port).finding(wanted))
      }
    }
    return merge.result(otherwise: .notApplicable("the origin names no port"))
  }
}

/// One origin's port at the load balancer's security groups.
struct EdgeIngress {
  /// The way of not admitting that is asked for.
  enum Way: String, CaseIterable {
    case blocked
    case otherPort = "other-port"
    case staleRanges = "stale-ranges"
    /// No rule admits the interfaces of a VPC origin, whatever group they carry.
    case service
  }

  let world: EdgeWorld
  let origin: EdgeOrigin
  let port: EdgeOrigin.Port

  private var peer: Peer {
    origin.route.isVPCOrigin ? .vpcOrigin(.v4, vpc: world.balancer.vpc) : .cloudFront(origin.family)
  }

  /// Why the groups are not what stands in the way, whatever they say; nil where they may be.
  private func aside(_ wanted: Way, _ decision: Decision) -> Finding? {
    if origin.route.isVPCOrigin {
      if wanted == .otherPort || wanted == .service { return nil }
      let place = origin.route.origin["VpcOriginConfig"] ?? origin.route.origin
      return .ruledOut(
        "CloudFront does not come over the internet but through a VPC origin",
        [Citation(place, "this is a VPC origin")] + decision.evidence)
    }
    if !world.balancer.isInternetFacing {
      return .ruledOut(
        "\(world.balancer.name) is internal: no edge server gets as far as its security groups",
        world.scheme + decision.evidence)
    }
    if origin.route.origin["CustomOriginConfig"]?["IpAddressType"]?.string == "dualstack",
      world.balancer.isDualStack
    {
      let other = world.network.groupsAdmit(
        .ingress, groups: world.balancer.groups, .tcp, ports: port.number...port.number,
        peer: .cloudFront(.v6),
        world.scope)
      if other.verdict == .allowed {
        return .ruledOut("CloudFront is admitted over IPv6: \(other.rule)", other.evidence)
      }
    }
    return nil
  }

  /// What the groups do with CloudFront's packets to a port.
  func decide(_ ports: ClosedRange<Int>) -> Decision {
    world.network.groupsAdmit(
      .ingress, groups: world.balancer.groups, .tcp, ports: ports, peer: peer, world.scope)
  }

  func finding(_ wanted: Way) -> Finding {
    let decision = decide(port.number...port.number)
    switch decision.verdict {
    case .allowed:
      return .ruledOut("CloudFront is admitted on port \(port.number): \(decision.rule)", decision.evidence)
    case .undetermined:
      return .undetermined(decision.rule, needs: decision.needs, evidence: decision.evidence)
    case .denied: break
    }
    if let aside = aside(wanted, decision) { return aside }
    if !origin.isLinked {
      return .undetermined(
        "whether the distribution's origin leads to \(world.balancer.name) is not in the snapshot",
        needs: [world.network.need(.resourceRecordSets)], evidence: decision.evidence)
    }
    if case .partly(_, .some(let missing)) = decision.mismatch {
      return wanted == .staleRanges
        ? stale(decision, missing)
        : .ruledOut("a part of CloudFront's addresses is admitted", decision.evidence)
    }
    switch wanted {
    case .staleRanges:
      return .ruledOut(
        "no part of CloudFront's addresses is admitted on port \(port.number)", decision.evidence)
    case .otherPort: return otherPort(decision)
    case .blocked, .service: return blocked(decision)
    }
  }

  private func blocked(_ decision: Decision) -> Finding {
    if isUnheard, let open = openElsewhere {
      return .ruledOut(
        "CloudFront is admitted on port \(open.number); on port \(port.number) the load balancer does not even listen",
        [Citation(open.place, "the load balancer listens here")] + decision.evidence)
    }
    return .confirmed(
      "no rule of the groups of \(world.balancer.name) admits CloudFront on port \(port.number): \(decision.rule)",
      decision.evidence + origin.citations(port) + attached + changes, bindings: [bindings])
  }

  /// Who took a rule away last, where the trail was collected.
  private var changes: [Citation] {
    world.analysis.trailEvents.cite(.inboundRules, world.balancer.groups)
  }

  private func otherPort(_ decision: Decision) -> Finding {
    guard let open = openElsewhere, !isUnheard else {
      if !isUnheard, let doubt = doubtElsewhere {
        return .undetermined(doubt.rule, needs: doubt.needs, evidence: doubt.evidence)
      }
      return .ruledOut(
        isUnheard
          ? "the load balancer has no listener on port \(port.number)"
          : "CloudFront is admitted on no other port either", decision.evidence)
    }
    guard world.path.listeners.isComplete else {
      return .undetermined(
        "whether \(world.balancer.name) listens on port \(port.number) is not in the snapshot",
        needs: [world.path.listeners.need], evidence: decision.evidence)
    }
    var values = bindings
    values["open-ports"] = "\(open.number)"
    values["open-policy"] = EdgeOrigin.policy(of: open.number)
    let proof = decide(open.number...open.number).evidence
    return .confirmed(
      "the groups of \(world.balancer.name) admit CloudFront on port \(open.number), but it connects on port \(port.number)",
      origin.citations(port) + proof + decision.evidence + attached + changes, bindings: [values])
  }

  private func stale(_ decision: Decision, _ missing: AddressSet) -> Finding {
    var values = bindings
    values["missing-ranges"] = missing.description
    let rules = decision.admitting.prefix(3).map { $0.citation(NetworkWords.rule($0)) }
    return .confirmed(
      "the rules for port \(port.number) list addresses by hand and leave out \(missing) of CloudFront's list",
      rules + decision.evidence + entryCitations(missing) + origin.citations(port), bindings: [values])
  }

  /// The entries of the prefix list that no rule covers.
  private func entryCitations(_ missing: AddressSet) -> [Citation] {
    guard
      case .found(let list) = world.network.prefixList(
        named: PrefixList.cloudFrontName(origin.family), world.scope)
    else {
      return []
    }
    let entries = world.network.snapshot.listing(.prefixListEntries, subject: list.id)
      .items
    return entries.compactMap { $0["Cidr"] }.filter { place in
      guard let block = place.string.flatMap({ CIDR($0) }) else { return false }
      return !AddressSet(block.family, [block]).intersection(missing).isEmpty
    }.prefix(2).map { Citation($0, "CloudFront also connects from here, and no rule covers it") }
  }

  /// Whether no listener waits on the port; false where the listeners are not known.
  private var isUnheard: Bool {
    world.knowsListenerPorts && !world.listenerPorts.contains { $0.number == port.number }
  }

  /// Another port, known to the origin or a listener, on which CloudFront is admitted.
  private var openElsewhere: EdgeOrigin.Port? {
    otherPorts.first { decide($0.number...$0.number).verdict == .allowed }
  }

  /// A rule for another known port that may admit CloudFront: who it admits was not collected.
  private var doubtElsewhere: Decision? {
    otherPorts.map { decide($0.number...$0.number) }.first { $0.verdict == .undetermined }
  }

  private var otherPorts: [EdgeOrigin.Port] {
    let config = origin.route.origin["CustomOriginConfig"]
    let known = ["HTTPPort", "HTTPSPort"].compactMap { config?[$0] }.compactMap { place in
      place.int.map { EdgeOrigin.Port(number: $0, place: place, isAlways: true) }
    }
    return (world.listenerPorts + known).filter { $0.number != port.number }
  }

  private var attached: [Citation] {
    world.balancer.json["SecurityGroups"].map {
      [Citation($0, "\(world.balancer.name) carries these security groups")]
    } ?? []
  }

  /// The names among ``bindings``.
  static let binds =
    RequestPath.binds + EdgeOrigin.binds + ["port", "security-group", "prefix-list", "service-group"]

  private var bindings: [String: String] {
    var values = world.path.bindings.merging(origin.bindings) { $1 }
    values["port"] = "\(port.number)"
    values["security-group"] = world.balancer.groups.first
    let list = world.network.prefixList(named: PrefixList.cloudFrontName(origin.family), world.scope).found
    values["prefix-list"] = list?.id
    let service = world.network.groups(named: Network.vpcOriginGroupName, vpc: world.balancer.vpc).first
    values["service-group"] = service?.id
    return values
  }
}
