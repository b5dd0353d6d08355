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
  /// Whether newer records of the same way make it history.
  package let isOver: Bool

  package init(_ context: CheckContext) {
    let path = context.requestPath
    let view = context.logView
    if let line = view.balancer?.faults.first(where: { $0.status == 504 || $0.status == 460 }) {
      citation = line.cite("the load balancer answered \(line.status ?? 504)")
      words = LoadBalancerSymptom.words(view)
      needs = []
      isOver = SymptomHistory(path, view).isOver
      return
    }
    if let line = view.edgeTimeouts.first {
      citation = line.cite("CloudFront answered 504")
      words = "CloudFront's log holds 504s (\(view.edgeTimeouts.count) of \(view.edge?.total ?? 0) requests)"
      needs = []
      isOver = SymptomHistory(path, view).isOver
      return
    }
    for group in path.targetGroups {
      for target in group.targets where target.state == "unhealthy" {
        let place =
          target.json["TargetHealth"]?["Reason"] ?? target.json["TargetHealth"]?["State"] ?? target.json
        citation = Citation(place, TargetWords.health(target.id, target.state, target.reason))
        words = "target \(target.id) of \(group.name) is unhealthy"
        needs = []
        isOver = false
        return
      }
    }
    if let line = view.otherOrigins.groups.first?.lines.first {
      citation = line.cite("CloudFront answered 504")
      words = "CloudFront's log holds 504s (\(view.otherOrigins.count)), all of them of other origins"
      needs = []
      isOver = false
      return
    }
    citation = nil
    isOver = false
    words = "neither logs nor target health show 504s"
    let unread = path.targetGroups.filter { !$0.health.isComplete }.map(\.health.need)
    // Where neither a log nor a target was looked at, nothing tells that all is well.
    let hasSeen =
      view.balancer != nil || view.edge != nil || path.targetGroups.contains { !$0.targets.isEmpty }
    let logs = [view.balancerNeed] + (path.edges.isEmpty ? [] : [view.edgeNeed])
    needs = unread.isEmpty && !hasSeen ? (path.needs + logs).unique : unread
  }

  /// How many requests ended with 504, how most of them did, and at which targets where others are spared.
  private static func words(_ view: LogView) -> Sentence {
    let kinds = LogSignature.allCases.map { ($0, view.faults($0).filter { $0.status == 504 }) }
    let count = kinds.reduce(0) { $0 + $1.1.count }
    guard let balancer = view.balancer, let (signature, lines) = kinds.max(by: { $0.1.count < $1.1.count })
    else { return "the load balancer's log holds 504s" }
    let most: Sentence = "\(lines.count) times: \(signature.meaning)"
    let all = balancer.total
    let head: Sentence = "the load balancer's log holds 504s (\(count) of \(all) requests, \(most))"
    let spread = TargetSpread(lines, balancer)
    guard spread.isConfined else { return head }
    return "\(head), at \(spread.addresses.prefix(3).joined(separator: ", ")) only"
  }
}
