@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct WebsiteOriginCheckTests {
  typealias Log = AccessLog

  static let dash = "jobs-pages.s3-website-ap-northeast-1.amazonaws.com"
  static let point = "jobs-pages.s3-website.eu-central-1.amazonaws.com"

  static let follows = OtherOriginCheckTests.pages(dash, "match-viewer", viewers: "allow-all")

  static let table = CheckTable(
    WebsiteOriginCheck.self,
    [
      .confirmed(
        "https-only", OtherOriginCheckTests.pages(dash), says: "over HTTPS (https-only)",
        cites: [Web.distribution],
        binds: ["origin": "pages", "pattern": "/pages/*", "origin-protocol-policy": "https-only"]),
      .confirmed("the other form of the name", OtherOriginCheckTests.pages(point), says: point),
      .confirmed(
        "the viewer's protocol, and viewers are sent to HTTPS",
        OtherOriginCheckTests.pages(dash, "match-viewer"), says: "over HTTPS (match-viewer)"),
      .confirmed(
        "the viewer's protocol, and HTTPS failed", follows.after(OtherOriginCheckTests.failed("/pages/a")),
        says: "over HTTPS (match-viewer)", cites: [Log.edgeFile]),
      .ruledOut(
        "http-only", OtherOriginCheckTests.pages(dash, "http-only"), says: "over HTTP",
        cites: [Web.distribution]),
      .ruledOut(
        "no behavior leads there",
        OtherOriginCheckTests.pages(dash).after(
          .set(Web.distribution, OtherOriginCheckTests.behaviors, ["Quantity": 0])),
        says: "no cache behavior leads to"),
      .ruledOut(
        "the viewer's protocol, and nothing failed",
        follows.after(Log.edge(Log.viewer("05:40:00", 0.1, "/pages/a", "Miss", status: 200))),
        says: "ended with 504", cites: [Log.edgeFile]),
      .undetermined(
        "the viewer's protocol, and no log", follows, says: "whether viewers ask", needs: "cloudfront.log"),
      .undetermined(
        "the distribution may not be read",
        OtherOriginCheckTests.pages(dash).after(.deny(Web.distribution)), says: "was not collected",
        needs: "cloudfront.get-distribution-config"),
      .notApplicable(
        "the REST endpoint speaks HTTPS",
        OtherOriginCheckTests.pages("jobs-pages.s3.ap-northeast-1.amazonaws.com"),
        says: "no origin of the distribution is an S3 website"),
      .notApplicable(
        "a name that only looks like it", OtherOriginCheckTests.pages("s3-website-eu.example.net"),
        says: "no origin of the distribution is an S3 website"),
    ])

  @Test(arguments: table.tests)
  func `whether a website endpoint is asked over HTTPS`(_ row: CheckTable.Test) throws { try row.hold() }
}
