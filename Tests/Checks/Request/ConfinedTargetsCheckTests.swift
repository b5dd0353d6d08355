@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct ConfinedTargetsCheckTests {
  typealias Log = AccessLog

  /// One target stays silent for a page that the other answers.
  static let apart = World.balancerLog(
    Log.silent("05:40:00", "/big"), Log.silent("05:40:05", "/big"), Log.silent("05:40:10", "/big"),
    Log.silent("05:40:15", "/big"), Log.silent("05:40:20", "/big"), Log.silent("05:40:25", "/big"),
    Log.answered("05:40:02", "/big", at: Log.second), Log.answered("05:40:07", "/big", at: Log.second),
    Log.answered("05:40:12", "/big", at: Log.second), Log.answered("05:41:30", "/big", at: Log.second))

  static let table = CheckTable(
    ConfinedTargetsCheck.self,
    [
      .confirmed(
        "one target is silent for what another answers", apart,
        says: "6 requests failed at \(Log.first) only", "other targets answered 4 requests",
        cites: [Log.balancerFile], binds: ["failing-targets": Log.first, "answering-targets": Log.second]),
      .confirmed(
        "one target cannot be connected",
        .balancerLog(Log.unconnected("05:40:00"), Log.answered("05:40:05", at: Log.second)),
        says: "1 requests failed at \(Log.first) only"),
      .ruledOut(
        "both targets fail", .balancerLog(Log.silent("05:40:00"), Log.silent("05:40:05", at: Log.second)),
        says: "no other target answered what failed", cites: [Log.balancerFile]),
      .ruledOut(
        "the other target answered other paths only",
        .balancerLog(Log.silent("05:40:00", "/big"), Log.answered("05:40:05", "/", at: Log.second)),
        says: "no other target answered what failed"),
      .ruledOut(
        "the other target answered before only",
        .balancerLog(Log.answered("05:30:00", "/big", at: Log.second), Log.silent("05:40:00", "/big")),
        says: "no other target answered what failed"),
      .ruledOut(
        "the groups tell the targets apart",
        World.balancerLog(Log.unconnected("05:40:00"), Log.answered("05:40:05", at: Log.second))
          .after(Web.health(Web.timeout)).after(Web.closed),
        says: "the documents tell what separates the targets"),
      .ruledOut("no fault", .web, says: "no request of the access log failed", cites: [Log.balancerFile]),
      .undetermined("no access log", .unlogged, says: "no access log of web-prod", needs: "alb.log"),
      .notApplicable("no load balancer", .elsewhere, says: "leads to no load balancer"),
    ])

  @Test(arguments: table.tests)
  func `whether only some targets fail`(_ row: CheckTable.Test) throws { try row.hold() }
}
