/// Whether anything in a snapshot without a distribution points to CloudFront.
enum EdgePresence {
  /// A log of its, a rule for its prefix list, a failed call, or a subject that names it.
  static func isPointedTo(_ context: CheckContext, _ balancer: LoadBalancer) -> Bool {
    let snapshot = context.snapshot
    if context.subject["distribution"] != nil || context.subject["url"] != nil { return true }
    if snapshot.texts.contains(where: { $0.kind == .cloudFrontLog }) { return true }
    if snapshot.documents.contains(where: { $0.kind?.hasPrefix("cloudfront.") ?? false }) { return true }
    if snapshot.failedCalls.contains(where: { $0.kind.hasPrefix("cloudfront.") }) { return true }
    let network = Network.of(snapshot)
    let names = [PrefixList.cloudFrontName(.v4), PrefixList.cloudFrontName(.v6)]
    return balancer.groups.contains { group in
      (network.rules(of: group, .ingress, Scope(balancer.json)) ?? []).contains { rule in
        if case .prefixList(let id) = rule.source {
          return names.contains(network.prefixList(id)?.name ?? "")
        }
        return false
      }
    }
  }
}
