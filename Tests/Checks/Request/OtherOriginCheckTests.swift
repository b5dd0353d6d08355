@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct OtherOriginCheckTests {
  typealias Log = AccessLog

  static let behaviors = "/DistributionConfig/CacheBehaviors"

  /// A second origin for the paths below `/pages`.
  static func pages(
    _ domain: String, _ policy: String = "https-only", viewers: String = "redirect-to-https",
    functions: JSONValue = ["Quantity": 0]
  ) -> World {
    World.unlogged.after(
      .insert(
        Web.distribution, "/DistributionConfig/Origins/Items/-",
        [
          "Id": "pages", "DomainName": .string(domain),
          "CustomOriginConfig": ["HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": .string(policy)],
        ]),
      .set(
        Web.distribution, behaviors,
        [
          "Quantity": 1,
          "Items": [
            [
              "PathPattern": "/pages/*", "TargetOriginId": "pages", "ViewerProtocolPolicy": .string(viewers),
              "LambdaFunctionAssociations": functions,
            ]
          ],
        ]))
  }

  static let archive = pages("archive.example.net")

  static func failed(_ paths: String...) -> Edit {
    Log.edge(paths.map { Log.viewer("05:40:00", 30, $0, "OriginCommError") })
  }

  static let table = CheckTable(
    OtherOriginCheck.self,
    [
      .confirmed(
        "the 504s stand on another behavior's paths", archive.after(failed("/pages/a", "/pages/b")),
        says: "2 of 2 504s belong to behaviors that lead to archive.example.net, not to web-prod",
        cites: [Log.edgeFile, Web.distribution],
        binds: [
          "origin": "pages", "pattern": "/pages/*", "count": "2", "origin-domain": "archive.example.net",
        ]),
      .confirmed(
        "half of them do", archive.after(failed("/pages/a", "/search")), says: "1 of 2 504s belong"),
      .ruledOut(
        "most stand on the load balancer's paths", archive.after(failed("/pages/a", "/search", "/")),
        says: "2 of 3 504s belong to behaviors that lead to web-prod", cites: [Log.edgeFile]),
      .ruledOut(
        "all do", archive.after(failed("/search")), says: "the 504s belong to behaviors that lead to web-prod"
      ),
      .ruledOut(
        "a function may choose the origin, so the path does not tell",
        pages(
          "archive.example.net",
          functions: [
            "Quantity": 1, "Items": [["EventType": "origin-request", "LambdaFunctionARN": "arn:x"]],
          ]
        ).after(failed("/pages/a")), says: "the 504s belong to behaviors that lead to web-prod"),
      .ruledOut(
        "the log holds no 504",
        archive.after(Log.edge(Log.viewer("05:40:00", 0.1, "/", "Miss", status: 200))),
        says: "CloudFront's log holds no 504", cites: [Log.edgeFile]),
      .undetermined("no log", archive, says: "no CloudFront access log", needs: "cloudfront.log"),
      .undetermined(
        "the distribution may not be read", archive.after(.deny(Web.distribution)), says: "was not collected",
        needs: "cloudfront.get-distribution-config"),
      .notApplicable("one origin only", .web, says: "the distribution has no other origin"),
    ])

  @Test(arguments: table.tests)
  func `whether the 504s belong to another origin`(_ row: CheckTable.Test) throws { try row.hold() }
}
