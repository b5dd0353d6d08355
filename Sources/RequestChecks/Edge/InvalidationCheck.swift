import Sentences
import Evidence
import Records
import Services

/// `invalidation`: whether invalidating CloudFront's cache could help.
///
/// Only where CloudFront serves a cached error while the load balancer answers again. Refuted where the 504s took
/// their time, the load balancer's own log holds them, or its targets cannot be reached.
enum InvalidationCheck: Check {
  static let name = "invalidation"
  static let summary: Sentence = "whether invalidating CloudFront's cache could help"
  static let binds = RequestPath.binds + ["count", "error-caching-ttl", "path"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.edgeLog, .balancerLog, .targetHealth]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    let cached = EdgeCachedErrorCheck.run(context)
    if cached.verdict == .confirmed { return cached }
    let slow = view.edgeTimeouts.filter { $0.taken >= 1 }
    if !slow.isEmpty {
      return bound(
        .ruledOut(
          "CloudFront asked the origin and waited for it: nothing came from the cache",
          LogEvidence.samples(slow)),
        view)
    }
    if let line = view.edgeTimeouts.first(where: { $0.detail.hasSuffix("GeneratedResponse") }) {
      return bound(
        .ruledOut("the 504 was generated, not cached", [line.cite(LogView.describe(line))]), view)
    }
    if let line = view.balancer?.faults.last(where: { $0.status == 504 || $0.status == 460 }) {
      let signature = LogSignature(line, idle: view.timers.idle?.seconds)
      return bound(
        .ruledOut("the load balancer itself still fails", [line.cite(LogView.describe(line, signature))]),
        view)
    }
    if let closed = ClosedWay.find(context) {
      return bound(
        .ruledOut("the origin still fails: its targets cannot be reached (\(closed.words))", closed.evidence),
        view)
    }
    let facts = TargetHealthFacts(view.path)
    if facts.allTimedOut {
      return bound(.ruledOut("the origin still fails: no target answers", facts.samples), view)
    }
    return cached
  }

  private static func bound(_ finding: Finding, _ view: LogView) -> Finding {
    var finding = finding
    finding.bindings = [view.path.bindings]
    return finding
  }
}
