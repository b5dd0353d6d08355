import Sentences
import Evidence
import Records
import Services

/// `edge-connect-budget`: whether a very short connection timeout of the origin ends requests.
///
/// The time CloudFront spends on connecting is connection timeout x attempts, 10 s x 3 unless configured. Confirmed
/// where that product is a few seconds, 504 lines took just that long, no line of the load balancer belongs to
/// them, and other requests get through. Refuted by the configuration where the product is ordinary.
enum EdgeConnectBudgetCheck: Check {
  static let name = "edge-connect-budget"
  static let summary: Sentence = "whether a very short connection timeout of the origin ends requests"
  static let binds = RequestPath.binds + ["attempts", "connection-timeout", "count"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.distributionConfig, .edgeLog, .balancerLog]

  /// Above this, ordinary latency does not end a request.
  private static let short = 6.0

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    guard !view.path.edges.isEmpty else { return EdgeTimerPremise.missing(context, view) }
    let hasty = view.path.edges.filter { edge in
      let timers = OriginTimers(edge.origin)
      return timers.connectBudget <= short && timers.connect.seconds <= 3
    }
    guard !hasty.isEmpty else {
      let evidence = view.path.edges.prefix(2).flatMap { edge -> [Citation] in
        let timers = OriginTimers(edge.origin)
        let cited =
          timers.connect.cite("CloudFront tries to connect for \(Int(timers.connect.seconds)) s")
          + timers.attempts.cite("and makes \(Int(timers.attempts.seconds)) attempts")
        return cited.isEmpty
          ? [Citation(edge.origin, "leaves connection timeout and attempts at 10 s and 3")] : cited
      }
      return .ruledOut("CloudFront has time enough to connect", evidence)
    }
    return view.askEdge { edgeLog in
      let join = LogJoin(view)
      for edge in hasty {
        let timers = OriginTimers(edge.origin)
        let budget = timers.connectBudget
        let lines = join.pairs.filter { pair in
          pair.balancer.isEmpty && pair.edge.taken >= budget - 0.3 && pair.edge.taken <= budget + 0.8
            && !pair.edge.detail.hasSuffix("GeneratedResponse")
        }.map(\.edge)
        guard !lines.isEmpty else { continue }
        let through = proofOfPassage(lines, edgeLog, view)
        guard let through else {
          return .undetermined(
            "504s took exactly the \(LogView.seconds(budget)) that CloudFront may spend on connecting, "
              + "but no log shows that any request gets through", needs: [view.balancerNeed],
            evidence: LogEvidence.samples(lines))
        }
        var values = view.path.bindings
        values["distribution"] = edge.distribution
        values["origin"] = edge.originID
        values["connection-timeout"] = String(Int(timers.connect.seconds))
        values["attempts"] = String(Int(timers.attempts.seconds))
        values["count"] = String(lines.count)
        return .confirmed(
          "\(lines.count) requests ended after \(LogView.seconds(budget)), the time CloudFront may spend on connecting "
            + "(\(Int(timers.connect.seconds)) s x \(Int(timers.attempts.seconds))), while others get through",
          LogEvidence.samples(lines) + timers.connect.cite("one attempt may take this long")
            + timers.attempts.cite("and this many are made") + [through], bindings: [values])
      }
      return view.notInEdgeLog("no 504 ended after the short time that CloudFront may spend on connecting")
    }
  }

  /// A request that got through while others did not; answers from before the incident show nothing.
  private static func proofOfPassage(
    _ lines: [CloudFrontLine], _ edgeLog: CloudFrontTally, _ view: LogView
  ) -> Citation? {
    let faults = lines.map { Int($0.time / 60) }
    let middle = ((faults.min() ?? 0) + (faults.max() ?? 0)) / 2
    let answered = edgeLog.minutes.keys.contains { key in
      key.status < 400 && ["Miss", "RefreshHit"].contains(key.detail) && key.minute >= middle
    }
    if answered, let line = edgeLog.originAnswer {
      return line.cite("the origin answers other requests, also while these failed")
    }
    guard let span = view.balancer?.span, Int(span.last / 60) >= middle else { return nil }
    return view.balancer?.anyLine?.cite("other requests reach the load balancer, also while these failed")
  }
}
