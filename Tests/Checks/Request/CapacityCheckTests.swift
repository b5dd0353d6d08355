@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct CapacityCheckTests {
  typealias Log = AccessLog

  static let groups = "ec2.describe-security-groups.json"
  static let closed = Edit.set(groups, "/SecurityGroups/GroupName=ecs-existing/IpPermissions", [])

  static let table = CheckTable(
    CapacityCheck.self,
    [
      .confirmed(
        "targets time out and answer in turns",
        .balancerLog(Log.unconnected("05:40:00"), Log.answered("05:41:00")),
        says: "timed out on connecting and answered other requests", cites: [Log.balancerFile]),
      .confirmed(
        "connected targets are silent", .balancerLog(Log.silent("05:40:00")),
        says: "connected targets take too long, which load can cause"),
      .ruledOut(
        "packets are dropped whatever the load",
        .balancerLog(Log.silent("05:40:00")).after(Web.health(Web.timeout)).after(closed),
        says: "packets to target 10.20.10.37 are dropped whatever its load", cites: [groups]),
      .ruledOut(
        "targets that time out never answer", .balancerLog(Log.unconnected("05:40:00")),
        says: "this is no matter of load"),
      .ruledOut(
        "a rule answers", .balancerLog(Log.fixed("05:40:00")), says: "no target's load is concerned"),
      .ruledOut(
        "the Lambda service", .balancerLog(Log.lambda("05:40:00")), says: "no target's load is concerned"),
      .ruledOut("no fault", .web, says: "waited for a target", cites: [Log.balancerFile]),
      .undetermined(
        "a closed group and targets that answer contradict each other", .unlogged.after(closed),
        says: "no access log of web-prod", needs: "alb.log"),
      .undetermined("no access log", .unlogged, says: "no access log of web-prod", needs: "alb.log"),
      .notApplicable("no load balancer", .elsewhere, says: "leads to no load balancer"),
    ])

  @Test(arguments: table.tests)
  func `whether more targets could help`(_ row: CheckTable.Test) throws { try row.hold() }
}
