import Sentences
import Evidence
import Records
import Services

/// `edge-outage`: whether an outage of CloudFront could be the reason.
///
/// Refuted by any sign that CloudFront works: its requests reach the load balancer, the origin answers other
/// requests, or the fault is proved behind the load balancer. What else would show an outage is not in a snapshot.
enum EdgeOutageCheck: Check {
  static let name = "edge-outage"
  static let summary: Sentence = "whether an outage of CloudFront could be the reason"
  static let binds: [String] = []
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.balancerLog, .edgeLog, .targetHealth]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    guard !view.path.edges.isEmpty || view.edge != nil else { return EdgeTimerPremise.missing(context, view) }
    if let line = view.balancer?.faults.first(where: { $0.status == 504 || $0.status == 460 })
      ?? view.balancer?.anyLine
    {
      return .ruledOut(
        "requests do reach the load balancer through CloudFront",
        [line.cite("arrived at the load balancer from \(line.client)")])
    }
    if let line = view.edge?.originAnswer {
      return .ruledOut(
        "CloudFront does fetch other requests from its origin",
        [line.cite("answered \(line.status) from the origin")])
    }
    if let closed = ClosedWay.find(context) {
      return .ruledOut("the fault is proved behind the load balancer: \(closed.words)", closed.evidence)
    }
    let facts = TargetHealthFacts(view.path)
    if facts.allTimedOut {
      return .ruledOut("the targets time out for the load balancer's own health checks, too", facts.samples)
    }
    return .undetermined(
      view.balancerGap,
      needs: [view.balancerNeed, view.edgeNeed].filter { need in
        need.kind != .balancerLog || view.balancer == nil
      })
  }
}
