@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct EdgeConnectBudgetCheckTests {
  typealias Log = AccessLog

  static let distribution = "cloudfront.get-distribution-config.E2QWJOBSPROD01.json"

  static func hasty(_ world: World, _ timeout: Int, _ attempts: Int) -> World {
    world.after(
      .set(distribution, EdgeFile.origin + "/ConnectionTimeout", .number("\(timeout)")),
      .set(distribution, EdgeFile.origin + "/ConnectionAttempts", .number("\(attempts)")))
  }

  static let short = Log.viewer("05:40:00", 1, "/search", "OriginConnectError")
  static let passes = Log.viewer("05:41:00", 0.1, "/", "Miss", status: 200)

  static let table = CheckTable(
    EdgeConnectBudgetCheck.self,
    [
      .confirmed(
        "one second, once, while others get through",
        hasty(.unlogged, 1, 1).after(Log.edge(short, passes), Log.balancer(Log.answered("05:41:00"))),
        says: "1 requests ended after 1.0 s", "(1 s x 1), while others get through",
        cites: [Log.edgeFile, distribution], binds: ["connection-timeout": "1", "attempts": "1"]),
      .confirmed(
        "the recorded incident", .request("connect-timeout-one-second"), says: "while others get through"),
      .ruledOut("AWS's own defaults", .web, says: "CloudFront has time enough to connect"),
      .ruledOut(
        "three short attempts are long enough", hasty(.web, 3, 3).after(Log.edge(short)),
        says: "CloudFront has time enough to connect", cites: [distribution]),
      .ruledOut(
        "the load balancer answered that very request",
        hasty(.unlogged, 1, 1).after(
          Log.edge(short, passes), Log.balancer(Log.hungUp("05:40:00", after: 1, "/search"))),
        says: "no 504 ended after the short time"),
      .ruledOut(
        "a 504 that took longer",
        hasty(.unlogged, 1, 1).after(
          Log.edge(Log.viewer("05:40:00", 30, "/search", "OriginCommError"), passes)),
        says: "no 504 ended after the short time"),
      .ruledOut(
        "a function made the 504",
        hasty(.unlogged, 1, 1).after(
          Log.edge(Log.viewer("05:40:00", 1, "/search", "LambdaGeneratedResponse"), passes)),
        says: "no 504 ended after the short time"),
      .undetermined(
        "nobody gets through: another wall may be the reason",
        hasty(.unlogged, 1, 1).after(Log.edge(short)), says: "no log shows that any request gets through",
        needs: "alb.log"),
      .undetermined(
        "others got through an hour before only",
        hasty(.unlogged, 1, 1).after(Log.edge(Log.viewer("04:40:00", 0.1, "/", "Miss", status: 200), short)),
        says: "no log shows that any request gets through", needs: "alb.log"),
      .undetermined(
        "no log of CloudFront", hasty(.unlogged, 1, 1), says: "no CloudFront access log", needs: "cloudfront"),
      .undetermined(
        "the distribution was not collected", .edge.after(.delete(EdgeFile.distribution)),
        says: "the distribution in front of web", needs: "cloudfront."),
      .notApplicable("no distribution", .edgeless, says: "nothing in the snapshot points to a CloudFront"),
    ])

  @Test(arguments: table.tests)
  func `whether CloudFront has too little time to connect`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
