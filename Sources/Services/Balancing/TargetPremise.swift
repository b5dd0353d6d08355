import Evidence

/// What has to be known before anything can be said about the way to the targets.
package enum TargetPremise {
  /// Nil where the load balancer, its target groups and their health are known; else the finding that says what is not.
  package static func gap(_ path: RequestPath, _ snapshot: Snapshot) -> Finding? {
    guard path.loadBalancer != nil else {
      let balancers = snapshot.listing(.loadBalancers)
      if balancers.isComplete {
        return .notApplicable(TargetWords.noLoadBalancer, balancers.citations(TargetWords.noLoadBalancer))
      }
      return .undetermined(TargetWords.loadBalancerUnknown, needs: [balancers.need])
    }
    let groups = path.listing(.targetGroups, snapshot)
    if path.targetGroups.isEmpty {
      guard groups.isComplete else { return .undetermined(TargetWords.groupsUnknown, needs: [groups.need]) }
      return .notApplicable(TargetWords.noTargetGroup, groups.citations(TargetWords.noTargetGroup))
    }
    let unread = unread(path)
    if unread.count == path.targetGroups.count {
      return .undetermined(TargetWords.healthUnknown(unread.map(\.name)), needs: unread.map(\.health.need))
    }
    return nil
  }

  /// The target groups of which no target is known because their health was not collected.
  package static func unread(_ path: RequestPath) -> [TargetGroupView] {
    path.targetGroups.filter { $0.targets.isEmpty && !$0.health.isComplete }
  }

  /// No target takes requests: a 503, or functions that no packet filter concerns.
  package static func noTargets(_ path: RequestPath) -> Finding {
    let open = path.targetGroups.filter { !$0.health.isComplete }
    if !open.isEmpty {
      return .undetermined(TargetWords.healthUnknown(open.map(\.name)), needs: open.map(\.health.need))
    }
    return .notApplicable(
      TargetWords.nothingRegistered,
      path.targetGroups.flatMap { $0.health.citations(TargetWords.nothingRegistered) })
  }
}
