import Sentences
import Evidence
import Records
import Services

/// `edge-completion-timeout`: whether CloudFront's response completion timeout cuts long responses.
///
/// Proof is a line of CloudFront's log whose `time-taken` equals the configured value although the first byte came
/// early. Not applicable where the origin has no such timeout (`ResponseCompletionTimeout` in the CloudFront API).
enum EdgeCompletionTimeoutCheck: Check {
  static let name = "edge-completion-timeout"
  static let summary: Sentence = "whether CloudFront's response completion timeout cuts long responses"
  static let binds = RequestPath.binds + ["completion-timeout", "count", "path"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.edgeLog, .distributionConfig]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    guard !view.path.edges.isEmpty else { return EdgeTimerPremise.missing(context, view) }
    let configured = view.path.edges.compactMap { edge in
      OriginTimers(edge.origin).completion.map { (edge, $0) }
    }.filter { $0.1.seconds > 0 }
    guard !configured.isEmpty else {
      return .notApplicable(
        "no origin of the path has a response completion timeout",
        view.path.edges.prefix(2).map { Citation($0.origin, "sets no `ResponseCompletionTimeout`") })
    }
    return view.askEdge { _ in
      for (edge, timer) in configured {
        let cut = (view.edge?.faults ?? []).filter { line in
          guard LogSignature.near(line.taken, timer.seconds) else { return false }
          // With no byte before the end it was the response timeout, not this one.
          return line.timeToFirstByte.map { $0 < timer.seconds * 0.8 } ?? false
        }
        guard !cut.isEmpty else { continue }
        var values = view.path.bindings
        values["completion-timeout"] = String(Int(timer.seconds))
        values["distribution"] = edge.distribution
        values["origin"] = edge.originID
        values["count"] = String(cut.count)
        values["path"] = LogEvidence.mostFrequent(cut.map(\.path))
        return .confirmed(
          "\(cut.count) responses had begun and were cut after \(Int(timer.seconds)) s, "
            + "the origin's response completion timeout",
          LogEvidence.samples(cut) + timer.cite("the whole response may take \(Int(timer.seconds)) s"),
          bindings: [values])
      }
      return view.notInEdgeLog("no response that had begun ended at the response completion timeout")
    }
  }
}
