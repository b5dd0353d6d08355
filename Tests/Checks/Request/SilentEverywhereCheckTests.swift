@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct SilentEverywhereCheckTests {
  typealias Log = AccessLog

  static let table = CheckTable(
    SilentEverywhereCheck.self,
    [
      .confirmed(
        "two paths are silent, and nothing else is answered meanwhile",
        .balancerLog(
          Log.answered("05:30:00", "/"), Log.silent("05:40:00", "/"), Log.silent("05:40:05", "/search")),
        says: "targets stayed silent on every path (2 requests)", cites: [Log.balancerFile]),
      .confirmed(
        "paths are silent and answered in turns",
        .balancerLog(
          Log.silent("05:40:00", "/a"), Log.answered("05:40:05", "/a"), Log.silent("05:40:10", "/b"),
          Log.answered("05:40:12", "/b"), Log.answered("05:40:15", "/c")),
        says: "on every path"),
      .confirmed("the recorded incident", .request("all-pages-slow"), says: "on every path"),
      .ruledOut(
        "one report is silent, the rest is quick", .request("report-slower-than-idle-timeout"),
        says: "only certain paths stay silent; others are answered"),
      .ruledOut(
        "targets cannot be connected", .balancerLog(Log.unconnected("05:40:00")),
        says: "no request of the access log ended because a connected target stayed silent"),
      .ruledOut("no fault", .web, says: "stayed silent", cites: [Log.balancerFile]),
      .undetermined("no access log", .unlogged, says: "no access log of web-prod", needs: "alb.log"),
      .notApplicable("no load balancer", .elsewhere, says: "leads to no load balancer"),
    ])

  @Test(arguments: table.tests)
  func `whether targets are silent on every path`(_ row: CheckTable.Test) throws { try row.hold() }
}
