import Sentences
import Evidence
import Records
import Services

/// `log-leg`: on which leg the 504s came about, by both access logs.
///
/// The first branch of the tree. Reads both logs, joined by method, path and time window; `is` names the leg.
/// Confirmed where 504s ended there, with the count and the waits; refuted where all 504s of logs that cover the
/// time ended elsewhere.
enum LogLegCheck: Check {
  static let name = "log-leg"
  static let summary: Sentence = "on which leg the 504s came about, by both access logs"
  static let binds = RequestPath.binds + ["count"]
  static let leg = Parameter<LogLeg>("is", "the leg", of: LogLeg.allCases.filter { $0 != .unknown })
  static let parameters = [leg.declared]
  static let reads: [DocumentKind] = [.balancerLog, .edgeLog, .loadBalancerAttributes]

  static func run(_ context: CheckContext) -> Finding {
    let wanted = context[leg]
    let view = context.logView
    let verdict = context.logVerdict
    if let leg = verdict.legs[wanted] {
      let evidence =
        [leg.edge.map { $0.cite(LogView.describe($0)) }].compactMap { $0 }
        + [
          leg.balancer.map {
            $0.cite(LogView.describe($0, LogSignature($0, idle: view.timers.idle?.seconds)))
          }
        ]
        .compactMap { $0 }
      return .confirmed(
        "\(leg.count) of \(verdict.total) requests \(wanted.words) "
          + "(waits \(LogView.seconds(leg.shortest)) to \(LogView.seconds(leg.longest)))", evidence,
        bindings: [view.path.bindings.merging(["count": String(leg.count)]) { _, new in new }])
    }
    guard view.balancer != nil || view.edge != nil else {
      return .undetermined(
        [view.balancerGap, view.edgeGap].joined(separator: "; "), needs: [view.balancerNeed, view.edgeNeed])
    }
    if verdict.legs[.unknown] != nil {
      return .undetermined(
        "some 504s of the CloudFront log have no counterpart: \(view.balancerGap)", needs: [view.balancerNeed]
      )
    }
    // Without CloudFront's log, requests that ended before the load balancer are not seen at all.
    if [.edgeConnect, .edgeMade].contains(wanted), !view.edgeCovers {
      return .undetermined(view.edgeGap, needs: [view.edgeNeed])
    }
    // Where CloudFront saw no 504, the load balancer's log has to cover the time itself.
    let isOpen = view.edgeTimeouts.isEmpty ? !view.balancerCovers : view.balancer == nil
    if isOpen, wanted != .edgeMade {
      return .undetermined(view.balancerGap, needs: [view.balancerNeed])
    }
    let evidence =
      (view.balancer.map(view.balancerCitations) ?? []) + (view.edge.map(view.edgeCitations) ?? [])
    return .ruledOut("none of the \(verdict.total) requests that ended with 504 \(wanted.words)", evidence)
  }
}
