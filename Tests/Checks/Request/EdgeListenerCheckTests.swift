@testable import RequestChecks
import Testing

@Suite struct EdgeListenerCheckTests {
  private typealias File = EdgeFile

  private static let matchViewer = Edit.set(
    File.distribution, File.custom + "/OriginProtocolPolicy", "match-viewer")

  static let table = CheckTable(
    EdgeListenerCheck.self,
    [
      .confirmed(
        "no listener waits on the port", .edge.after(.set(File.listeners, "/Listeners/0/Port", 80)),
        says: "CloudFront connects on port 443, and web has no listener on port 443",
        cites: [File.distribution, File.listeners],
        binds: ["port": "443", "listener-ports": "80", "open-value": "http-only"]),
      .confirmed(
        "the origin's own port has no listener",
        .edge.after(.set(File.distribution, File.custom + "/HTTPSPort", 8443)),
        says: "web has no listener on port 8443",
        binds: ["open-field": "CustomOriginConfig.HTTPSPort", "open-value": "443"]),
      .confirmed(
        "there are no listeners at all", .edge.after(.set(File.listeners, "/Listeners", [])),
        says: "web has no listener on port 443", cites: [File.listeners]),
      .confirmed(
        "match-viewer for everybody uses both ports",
        .edge.after(
          matchViewer,
          .set(
            File.distribution, "/DistributionConfig/DefaultCacheBehavior/ViewerProtocolPolicy", "allow-all")),
        says: "web has no listener on port 80"),
      .confirmed(
        "a VPC origin's port has no listener",
        .vpcOrigin.after(.set(File.listeners, "/Listeners/0/Port", 8080)),
        says: "web has no listener on port 443"),
      .ruledOut(
        "a listener waits on the port", .edge, says: "web listens on port 443", cites: [File.listeners]),
      .ruledOut(
        "match-viewer behind a redirect uses HTTPS only", .edge.after(matchViewer),
        says: "web listens on port 443"),
      .undetermined(
        "the listeners may not be listed", .edge.after(.deny(File.listeners)),
        says: "the listeners of web are not in the snapshot", needs: "elbv2.describe-listeners"),
      .undetermined(
        "a listener whose port is not printed may be the one",
        .edge.after(.remove(File.listeners, "/Listeners/0/Port")), says: "the listeners of web",
        needs: "elbv2.describe-listeners"),
      .notApplicable(
        "no distribution", .edgeless, says: "no CloudFront origin of the snapshot leads to web"),
    ])

  @Test(arguments: table.tests)
  func `whether the load balancer listens on the origin's port`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
