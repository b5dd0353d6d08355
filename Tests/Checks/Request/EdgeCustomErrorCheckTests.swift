@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct EdgeCustomErrorCheckTests {
  typealias Log = AccessLog

  static let distribution = "cloudfront.get-distribution-config.E2QWJOBSPROD01.json"

  static func mapping(_ code: Int, to answer: String) -> Edit {
    .set(
      distribution, "/DistributionConfig/CustomErrorResponses",
      [
        "Quantity": 1,
        "Items": [
          [
            "ErrorCode": .number("\(code)"), "ResponsePagePath": "/sorry.html",
            "ResponseCode": .string(answer), "ErrorCachingMinTTL": 10,
          ]
        ],
      ])
  }

  static let timedOut = Log.edge(Log.viewer("05:40:00", 0.2, "/", "Error"))

  static let table = CheckTable(
    EdgeCustomErrorCheck.self,
    [
      .confirmed(
        "503 becomes 504", .unlogged.after(mapping(503, to: "504")),
        says: "CloudFront rewrites 503 of the origin to 504", cites: [distribution],
        binds: ["error-code": "503", "response-page": "/sorry.html", "distribution": "E2QWJOBSPROD01"]),
      .confirmed(
        "and the log shows such an answer",
        .unlogged.after(mapping(503, to: "504"), timedOut, Log.balancer(Log.noTarget("05:40:00"))),
        says: "CloudFront rewrites 503 of the origin to 504", cites: [distribution, Log.balancerFile]),
      .confirmed("the recorded incident", .request("not-found-mapped-to-504"), says: "rewrites 404"),
      .ruledOut("no custom error responses", .web, says: "maps another status to 504", cites: [distribution]),
      .ruledOut(
        "504 stays 504, and only its page changes", .web.after(mapping(504, to: "504")),
        says: "maps another status to 504"),
      .ruledOut(
        "504 becomes 200", .web.after(mapping(504, to: "200")), says: "maps another status to 504"),
      .ruledOut(
        "the load balancer never gave that status",
        .unlogged.after(mapping(503, to: "504"), timedOut, Log.balancer(Log.silent("05:39:00", "/"))),
        says: "the load balancer answered none of the requests with 503"),
      .undetermined(
        "the distribution was not collected", .edge.after(.delete(EdgeFile.distribution)),
        says: "the distribution in front of web", needs: "cloudfront."),
      .notApplicable("no distribution", .edgeless, says: "nothing in the snapshot points to a CloudFront"),
    ])

  @Test(arguments: table.tests)
  func `whether another status becomes 504`(_ row: CheckTable.Test) throws { try row.hold() }
}
