@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct EdgeFailoverCheckTests {
  typealias Log = AccessLog

  static let distribution = "cloudfront.get-distribution-config.E2QWJOBSPROD01.json"

  /// A second origin, tried after a 504 of the first.
  static func standby(_ world: World, _ name: String, codes: JSONValue = [500, 502, 504]) -> World {
    world.after(
      .insert(
        distribution, "/DistributionConfig/Origins/Items/-",
        [
          "Id": "standby", "DomainName": .string(name), "ConnectionAttempts": 2, "ConnectionTimeout": 5,
          "CustomOriginConfig": [
            "HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only", "OriginReadTimeout": 20,
          ],
        ]),
      .set(
        distribution, "/DistributionConfig/OriginGroups",
        [
          "Quantity": 1,
          "Items": [
            [
              "Id": "both", "FailoverCriteria": ["StatusCodes": ["Quantity": 3, "Items": codes]],
              "Members": ["Quantity": 2, "Items": [["OriginId": "alb-prod"], ["OriginId": "standby"]]],
            ]
          ],
        ]),
      .set(distribution, "/DistributionConfig/DefaultCacheBehavior/TargetOriginId", "both"))
  }

  static let staging = "web-staging-640218357.ap-northeast-1.elb.amazonaws.com"
  static let lost = "web-old-1111111111.ap-northeast-1.elb.amazonaws.com"
  static let balancers = "elbv2.describe-load-balancers.json"
  static func tookSeconds(_ seconds: Double) -> Edit {
    Log.edge(Log.viewer("05:40:00", seconds, "/", "OriginCommError"))
  }

  static let table = CheckTable(
    EdgeFailoverCheck.self,
    [
      .confirmed(
        "the second origin is a load balancer that is gone", standby(.web, lost),
        says: "names a load balancer that does not exist", cites: [distribution, balancers],
        binds: ["origin-group": "both", "origin": "standby", "origin-domain": lost]),
      .confirmed(
        "the second origin's load balancer failed",
        standby(.web, staging).after(
          .set(balancers, "/LoadBalancers/LoadBalancerName=web-staging/State/Code", "failed")),
        says: "is in state failed", cites: [balancers]),
      .confirmed(
        "requests waited for both, one after the other",
        standby(.unlogged, staging).after(tookSeconds(70)), says: "1 requests waited for both origins",
        cites: [Log.edgeFile, distribution]),
      .ruledOut(
        "requests waited for one origin only", standby(.unlogged, staging).after(tookSeconds(90)),
        says: "the time of one origin, not of two", cites: [Log.edgeFile]),
      .ruledOut("the recorded incident that works", .request("failover-works"), says: "504"),
      .undetermined(
        "the second origin may be another region's load balancer",
        standby(.unlogged, "web-dr-1111111111.us-east-1.elb.amazonaws.com"),
        says: "no CloudFront access log", needs: "cloudfront."),
      .undetermined(
        "the second origin may stand on the next page",
        standby(.unlogged, lost).after(.set(balancers, "/NextMarker", "eyJ")),
        says: "no CloudFront access log", needs: "cloudfront."),
      .undetermined(
        "the distribution was not collected", .edge.after(.delete(EdgeFile.distribution)),
        says: "the distribution in front of web", needs: "cloudfront."),
      .notApplicable("no origin group", .web, says: "no origin group of the path fails over on 504"),
      .notApplicable(
        "the group does not fail over on 504", standby(.web, lost, codes: [500, 502, 503]),
        says: "no origin group of the path fails over on 504"),
      .notApplicable(
        "no behaviour uses the group",
        standby(.web, lost).after(
          .set(distribution, "/DistributionConfig/DefaultCacheBehavior/TargetOriginId", "alb-prod")),
        says: "no origin group of the path fails over on 504"),
      .notApplicable("no distribution", .edgeless, says: "nothing in the snapshot points to a CloudFront"),
    ])

  @Test(arguments: table.tests)
  func `whether the second origin fails as well`(_ row: CheckTable.Test) throws { try row.hold() }
}
