@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct MixedOutcomesCheckTests {
  typealias Log = AccessLog

  static let table = CheckTable(
    MixedOutcomesCheck.self,
    [
      .confirmed(
        "the same target times out and then answers",
        .balancerLog(Log.unconnected("05:40:00"), Log.answered("05:41:00")),
        says: "1 targets timed out on connecting and answered other requests after that",
        cites: [Log.balancerFile], binds: ["target": "10.20.10.37:80"]),
      .confirmed("the recorded incident", .request("tasks-accept-no-more"), says: "2 targets timed out"),
      .ruledOut(
        "it answered before the first timeout only",
        .balancerLog(Log.answered("05:30:00"), Log.unconnected("05:40:00")),
        says: "no target that timed out on connecting has answered a request since"),
      .ruledOut(
        "another target answers",
        .balancerLog(Log.unconnected("05:40:00"), Log.answered("05:41:00", at: Log.second)),
        says: "no target that timed out on connecting has answered a request since"),
      .ruledOut(
        "its answer is an error",
        .balancerLog(Log.unconnected("05:40:00"), Log.answered("05:41:00", "/", 500)),
        says: "no target that timed out on connecting has answered a request since"),
      .ruledOut(
        "silence is no failed connection",
        .balancerLog(Log.silent("05:40:00"), Log.answered("05:41:30")),
        says: "no connection to a target timed out"),
      .ruledOut("no fault", .web, says: "no connection to a target timed out", cites: [Log.balancerFile]),
      .undetermined("no access log", .unlogged, says: "no access log of web-prod", needs: "alb.log"),
      .notApplicable("no load balancer", .elsewhere, says: "leads to no load balancer"),
    ])

  @Test(arguments: table.tests)
  func `whether a target times out and answers in turns`(_ row: CheckTable.Test) throws { try row.hold() }
}
