@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct EdgeCompletionTimeoutCheckTests {
  typealias Log = AccessLog

  static let configured = World.unlogged.after(
    .set(
      "cloudfront.get-distribution-config.E2QWJOBSPROD01.json",
      EdgeFile.origin + "/ResponseCompletionTimeout", 45))

  static let table = CheckTable(
    EdgeCompletionTimeoutCheck.self,
    [
      .confirmed(
        "an export is cut in the middle", .request("completion-timeout-cuts-export"),
        says: "had begun and were cut after", cites: ["210987654321/global/"]),
      .confirmed(
        "a response that had begun ends at the timeout",
        configured.after(Log.edge(Log.viewer("05:40:00", 45, "/export", "OriginCommError", firstByte: 0.2))),
        says: "1 responses had begun and were cut after 45 s", cites: [Log.edgeFile, "cloudfront."],
        binds: ["completion-timeout": "45", "path": "/export", "origin": "alb-prod"]),
      .ruledOut(
        "without a byte before the end it was the response timeout",
        configured.after(Log.edge(Log.viewer("05:40:00", 45, "/export", "OriginCommError"))),
        says: "no response that had begun ended at the response completion timeout"),
      .ruledOut(
        "a response that ends earlier",
        configured.after(Log.edge(Log.viewer("05:40:00", 30, "/export", "OriginCommError", firstByte: 0.2))),
        says: "no response that had begun ended"),
      .undetermined(
        "no log of CloudFront", configured, says: "no CloudFront access log", needs: "cloudfront"),
      .undetermined(
        "the distribution was not collected", .edge.after(.delete(EdgeFile.distribution)),
        says: "the distribution in front of web", needs: "cloudfront."),
      .notApplicable(
        "no such timeout is set", .web, says: "no origin of the path has a response completion timeout"),
      .notApplicable("no distribution", .edgeless, says: "nothing in the snapshot points to a CloudFront"),
    ])

  @Test(arguments: table.tests)
  func `whether the completion timeout cuts responses`(_ row: CheckTable.Test) throws { try row.hold() }
}
