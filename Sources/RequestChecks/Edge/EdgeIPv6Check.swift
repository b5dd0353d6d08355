import Sentences
import Evidence
import Packets
import Services

/// Asks whether the load balancer admits IPv6 where CloudFront may use it.
///
/// Security groups, network ACLs and routes need IPv6 entries of their own; IPv4 ones say nothing about IPv6.
struct EdgeIPv6Check: Check {
  static let name = "edge-ipv6"
  static let summary: Sentence = "Does a dual-stack origin admit CloudFront over IPv6?"
  static let binds =
    RequestPath.binds + EdgeOrigin.binds + ["obstacle", "port", "prefix-list", "security-group", "subnet"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .distributionConfig, .loadBalancers, .securityGroups,
    .routeTables, .networkACLs,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let world: EdgeWorld
    switch EdgeWorld.of(context) {
    case .instead(let finding): return finding
    case .ready(let found): world = found
    }
    guard !world.publicOrigins.isEmpty else { return world.withoutOrigins }
    var cited: [Citation] = []
    let origin = world.publicOrigins.first { origin in
      guard let place = origin.route.origin["CustomOriginConfig"]?["IpAddressType"],
        ["dualstack", "ipv6"].contains(place.string ?? "")
      else { return false }
      cited = [Citation(place, "CloudFront may use IPv6 to this origin")]
      return true
    }
    guard let origin else { return .notApplicable("CloudFront uses IPv4 to the origin") }
    guard world.balancer.isDualStack, world.balancer.isInternetFacing else {
      return .notApplicable("\(world.balancer.name) has no public IPv6 addresses", cited)
    }
    var merge = FindingMerge()
    for port in origin.ports {
      add(
        world.network.groupsAdmit(
          .ingress, groups: world.balancer.groups, .tcp, ports: port.number...port.number,
          peer: .cloudFront(.v6),
          world.scope), "the security groups", port, nil, origin, world, cited, &merge)
      for subnet in world.balancer.subnets {
        let network = world.network
        add(
          network.naclWalk(
            subnet: subnet, .ingress, .tcp, ports: port.number...port.number, peer: .cloudFront(.v6)),
          "the network ACL of \(subnet)", port, subnet, origin, world, cited, &merge)
        add(
          network.naclWalk(subnet: subnet, .egress, .tcp, ports: 32768...60999, peer: .cloudFront(.v6)),
          "the network ACL of \(subnet)", port, subnet, origin, world, cited, &merge)
        add(
          network.route(fromSubnet: subnet, to: .internet(.v6)), "the route table of \(subnet)", port, subnet,
          origin,
          world, cited, &merge)
      }
    }
    return merge.result(otherwise: .notApplicable("the origin names no port"))
  }

  private static func add(
    _ decision: Decision, _ what: Sentence, _ port: EdgeOrigin.Port, _ subnet: String?, _ origin: EdgeOrigin,
    _ world: EdgeWorld, _ cited: [Citation], _ merge: inout FindingMerge
  ) {
    switch decision.verdict {
    case .allowed: merge.add(.ruledOut("IPv6 passes \(what): \(decision.rule)", decision.evidence))
    case .undetermined:
      merge.add(.undetermined(decision.rule, needs: decision.needs, evidence: decision.evidence))
    case .denied:
      if isClosedToIPv4(port, subnet, world) {
        merge.add(
          .ruledOut("IPv4 does not pass \(what) either: IPv6 is not the difference", decision.evidence))
        return
      }
      var values = world.path.bindings.merging(origin.bindings) { $1 }
      values["port"] = "\(port.number)"
      values["security-group"] = world.balancer.groups.first
      values["prefix-list"] =
        world.network.prefixList(named: PrefixList.cloudFrontName(.v6), world.scope).found?.id
      values["subnet"] = subnet
      values["obstacle"] = what.english
      merge.add(
        .confirmed(
          "CloudFront may use IPv6 on port \(port.number), and \(what) let IPv4 in only: \(decision.rule)",
          cited + decision.evidence, bindings: [values]))
    }
  }

  /// Whether IPv4 fails as well: then the fault is not about IPv6.
  private static func isClosedToIPv4(_ port: EdgeOrigin.Port, _ subnet: String?, _ world: EdgeWorld) -> Bool {
    let range = port.number...port.number
    guard let subnet else {
      return world.network.groupsAdmit(
        .ingress, groups: world.balancer.groups, .tcp, ports: range, peer: .cloudFront(.v4), world.scope
      ).verdict == .denied
    }
    let network = world.network
    return network.naclWalk(subnet: subnet, .ingress, .tcp, ports: range, peer: .cloudFront(.v4)).verdict
      == .denied
      || network.naclWalk(subnet: subnet, .egress, .tcp, ports: 32768...60999, peer: .cloudFront(.v4)).verdict
        == .denied
      || network.route(fromSubnet: subnet, to: .internet(.v4)).verdict == .denied
  }
}
