import Sentences
import Evidence
import Packets
import Services

/// Whether the same layout works for another load balancer of the snapshot, so that the difference shows the fault.
///
/// Confirmed where the network between load balancer and targets does not differ in effect (then "it worked in
/// staging" is no argument against the network); ruled out where the sibling's targets admit their load balancer and
/// the subject's do not.
enum SiblingPathCheck: Check {
  static let name = "sibling-path"
  static let summary: Sentence =
    "whether another load balancer's way to its targets is as open or as shut as the subject's"
  static let binds = RequestPath.binds + ["own-rule", "sibling", "sibling-rule"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .loadBalancers, .targetGroups, .targetHealth,
    .securityGroups, .networkInterfaces, .subnets,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let path = context.requestPath
    let balancers = context.snapshot.listing(.loadBalancers)
    guard path.name != nil else {
      return TargetPremise.gap(path, context.snapshot) ?? TargetPremise.noTargets(path)
    }
    let names = balancers.items.filter { ($0["Type"]?.string ?? "application") == "application" }
      .compactMap { $0["LoadBalancerName"]?.string }.filter { $0 != path.name }
    guard !names.isEmpty else {
      if let gap = balancers.gap { return .undetermined(gap, needs: [balancers.need]) }
      return .notApplicable(
        "the snapshot holds one load balancer only", balancers.citations("the only load balancer there is"))
    }
    let own = state(context)
    var needs = own.needs
    for name in names.sorted() {
      let other = state(CheckContext(analysis: context.analysis, subject: Subject(["load-balancer": name])))
      guard let works = other.admitted.first else {
        needs += other.needs
        continue
      }
      if let denied = own.denied.first {
        var values = path.bindings
        values["sibling"] = name
        values["sibling-rule"] = works.rule.english
        values["own-rule"] = denied.rule.english
        var finding = Finding.ruledOut(
          "\(name) works because there \(works.rule); here \(denied.rule)", denied.evidence + works.evidence)
        finding.bindings = [values]
        finding.sibling = name
        return finding
      }
      if own.needs.isEmpty, !own.admitted.isEmpty {
        return .confirmed("the way to the targets is open here as it is at \(name)", works.evidence)
      }
    }
    if !needs.isEmpty { return .undetermined("the two ways cannot be compared", needs: needs.unique) }
    return .notApplicable(
      "no other load balancer has targets to compare with", balancers.citations("the load balancers"))
  }

  private static func state(_ context: CheckContext) -> (
    denied: [Decision], admitted: [Decision], needs: [Need]
  ) {
    var denied: [Decision] = []
    var admitted: [Decision] = []
    var needs: [Need] = []
    let path = context.requestPath
    needs += path.targetGroups.filter { !$0.health.isComplete }.map(\.health.need)
    for reach in context.targetReaches {
      var isOpen = !reach.traces.isEmpty
      for trace in reach.traces {
        for hop in trace.hops where hop.decision.verdict != .allowed {
          isOpen = false
          if hop.decision.verdict == .denied {
            denied.append(hop.decision)
          } else {
            needs += hop.decision.needs
          }
        }
      }
      if isOpen, let hop = reach.hops([.securityGroupIngress], .forward).first?.hop {
        admitted.append(hop.decision)
      }
    }
    return (denied, admitted, needs.unique)
  }
}
