import Sentences
import Evidence
import Records

/// Whether 504s, or what leads to them, show on a load balancer and the distributions before it.
package struct LoadBalancerSymptom {
  /// Nil where nothing shows.
  package let citation: Citation?
  package let words: Sentence
  /// What would have to be there to say that nothing shows.
  package let needs: [Need]

  package init(_ context: CheckContext) {
    let path = context.requestPath
    let view = context.logView
    if let line = view.balancer?.faults.first(where: { $0.status == 504 || $0.status == 460 }) {
      citation = line.cite("the load balancer answered \(line.status ?? 504)")
      words = "the load balancer's log holds 504s"
      needs = []
      return
    }
    if let line = view.edgeTimeouts.first {
      citation = line.cite("CloudFront answered 504")
      words = "CloudFront's log holds 504s"
      needs = []
      return
    }
    for group in path.targetGroups {
      for target in group.targets where target.state == "unhealthy" {
        let place =
          target.json["TargetHealth"]?["Reason"] ?? target.json["TargetHealth"]?["State"] ?? target.json
        citation = Citation(place, TargetWords.health(target.id, target.state, target.reason))
        words = "target \(target.id) of \(group.name) is unhealthy"
        needs = []
        return
      }
    }
    citation = nil
    words = "neither logs nor target health show 504s"
    let unread = path.targetGroups.filter { !$0.health.isComplete }.map(\.health.need)
    // Where neither a log nor a target was looked at, nothing tells that all is well.
    let hasSeen =
      view.balancer != nil || view.edge != nil || path.targetGroups.contains { !$0.targets.isEmpty }
    let logs = [view.balancerNeed] + (path.edges.isEmpty ? [] : [view.edgeNeed])
    needs = unread.isEmpty && !hasSeen ? (path.needs + logs).unique : unread
  }
}
