import Evidence
import Files
import Packets

/// Whether anything in a snapshot without a distribution points to CloudFront.
package enum EdgePresence {
  /// Whether a distribution that was not collected may lead to the load balancer.
  package static func isPointedTo(_ context: CheckContext, _ balancer: LoadBalancer) -> Bool {
    let snapshot = context.snapshot
    if context.subject["distribution"] != nil || context.subject["url"] != nil { return true }
    if admitsCloudFront(balancer, context.analysis.network) { return true }
    if snapshot.failedCalls.contains(where: { $0.kind == .distribution || $0.kind == .distributionConfig }) {
      return true
    }
    let known = Set(context.analysis.edgeRoutes.routes.compactMap(\.distribution).map { $0.lowercased() })
    let logs = snapshot.texts.filter { $0.kind == .cloudFrontLog }
    if known.isEmpty {
      return !logs.isEmpty || snapshot.documents.contains { isOfADistribution($0) }
    }
    // CloudFront names its log files `ID.YYYY-MM-DD-HH.hash.gz`.
    return logs.contains { log in
      let file = log.file.path.split(separator: "/").last ?? ""
      let parts = file.split(separator: ".")
      guard parts.count >= 3, parts[1].wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{2}/) != nil else {
        return false
      }
      return !known.contains(parts[0].lowercased())
    }
  }

  /// A listing that is there and empty says that there is none.
  private static func isOfADistribution(_ document: Document) -> Bool {
    guard let kind = document.kind, kind.service == DocumentKind.distribution.service else { return false }
    guard [.distributionList, .vpcOriginList].contains(kind) else { return true }
    return document.root.members.contains { !($0.value["Items"]?.elements ?? []).isEmpty }
  }

  /// Whether a rule of the load balancer's groups names CloudFront's prefix list.
  private static func admitsCloudFront(_ balancer: LoadBalancer, _ network: Network) -> Bool {
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
