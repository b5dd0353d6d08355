import Sentences
import Evidence
import Services

/// `target-use`: whether the load balancer routes in a way that confuses 503 and 504.
///
/// `all-unhealthy`: every registered target is unhealthy, and the load balancer sends them requests all the same.
/// `zone-not-enabled`: a target is unused because its zone is not enabled on the load balancer
/// ("Health checks for your target groups").
enum TargetUseCheck: Check {
  static let name = "target-use"
  static let summary: Sentence = "whether the load balancer fails open, or leaves targets of a zone unused"
  static let binds = RequestPath.binds
  static let use = Parameter<Use>("is", "what is asked")
  static let parameters = [use.declared]
  static let reads: [DocumentKind] = [.targetHealth, .targetGroups]

  enum Use: String, CaseIterable {
    case allUnhealthy = "all-unhealthy"
    case zoneNotEnabled = "zone-not-enabled"
  }

  static func run(_ context: CheckContext) -> Finding {
    let path = context.requestPath
    if let gap = TargetPremise.gap(path, context.snapshot) { return gap }
    let all = path.targetGroups.flatMap { group in group.targets.map { (group: group, target: $0) } }
    let needs = path.targetGroups.filter { $0.health.gap != nil }.map(\.health.need)
    if context[use] == .zoneNotEnabled {
      let unused = all.filter { $0.target.reason == "Target.NotInUse" }
      if !unused.isEmpty {
        return .confirmed(
          "\(unused.count) targets are registered and unused", unused.prefix(3).map(TargetHealthFacts.cite),
          bindings: [path.bindings], scope: unused.map(\.target.id))
      }
      if !needs.isEmpty { return .undetermined("the health of not all targets is known", needs: needs) }
      guard !all.isEmpty else { return TargetPremise.noTargets(path) }
      return .ruledOut(
        "no registered target is unused", all.prefix(3).map { TargetHealthFacts.cite(($0.group, $0.target)) })
    }
    if !needs.isEmpty { return .undetermined("the health of not all targets is known", needs: needs) }
    let inUse = all.filter(\.target.isInUse)
    guard !inUse.isEmpty else { return TargetPremise.noTargets(path) }
    let healthy = inUse.filter { $0.target.state != "unhealthy" }
    if healthy.isEmpty {
      return .confirmed(
        "all \(inUse.count) registered targets are unhealthy, so the load balancer sends requests to all of them",
        inUse.prefix(3).map(TargetHealthFacts.cite), bindings: [path.bindings])
    }
    return .ruledOut("not every target is unhealthy", healthy.prefix(2).map(TargetHealthFacts.cite))
  }
}
