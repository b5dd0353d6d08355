import Sentences
import Evidence
import Records
import Services

/// `edge-failover`: whether the second origin of an origin group fails as well.
///
/// Not applicable where no cache behaviour of the path uses an origin group that fails over on 504. Configuration
/// proves it where the second member's name belongs to no load balancer of a complete listing; a log proves it where
/// 504 lines took as long as both origins together ("Optimizing high availability with CloudFront origin failover").
enum EdgeFailoverCheck: Check {
  static let name = "edge-failover"
  static let summary: Sentence = "whether the second origin of an origin group fails as well"
  static let binds = RequestPath.binds + ["count", "origin-domain", "origin-group"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .distributionConfig, .edgeLog, .loadBalancers,
  ]

  private struct Pair {
    let group: JSON
    let primary: JSON
    let secondary: JSON
    let route: EdgeRoute
  }

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    guard !view.path.edges.isEmpty else { return EdgeTimerPremise.missing(context, view) }
    let pairs = view.path.edges.flatMap(pairs)
    guard !pairs.isEmpty else {
      return .notApplicable(
        "no origin group of the path fails over on 504",
        view.path.edges.prefix(1).map {
          Citation($0.config["OriginGroups"] ?? $0.config, "no such origin group")
        })
    }
    for pair in pairs {
      if let dead = deadSecondary(pair, context) { return dead }
    }
    return view.askEdge { _ in
      for pair in pairs {
        let lines = view.edgeTimeouts.filter { tookBoth($0, pair) }
        guard !lines.isEmpty else { continue }
        return .confirmed(
          "\(lines.count) requests waited for both origins of the group, one after the other",
          LogEvidence.samples(lines) + [Citation(pair.secondary, "the second member of the group")],
          bindings: [bindings(pair, view).merging(["count": String(lines.count)]) { _, new in new }])
      }
      if view.edgeTimeouts.isEmpty { return view.notInEdgeLog(view.noTimeouts) }
      return view.notInEdgeLog("the 504s took the time of one origin, not of two")
    }
  }

  private static func pairs(_ edge: EdgeRoute) -> [Pair] {
    let origins = edge.config["Origins"]?["Items"]?.elements ?? []
    let used = Set(edge.behaviors.compactMap { $0["TargetOriginId"]?.string })
    return (edge.config["OriginGroups"]?["Items"]?.elements ?? []).compactMap { group in
      let codes = group["FailoverCriteria"]?["StatusCodes"]?["Items"]?.elements.compactMap(\.int) ?? []
      guard codes.contains(504), used.contains(group["Id"]?.string ?? "") else { return nil }
      let members = (group["Members"]?["Items"]?.elements ?? []).compactMap { $0["OriginId"]?.string }
      guard members.count > 1, members.contains(edge.originID ?? ""),
        let primary = origins.first(where: { $0["Id"]?.string == members[0] }),
        let secondary = origins.first(where: { $0["Id"]?.string == members[1] })
      else { return nil }
      return Pair(group: group, primary: primary, secondary: secondary, route: edge)
    }
  }

  /// A second member that is a load balancer's name which a complete listing of its region does not have.
  private static func deadSecondary(_ pair: Pair, _ context: CheckContext) -> Finding? {
    guard let domain = pair.secondary["DomainName"], let name = domain.string?.lowercased(),
      name.hasSuffix(".elb.amazonaws.com")
    else { return nil }
    let labels = name.split(separator: ".")
    guard labels.count >= 5 else { return nil }
    let region = String(labels[labels.count - 4])
    let listing = context.snapshot.listing(.loadBalancers, region: region)
    let mine =
      listing.documents.contains { $0.region == region }
      || listing.items.contains { $0["LoadBalancerArn"]?.string?.contains(":\(region):") ?? false }
    guard listing.isComplete, mine else { return nil }
    let balancer = listing.items.first { item in
      let own = item["DNSName"]?.string?.lowercased() ?? ""
      return own == name || "dualstack." + own == name
    }
    if let balancer {
      guard let state = balancer["State"]?["Code"], state.string == "failed" else { return nil }
      return .confirmed(
        "the second origin's load balancer is in state failed",
        [Citation(domain, "the second member of the group"), Citation(state, "its state")],
        bindings: [bindings(pair, context.logView)])
    }
    if let need = UncollectedAccounts.need(
      .loadBalancers, region: region, context.snapshot)
    {
      return .undetermined(
        "the second origin \(name) may be another account's load balancer, which was not collected",
        needs: [need], evidence: [Citation(domain, "the second member of the group")])
    }
    return .confirmed(
      "the second origin of the group names a load balancer that does not exist",
      [Citation(domain, "the second member of the group")]
        + listing.citations("holds no load balancer of that name"),
      bindings: [bindings(pair, context.logView)])
  }

  private static func tookBoth(_ line: CloudFrontLine, _ pair: Pair) -> Bool {
    let first = OriginTimers(pair.primary)
    let second = OriginTimers(pair.secondary)
    let one = [first.connectBudget, first.readBudget(method: line.method)]
    let two = [second.connectBudget, second.readBudget(method: line.method)]
    // As long as one origin alone could keep it waiting is no proof of two.
    if (one + two).contains(where: { LogSignature.near(line.taken, $0) }) { return false }
    return one.contains { first in two.contains { LogSignature.near(line.taken, first + $0) } }
  }

  private static func bindings(_ pair: Pair, _ view: LogView) -> [String: String] {
    var values = view.path.bindings
    values["distribution"] = pair.route.distribution
    values["origin-group"] = pair.group["Id"]?.string
    values["origin"] = pair.secondary["Id"]?.string
    values["origin-domain"] = pair.secondary["DomainName"]?.string
    return values
  }
}
