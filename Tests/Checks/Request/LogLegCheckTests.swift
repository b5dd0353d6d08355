@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct LogLegCheckTests {
  typealias Log = AccessLog

  /// Both logs, of the same time.
  static func logs(_ edge: String, _ balancer: String) -> World {
    .unlogged.after(Log.edge(edge), Log.balancer(balancer, Log.answered("05:40:00", "/health")))
  }

  static let slow = Log.viewer("05:40:00", 30, "/", "OriginCommError")

  /// The tables of the legs: what proves each, and what proves another one instead.
  static func table(_ leg: String, _ name: String, _ proof: World, says words: String, other: World)
    -> CheckTable
  {
    CheckTable(
      LogLegCheck.self, ["is": leg],
      [
        .confirmed(name, proof, says: "1 of 1 requests \(words)"),
        .ruledOut("it ended elsewhere", other, says: "none of the 1 requests that ended with 504 \(words)"),
        .ruledOut(
          "both logs cover the time, and nothing ended with 504", .web,
          says: "none of the 0 requests that ended with 504 \(words)"),
        .undetermined(
          "no logs", .unlogged, says: "no access log of web-prod was collected", needs: "alb.log"),
        .undetermined(
          "CloudFront's 504 has no counterpart in a log of another time",
          .unlogged.after(Log.edge(slow), Log.balancer(Log.answered("03:00:00"))),
          says: "some 504s of the CloudFront log have no counterpart", needs: "alb.log"),
        .never(.notApplicable, "every 504 ends on some leg"),
      ])
  }

  static let silent = logs(Log.viewer("05:40:00", 60, "/", "OriginCommError"), Log.silent("05:40:00", "/"))

  static let tables: [CheckTable] = [
    table(
      "edge-connect", "the load balancer's log covers the time and does not hold the request",
      logs(slow, Log.answered("05:40:10", "/other")), says: "never reached the load balancer", other: silent),
    table(
      "edge-timer", "CloudFront hung up", logs(slow, Log.hungUp("05:40:00", after: 30, "/")),
      says: "were given up by CloudFront", other: silent),
    table(
      "edge-made", "a cached error took no time",
      logs(Log.viewer("05:40:00", 0.001, "/", "Error"), Log.answered("05:40:10", "/other")),
      says: "were answered by CloudFront itself", other: silent),
    table(
      "target-connect", "the load balancer could not connect",
      logs(Log.viewer("05:40:00", 10, "/", "OriginCommError"), Log.unconnected("05:40:00")),
      says: "ended because the load balancer could not connect", other: silent),
    table(
      "target-silent", "a connected target was silent", silent,
      says: "ended because a connected target did not answer",
      other: logs(slow, Log.hungUp("05:40:00", after: 30, "/"))),
    table(
      "target-answered", "the target answered 504",
      logs(Log.viewer("05:40:00", 15, "/", "OriginCommError"), Log.said504("05:40:00", after: 15)),
      says: "were answered 504 by the target itself", other: silent),
    table(
      "fixed-response", "a rule answered",
      logs(Log.viewer("05:40:00", 0.1, "/", "Error"), Log.fixed("05:40:00")),
      says: "were answered 504 by a listener rule", other: silent),
  ]

  /// What one log alone tells, and what it does not.
  static let alone = CheckTable(
    LogLegCheck.self,
    [
      .confirmed(
        "the load balancer's log alone tells of its targets", .balancerLog(Log.unconnected("05:40:00")),
        ["is": "target-connect"], says: "1 of 1 requests", cites: [Log.balancerFile]),
      .confirmed(
        "a retry that hung up stands beside the answer that decided",
        logs(
          Log.viewer("05:40:00", 90, "/", "OriginCommError"),
          [Log.hungUp("05:40:00", after: 30, "/"), Log.silent("05:40:30", "/")].joined(separator: "\n")),
        ["is": "target-silent"], says: "1 of 1 requests"),
      .confirmed(
        "a function's answer took no origin",
        logs(Log.viewer("05:40:00", 0.01, "/", "FunctionGeneratedResponse"), Log.answered("05:40:10", "/x")),
        ["is": "edge-made"], says: "were answered by CloudFront itself"),
      .ruledOut(
        "no 460: CloudFront hung up nowhere", .balancerLog(Log.unconnected("05:40:00")),
        ["is": "edge-timer"], says: "none of the 1 requests"),
      .undetermined(
        "requests that never arrive show in CloudFront's log only",
        .balancerLog(Log.unconnected("05:40:00")), ["is": "edge-connect"], says: "no CloudFront access log",
        needs: "cloudfront"),
      .undetermined(
        "no 504 in CloudFront's log, and the load balancer's was not collected",
        .unlogged.after(Log.edge(Log.viewer("05:40:00", 0.1, "/", "Miss", status: 200))),
        ["is": "target-connect"], says: "no access log of web-prod was collected", needs: "alb.log"),
      .undetermined(
        "CloudFront's log was not read to its end",
        .web.after(Log.edge(Log.viewer("05:40:00", 0.1, "/", "Miss", status: 200), "2025-08-28\t05:4")),
        ["is": "edge-connect"], says: "the CloudFront log was not read to its end", needs: "cloudfront"),
      .undetermined(
        "the load balancer's log was not read to its end",
        .web.after(Log.balancer(Log.answered("05:40:00"), "https 2025-08-28T05:41")),
        ["is": "target-connect"], says: "was not read to its end", needs: "alb.log"),
      .never(.notApplicable, "every 504 ends on some leg"),
    ])

  @Test(arguments: tables.flatMap(\.tests) + alone.tests)
  func `on which leg the 504s came about`(_ row: CheckTable.Test) throws { try row.hold() }
}
