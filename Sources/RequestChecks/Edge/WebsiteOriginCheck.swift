import Sentences
import Evidence
import Records
import Services

/// `website-origin`: whether CloudFront asks an S3 website endpoint over HTTPS, which that endpoint does not speak.
///
/// Website endpoints answer HTTP on port 80 only (S3 guide, "Key differences between a website endpoint and a REST API
/// endpoint"): a connection to port 443 is not answered, and CloudFront gives up with 504. Proved by the origin of a
/// behavior; where the protocol follows the viewer's (`match-viewer`), by the 504s of that origin.
enum WebsiteOriginCheck: Check {
  static let name = "website-origin"
  static let summary: Sentence = "whether CloudFront asks an S3 website endpoint over HTTPS"
  static let binds = RequestPath.binds + ["origin-domain", "origin-protocol-policy", "pattern"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.distributionConfig, .edgeLog]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    guard !view.path.edges.isEmpty else { return EdgeTimerPremise.missing(context, view) }
    let routes = siblings(view.path, context)
    let websites = routes.filter { isWebsite($0.domainName) }
    guard !websites.isEmpty else {
      return .notApplicable(
        "no origin of the distribution is an S3 website",
        view.path.edges.prefix(1).compactMap { edge in
          edge.origin["DomainName"].map { Citation($0, "its origin") }
        })
    }
    var open: Finding?
    var closed: Finding?
    for route in websites {
      let finding = judge(route, view)
      if finding.verdict == .confirmed { return finding }
      if finding.verdict == .undetermined { open = open ?? finding }
      closed = closed ?? finding
    }
    return open ?? closed ?? .notApplicable("no origin of the distribution is an S3 website")
  }

  /// All origins of the distributions that lead to the load balancer.
  private static func siblings(_ path: RequestPath, _ context: CheckContext) -> [EdgeRoute] {
    let own = Set(path.edges.map { $0.distribution ?? "" })
    return context.analysis.edgeRoutes.routes.filter { own.contains($0.distribution ?? "") }
  }

  /// `BUCKET.s3-website-REGION.amazonaws.com`, or with a point before the Region; in China with another ending.
  private static func isWebsite(_ domain: String?) -> Bool {
    let pattern = /[a-z0-9.-]+\.s3-website[.-][a-z0-9-]+\.amazonaws\.com(\.cn)?/
    return (domain ?? "").lowercased().wholeMatch(of: pattern) != nil
  }

  private static func judge(_ route: EdgeRoute, _ view: LogView) -> Finding {
    let origin = EdgeOrigin(route)
    guard let domain = route.origin["DomainName"] else {
      return .notApplicable("no origin of the distribution is an S3 website")
    }
    let shown = [Citation(domain, "an S3 website endpoint, which speaks HTTP only")]
    guard let behavior = route.behaviors.first else {
      return .ruledOut("no cache behavior leads to \(domain.string ?? "-")", shown)
    }
    guard let policy = route.origin["CustomOriginConfig"]?["OriginProtocolPolicy"], let text = policy.string
    else {
      return .undetermined(
        "how CloudFront connects to \(domain.string ?? "-") is not in the snapshot",
        needs: [view.distributionNeed], evidence: shown)
    }
    let evidence = shown + [Citation(policy, "CloudFront connects by this policy")]
    if text == "http-only" { return .ruledOut("CloudFront asks \(domain.string ?? "-") over HTTP", evidence) }
    let lines = view.otherOrigins.groups.filter { $0.origin["Id"]?.string == route.originID }.flatMap(\.lines)
    let isAlways = origin.ports.contains { $0.isAlways && $0.number != 80 }
    let failed = lines.filter { $0.viewerProtocol != "http" }
    guard isAlways || !failed.isEmpty else {
      if view.edge != nil, view.otherOrigins.groups.isEmpty {
        return view.notInEdgeLog("no request to \(domain.string ?? "-") ended with 504")
      }
      return .undetermined(
        "whether viewers ask \(domain.string ?? "-") over HTTPS is not in the snapshot",
        needs: [view.edgeNeed], evidence: evidence)
    }
    var values = view.path.bindings.merging(origin.bindings) { _, new in new }
    values["pattern"] = behavior["PathPattern"]?.string ?? "*"
    return .confirmed(
      "CloudFront asks \(domain.string ?? "-") over HTTPS (\(text)), and an S3 website endpoint speaks HTTP only",
      evidence + LogEvidence.samples(failed), bindings: [values])
  }
}
