import Sentences
import Evidence
import Records
import Services

/// `edge-cached-error`: whether CloudFront serves a cached 504 while the load balancer answers again.
///
/// Proof is both: CloudFront lines with 504 and `Error` that took no time, and a later or equally late answer of the
/// load balancer for the same request below 400, with no fault after it. Refuted where the load balancer still fails
/// ("How CloudFront processes and caches HTTP 4xx and 5xx status codes").
enum EdgeCachedErrorCheck: Check {
  static let name = "edge-cached-error"
  static let summary: Sentence =
    "whether CloudFront serves a cached 504 while the load balancer answers again"
  static let binds = RequestPath.binds + ["count", "error-caching-ttl", "path"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.edgeLog, .balancerLog, .distributionConfig]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    guard !view.path.edges.isEmpty else { return EdgeTimerPremise.missing(context, view) }
    return view.askEdge { _ in
      let fast = view.edgeTimeouts.filter { $0.taken < 1 && $0.detail == "Error" }
      guard !fast.isEmpty else {
        return view.notInEdgeLog(
          view.edgeTimeouts.isEmpty
            ? view.noTimeouts : "every 504 took its time: none came from the cache")
      }
      guard let balancer = view.balancer, view.balancerCovers else {
        return .undetermined(
          "\(view.balancerGap), so it is open whether the origin has recovered", needs: [view.balancerNeed],
          evidence: LogEvidence.samples(fast))
      }
      let recovered = fast.compactMap { line in
        recovery(line, fast, view.edgeTimeouts, balancer).map { (line, $0) }
      }
      guard let (line, answer) = recovered.last else {
        if hasStoppedFailing(since: fast, balancer) {
          return .undetermined(
            "some 504s took no time, and the load balancer, which answers others, was not asked for these requests since",
            needs: [], evidence: LogEvidence.samples(fast) + view.balancerCitations(balancer))
        }
        return .ruledOut(
          "some 504s took no time, but the load balancer has not answered these requests since",
          LogEvidence.samples(fast) + view.balancerCitations(balancer))
      }
      let ttl = errorTTL(view)
      var values = view.path.bindings
      values["path"] = line.path
      values["count"] = String(recovered.count)
      values["error-caching-ttl"] = ttl?.scalar ?? "10"
      let says: Sentence = "errors are cached for \(ttl?.scalar ?? "10") s (`ErrorCachingMinTTL`)"
      return .confirmed(
        "\(recovered.count) requests got a 504 within a second from CloudFront's cache "
          + "although the load balancer answers \(answer.status.map(String.init) ?? "") for \(answer.path) again",
        LogEvidence.samples(recovered.map(\.0))
          + [
            answer.cite(
              "the load balancer answered \(answer.status.map(String.init) ?? "-") at \(LogTime.format(answer.time))"
            )
          ]
          + (ttl.map { [Citation($0, says)] } ?? []),
        bindings: [values])
    }
  }

  /// The answer that shows that the origin had recovered for this request.
  ///
  /// It is below 400, no fault of the load balancer comes after it, and it does not stem from before the incident: it
  /// is later than the last 504 that CloudFront waited for, or where the log has none, than the first cached one.
  private static func recovery(
    _ line: CloudFrontLine, _ fast: [CloudFrontLine], _ all: [CloudFrontLine], _ balancer: ALBTally
  ) -> ALBLine? {
    func isSame(_ other: ALBLine) -> Bool {
      other.method == line.method && (other.path == line.path || other.path.hasSuffix(line.path))
    }
    func isSame(_ other: CloudFrontLine) -> Bool { other.method == line.method && other.path == line.path }
    guard let answer = balancer.others.last(where: { isSame($0) && ($0.status ?? 999) < 400 }) else {
      return nil
    }
    if balancer.faults.contains(where: { isSame($0) && $0.time >= answer.time }) { return nil }
    let waited = all.filter { $0.taken >= 1 && isSame($0) }.map(\.time).max()
    let begin = waited ?? fast.filter(isSame).map(\.time).min() ?? .infinity
    // CloudFront writes whole seconds.
    return answer.time >= begin - 1 ? answer : nil
  }

  /// Whether the load balancer answers requests since the first of the lines, and fails none.
  private static func hasStoppedFailing(since fast: [CloudFrontLine], _ balancer: ALBTally) -> Bool {
    let begin = fast.map(\.time).min() ?? .infinity
    // Lines are kept of requests whose paths ended with 504; what else was answered is counted in slots of ten
    // seconds. An answer in the very slot may be a little older: it leaves the question open as well.
    guard begin < .infinity else { return false }
    return balancer.answers.keys.contains { $0.slot >= PathSlot.slot(begin) }
      && !balancer.faults.contains { $0.time >= begin }
  }

  private static func errorTTL(_ view: LogView) -> JSON? {
    for edge in view.path.edges {
      for item in edge.config["CustomErrorResponses"]?["Items"]?.elements ?? []
      where item["ErrorCode"]?.int == 504 {
        if let ttl = item["ErrorCachingMinTTL"] { return ttl }
      }
    }
    return nil
  }
}
