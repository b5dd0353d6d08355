import Sentences
import Evidence
import Records
import Services

/// Whether admitting viewers' addresses would help.
///
/// Behind CloudFront the load balancer never sees a viewer: its clients are CloudFront's origin-facing addresses
/// (CloudFront guide, "Restricting access to Application Load Balancers").
enum ViewerAddressCheck: Check {
  static let name = "viewer-addresses"
  static let summary: Sentence =
    "whether viewers connect to the load balancer themselves, so that admitting them could help"
  static let binds = RequestPath.binds + ["viewer-count"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.distributionConfig, .loadBalancers, .balancerLog]

  static func run(_ context: CheckContext) -> Finding {
    let path = context.requestPath
    let routes = context.analysis.edgeRoutes
    guard let edge = path.edges.first else {
      if !path.edgeNeeds.isEmpty {
        return .undetermined(
          "whether CloudFront stands before the load balancer is not known", needs: path.edgeNeeds)
      }
      if routes.listing.documents.isEmpty {
        return .undetermined(
          "whether CloudFront stands before the load balancer is not known", needs: [routes.listing.need])
      }
      return .notApplicable(
        "no distribution leads to this load balancer",
        routes.listing.citations("the distributions that were collected"))
    }
    var evidence: [Citation] = []
    if let name = edge.origin["DomainName"] {
      evidence.append(Citation(name, "viewers connect to CloudFront, which connects to this origin"))
    }
    if let line = context.logView.balancer?.anyLine {
      evidence.append(line.cite("the load balancer's client is \(line.client), an address of CloudFront"))
    }
    var values = path.bindings
    // A load balancer that is gone is known by its name in the origin alone.
    values["load-balancer"] = path.name ?? edge.domainName
    values["viewer-count"] = String(Set(context.logView.edgeTimeouts.map(\.edge)).count)
    var finding = Finding.ruledOut(
      "viewers connect to CloudFront; the load balancer sees CloudFront's own addresses only", evidence)
    finding.bindings = [values]
    return finding
  }
}
