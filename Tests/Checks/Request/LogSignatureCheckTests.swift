@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct LogSignatureCheckTests {
  typealias Log = AccessLog

  /// The tables of the kinds of fault: a line of each, and a line that looks like it.
  static func table(
    _ kind: String, _ line: String, says words: String, but name: String, _ other: String, target: Bool = true
  ) -> CheckTable {
    CheckTable(
      LogSignatureCheck.self, ["is": kind],
      [
        .confirmed(
          "such a line", .balancerLog(Log.answered("05:39:00"), line), says: "1 requests: \(words)",
          cites: [Log.balancerFile], binds: target ? ["target-address": Log.first, "count": "1"] : [:]),
        .ruledOut(
          name, .balancerLog(other), says: "the access log holds no line that says: \(words)",
          cites: [Log.balancerFile]),
        .ruledOut("no fault", .web, says: "the access log holds no line that says: \(words)"),
        .undetermined(
          "no access log", .unlogged, says: "no access log of web-prod was collected", needs: "alb.log"),
        .undetermined(
          "the log is of another time than CloudFront's 504s",
          .unlogged.after(
            Log.edge(Log.viewer("05:40:00", 30, "/", "OriginCommError")),
            Log.balancer(Log.answered("03:00:00"))),
          says: "do not cover the time of the 504s", needs: "alb.log"),
        .undetermined(
          "the log was not read to its end",
          .unlogged.after(Log.balancer(Log.answered("05:40:00"), "https 2025-08-28T05:41")),
          says: "was not read to its end", needs: "alb.log"),
        .notApplicable(
          "the subject leads to no load balancer", .elsewhere, says: "leads to no load balancer"),
      ])
  }

  static let silentAfter20 = Log.line("05:40:00", 20, 504, "-1 -1 -1", "-", "\(Log.first):80", "/")

  static let tables: [CheckTable] = [
    table(
      "connect-timeout", Log.unconnected("05:40:00"), says: "the load balancer could not connect",
      but: "the idle timeout is no connect timeout", Log.silent("05:40:00")),
    table(
      "silent-target", Log.silent("05:40:00"), says: "the target was connected and sent nothing",
      but: "ten seconds are the connect timeout", Log.unconnected("05:40:00")),
    table(
      "truncated-body", Log.truncated("05:40:00"), says: "the target's response began",
      but: "the head never came", Log.silent("05:40:00")),
    table(
      "lambda-connect", Log.lambda("05:40:00"), says: "the Lambda service did not take the connection",
      but: "ten seconds without that reason", Log.unconnected("05:40:00"), target: false),
    table(
      "target-said-504", Log.said504("05:40:00", after: 60), says: "the target itself answered 504",
      but: "the load balancer's own 504 after the same time", Log.silent("05:40:00")),
    table(
      "fixed-response", Log.fixed("05:40:00"), says: "a listener rule answered 504",
      but: "the load balancer's own 504", Log.silent("05:40:00"), target: false),
    table(
      "client-gave-up", Log.hungUp("05:40:00", after: 30), says: "the client closed the connection",
      but: "the load balancer gave up first", Log.silent("05:40:00")),
    table(
      "no-target", Log.noTarget("05:40:00"), says: "there was no target", but: "a target that is silent",
      Log.silent("05:40:00"), target: false),
    table(
      "bad-gateway", Log.refused("05:40:00"), says: "the target refused the connection",
      but: "a target that cannot be connected is no refusal", Log.unconnected("05:40:00")),
    table(
      "other", silentAfter20, says: "the numbers fit no known pattern", but: "a known pattern",
      Log.silent("05:40:00")),
  ]

  /// An idle timeout of ten seconds leaves a line without a connect time open.
  static let tenSeconds = CheckTable(
    LogSignatureCheck.self, ["is": "connect-timeout"],
    [
      .confirmed("the idle timeout is 60 s", .balancerLog(Log.unconnected("05:40:00")), says: "1 requests"),
      .ruledOut(
        "the idle timeout is 10 s, too",
        .balancerLog(Log.unconnected("05:40:00")).after(
          .set(Log.attributes, "/Attributes/Key=idle_timeout.timeout_seconds/Value", "10")),
        says: "the access log holds no line"),
      .undetermined("no access log", .unlogged, says: "no access log", needs: "alb.log"),
      .notApplicable("no load balancer", .elsewhere, says: "leads to no load balancer"),
    ])

  @Test(arguments: tables.flatMap(\.tests) + tenSeconds.tests)
  func `whether the access log holds a kind of fault`(_ row: CheckTable.Test) throws { try row.hold() }
}
