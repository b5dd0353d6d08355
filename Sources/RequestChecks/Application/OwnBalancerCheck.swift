import Sentences
import Evidence
import Packets
import Services

/// `own-balancer`: whether the application calls a public load balancer of the account that does not admit its address.
///
/// A public name leads to public addresses, so the call leaves by a NAT gateway, or from a target's own public address,
/// and arrives from there: rules that name the targets' groups do not match it (VPC guide, "Security group rules":
/// references match private addresses only). A name that is told may never be called (an application's own address in
/// its links): where the log tells of no request that waited for a target, nothing waits for such a call; and of its own
/// load balancer only a log tells that it is called.
enum OwnBalancerCheck: Check {
  static let name = "own-balancer"
  static let summary: Sentence =
    "whether the application calls a load balancer of the account that shuts it out"
  static let binds =
    RequestPath.binds
    + ["nat-gateway", "port", "security-group", "called-load-balancer", "source-address"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .services, .taskDefinition, .loadBalancers, .resourceRecordSets, .securityGroups, .routeTables,
    .natGateways, .networkInterfaces, .targetHealth, .balancerLog,
  ]

  /// One call: the variable that names it, whom it reaches, and the port.
  private struct Call {
    let variable: JSON
    let balancer: LoadBalancer
    let evidence: [Citation]
    let port: Int
  }

  /// Where calls to the internet come from.
  private struct Source {
    let address: IPAddress
    let gateway: String?
    let evidence: [Citation]
  }

  static func run(_ context: CheckContext) -> Finding {
    let path = context.requestPath
    if let gap = TargetPremise.gap(path, context.snapshot) { return gap }
    let network = context.analysis.network
    let settings = AppSettings(context.snapshot, targetGroups: path.targetGroups.map(\.arn))
    let calls = settings.hosts.compactMap { call($0, context.snapshot) }
    var merge = FindingMerge()
    if !settings.needs.isEmpty {
      merge.add(.undetermined("what the application calls is not in the snapshot", needs: settings.needs))
    }
    let targets = context.targetReaches.filter { !$0.isHealthCheckPort }.flatMap(\.interfaces)
    if !calls.isEmpty, targets.isEmpty {
      merge.add(
        .undetermined(
          "the targets' interfaces are not in the snapshot",
          needs: [path.listing(.networkInterfaces, context.snapshot).need]))
    }
    for call in calls {
      for target in targets { merge.add(judge(call, target, path, network, context)) }
    }
    return merge.result(
      otherwise: .notApplicable(
        "no public load balancer is known that the targets call",
        settings.definitions.prefix(1).map { Citation($0, "it names no load balancer") }))
  }

  private static func call(_ host: AppSettings.Host, _ snapshot: Snapshot) -> Call? {
    let names = BalancerNames(snapshot)
    guard let found = names.find(host.name), let balancer = LoadBalancer(found.balancer),
      balancer.isInternetFacing
    else { return nil }
    let told = Citation(host.variable, "the application is told of this load balancer here")
    return Call(
      variable: host.variable, balancer: balancer, evidence: [told] + found.evidence,
      port: host.port ?? 443)
  }

  private static func judge(
    _ call: Call, _ target: NetworkInterface, _ path: RequestPath, _ network: Network,
    _ context: CheckContext
  ) -> Finding {
    guard let subnet = target.subnet else {
      return .undetermined("the subnet of \(target.id) is not in the snapshot", needs: [])
    }
    switch source(target, subnet, network) {
    case .failure(let other): return other.finding
    case .success(let source):
      let decision = network.groupsAdmit(
        .ingress, groups: call.balancer.groups, .tcp, ports: call.port...call.port,
        peer: .address(source.address), Scope(call.balancer.json))
      let evidence = decision.evidence + call.evidence + source.evidence
      switch decision.verdict {
      case .allowed:
        return .ruledOut("\(call.balancer.name) admits \(source.address): \(decision.rule)", evidence)
      case .undetermined:
        return .undetermined(decision.rule, needs: decision.needs, evidence: call.evidence)
      case .denied:
        var values = path.bindings
        values["called-load-balancer"] = call.balancer.name
        values["security-group"] = call.balancer.groups.first
        values["source-address"] = "\(source.address)"
        values["port"] = "\(call.port)"
        values["nat-gateway"] = source.gateway
        let view = context.logView
        if view.faults(.silentTarget).isEmpty {
          if view.balancerCovers {
            return view.notInBalancerLog(
              "no request of the access log ended because a connected target stayed silent")
          }
          if call.balancer.arn == path.arn {
            return .undetermined(
              "whether the application calls \(call.balancer.name), or only knows its name, is not in the snapshot",
              needs: [view.balancerNeed], evidence: evidence)
          }
        }
        return .confirmed(
          "the application calls \(call.balancer.name), which does not admit \(source.address) on port "
            + "\(call.port): \(decision.rule)", evidence, bindings: [values], scope: [call.balancer.name])
      }
    }
  }

  /// What stands instead of a source.
  private struct Other: Error { let finding: Finding }

  private static func source(
    _ target: NetworkInterface, _ subnet: String, _ network: Network
  ) -> Result<Source, Other> {
    let way = network.route(fromSubnet: subnet, to: .internet(.v4))
    guard way.verdict == .allowed, let route = way.route else {
      if way.verdict == .undetermined {
        return .failure(Other(finding: .undetermined(way.rule, needs: way.needs)))
      }
      return .failure(Other(finding: .ruledOut("\(subnet) has no way out: \(way.rule)", way.evidence)))
    }
    switch route.target {
    case .natGateway(let id):
      guard let gateway = network.natGateway(id), let address = gateway.publicAddress else {
        let need = network.need(.natGateways, Scope(target.json))
        return .failure(
          Other(finding: .undetermined("the address of \(id) is not in the snapshot", needs: [need])))
      }
      let shown = Citation(gateway.json["NatGatewayAddresses"] ?? gateway.json, "its address is \(address)")
      return .success(
        Source(
          address: address, gateway: id,
          evidence: [Citation(route.place, "the targets' calls leave by \(id)"), shown]))
    case .internetGateway:
      guard let address = target.publicAddress else {
        return .failure(
          Other(finding: .ruledOut("\(target.id) has no public address to call from", way.evidence)))
      }
      return .success(
        Source(
          address: address, gateway: nil, evidence: [Citation(route.place, "the targets' calls leave here")]))
    default:
      return .failure(
        Other(
          finding: .undetermined(
            "from which address calls leave by \(route.targetID) is not in the snapshot", needs: [],
            evidence: [Citation(route.place, "the route out")])))
    }
  }
}
