import Sentences
import Evidence
import Records
import Services

/// `edge-custom-error`: whether a custom error response of the distribution turns another status into 504.
///
/// Configuration proves it: an entry of `CustomErrorResponses` with another `ErrorCode` and `ResponseCode` 504. Refuted
/// where both logs cover the time and the load balancer never answered that code
/// ("Generating custom error responses" in the CloudFront guide).
enum EdgeCustomErrorCheck: Check {
  static let name = "edge-custom-error"
  static let summary: Sentence =
    "whether a custom error response of the distribution turns another status into 504"
  static let binds = RequestPath.binds + ["error-code", "response-page"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.distributionConfig, .balancerLog]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    guard !view.path.edges.isEmpty else { return EdgeTimerPremise.missing(context, view) }
    var mappings: [(EdgeRoute, JSON)] = []
    var seen: Set<String> = []
    for edge in view.path.edges where seen.insert(edge.distribution ?? edge.config.pointer).inserted {
      for item in edge.config["CustomErrorResponses"]?["Items"]?.elements ?? []
      where item["ResponseCode"]?.int == 504 && item["ErrorCode"]?.int != 504 {
        mappings.append((edge, item))
      }
    }
    guard !mappings.isEmpty else {
      let places = view.path.edges.prefix(1).map { edge in
        Citation(edge.config["CustomErrorResponses"] ?? edge.config, "maps no status to 504")
      }
      return .ruledOut("no custom error response of the distribution maps another status to 504", places)
    }
    let codes = mappings.compactMap { $0.1["ErrorCode"]?.int }
    // Kept lines hold 5xx of every request, and the 4xx of requests that ended with 504 at the edge.
    let kept = (view.balancer?.faults ?? []) + (view.balancer?.others ?? [])
    let lines = kept.filter { line in line.status.map(codes.contains) ?? false }
    if lines.isEmpty, view.balancer != nil, view.balancerCovers, !view.edgeTimeouts.isEmpty {
      let asked = codes.map { Sentence(name: "\($0)") }.joined(separator: " or ")
      return .ruledOut(
        "the mapping exists, but the load balancer answered none of the requests with \(asked)",
        mappings.compactMap { $0.1["ErrorCode"] }.map { Citation($0, "this status would become 504") }
          + (view.balancer.map(view.balancerCitations) ?? []))
    }
    let bindings = mappings.map { edge, item -> [String: String] in
      var values = view.path.bindings
      values["distribution"] = edge.distribution
      values["error-code"] = item["ErrorCode"]?.scalar
      values["response-page"] = item["ResponsePagePath"]?.string
      return values
    }
    let shown = lines.prefix(2).map { line in
      line.cite(
        "the load balancer answered \(line.status.map(String.init) ?? "-") for \(line.method) \(line.path)")
    }
    return .confirmed(
      "CloudFront rewrites \(codes.map(String.init).joined(separator: ", ")) of the origin to 504",
      mappings.flatMap { _, item in
        [
          item["ErrorCode"].map { Citation($0, "this status of the origin") },
          item["ResponseCode"].map { Citation($0, "is rewritten to 504") },
        ]
        .compactMap { $0 }
      } + shown, bindings: bindings)
  }
}
