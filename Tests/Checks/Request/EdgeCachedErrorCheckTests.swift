@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct EdgeCachedErrorCheckTests {
  typealias Log = AccessLog

  static let cached = Log.edge(
    Log.viewer("05:30:00", 30, "/", "OriginCommError"), Log.viewer("05:50:00", 0.001, "/", "Error"))
  static let outage = Log.hungUp("05:30:00", after: 30, "/")

  static let table = CheckTable(
    EdgeCachedErrorCheck.self,
    [
      .confirmed(
        "the load balancer answers again, and the cache does not know",
        .unlogged.after(cached, Log.balancer(outage, Log.answered("05:50:00"))),
        says: "1 requests got a 504 within a second", "answers 200 for / again",
        cites: [Log.edgeFile, Log.balancerFile],
        binds: ["path": "/", "count": "1", "error-caching-ttl": "10"]),
      .confirmed(
        "errors are kept for an hour", .request("cached-504-after-recovery"), says: "from CloudFront's cache",
        binds: ["error-caching-ttl": "3600"]),
      .ruledOut(
        "the load balancer still fails",
        .unlogged.after(cached, Log.balancer(outage, Log.hungUp("05:49:00", after: 30, "/"))),
        says: "the load balancer has not answered these requests since"),
      .ruledOut(
        "it answered before the outage only",
        .unlogged.after(cached, Log.balancer(Log.answered("05:20:00"), outage)),
        says: "the load balancer has not answered these requests since"),
      .ruledOut(
        "a function answered at once, no cache",
        .unlogged.after(
          Log.edge(Log.viewer("05:50:00", 0.001, "/", "FunctionGeneratedResponse")),
          Log.balancer(Log.answered("05:50:00"))), says: "none came from the cache"),
      .ruledOut(
        "every 504 took its time",
        .unlogged.after(
          Log.edge(Log.viewer("05:30:00", 30, "/", "OriginCommError")),
          Log.balancer(Log.answered("05:50:00"))), says: "none came from the cache"),
      .ruledOut("no 504", .web, says: "CloudFront's log holds no 504", cites: [Log.edgeFile]),
      .undetermined(
        "the load balancer answers others, and was not asked for these",
        .unlogged.after(cached, Log.balancer(outage, Log.answered("05:50:20", "/company"))),
        says: "was not asked for these requests since", needs: nil, cites: [Log.edgeFile]),
      .undetermined(
        "it answers others in the very slot of the cached error",
        .unlogged.after(cached, Log.balancer(outage, Log.answered("05:50:05", "/company"))),
        says: "was not asked for these requests since", needs: nil),
      .undetermined(
        "no access log of the load balancer", .unlogged.after(cached),
        says: "it is open whether the origin has recovered", needs: "alb.log"),
      .undetermined(
        "no log of CloudFront", .balancerLog(Log.answered("05:50:00")), says: "no CloudFront access log",
        needs: "cloudfront.log"),
      .undetermined(
        "the distribution was not collected", .edge.after(.delete(EdgeFile.distribution)),
        says: "the distribution in front of web was not collected", needs: "cloudfront."),
      .notApplicable("no distribution", .edgeless, says: "nothing in the snapshot points to a CloudFront"),
    ])

  @Test(arguments: table.tests)
  func `whether a cached 504 is served`(_ row: CheckTable.Test) throws { try row.hold() }
}
