@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct SlowPathCheckTests {
  typealias Log = AccessLog

  static let confined = World.balancerLog(
    Log.silent("05:40:00", "/report"), Log.answered("05:40:05", "/"), Log.answered("05:40:15", "/search"))

  static let table = CheckTable(
    SlowPathCheck.self,
    [
      .confirmed(
        "one path is silent while others are answered", confined,
        says: "1 requests for /report outlasted the idle timeout of 60 s",
        "while 2 requests for other paths were answered", cites: [Log.balancerFile, Log.attributes],
        binds: ["path": "/report", "idle-timeout": "60", "count": "1"]),
      .confirmed(
        "the recorded incident", .request("report-slower-than-idle-timeout"),
        says: "outlasted the idle timeout of 60 s"),
      .ruledOut(
        "two paths are silent, and nothing else is answered meanwhile",
        .balancerLog(
          Log.answered("05:30:00", "/"), Log.silent("05:40:00", "/"), Log.silent("05:40:05", "/search")),
        says: "targets stay silent on every path alike"),
      .ruledOut(
        "most requests of the same path are answered: the others were spared by chance",
        .balancerLog(
          Log.silent("05:40:00", "/a"), Log.answered("05:40:03", "/a"), Log.answered("05:40:05", "/a"),
          Log.answered("05:40:15", "/b")),
        says: "targets stay silent on every path alike"),
      .ruledOut(
        "another target answers the same path",
        .balancerLog(
          Log.silent("05:40:00", "/big"), Log.silent("05:40:05", "/big"), Log.silent("05:40:10", "/big"),
          Log.silent("05:40:15", "/big"), Log.silent("05:40:20", "/big"), Log.silent("05:40:25", "/big"),
          Log.answered("05:40:02", "/big", at: Log.second), Log.answered("05:40:12", "/big", at: Log.second),
          Log.answered("05:40:09", "/"), Log.answered("05:41:00", "/big", at: Log.second)),
        says: "what is slow goes with \(Log.first), not with the path"),
      .ruledOut(
        "targets cannot be connected", .balancerLog(Log.unconnected("05:40:00")),
        says: "no request of the access log ended because a connected target stayed silent"),
      .ruledOut("no fault", .web, says: "stayed silent", cites: [Log.balancerFile]),
      .undetermined(
        "the log holds this one path only", .balancerLog(Log.silent("05:40:00", "/report")),
        says: "the log shows no other path at that time", needs: "alb.log"),
      .undetermined(
        "answers of another time say nothing",
        .balancerLog(Log.answered("05:30:00", "/"), Log.silent("05:40:00", "/report")),
        says: "the log shows no other path at that time", needs: "alb.log"),
      .undetermined(
        "the attributes may not be read", confined.after(.deny(Log.attributes)),
        says: "the idle timeout is not known", needs: Log.attributes.replacing(".json", with: "")),
      .undetermined("no access log", .unlogged, says: "no access log of web-prod", needs: "alb.log"),
      .notApplicable("no load balancer", .elsewhere, says: "leads to no load balancer"),
    ])

  @Test(arguments: table.tests)
  func `whether certain paths outlast the idle timeout`(_ row: CheckTable.Test) throws { try row.hold() }
}
