@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct TimeoutSettingCheckTests {
  typealias Log = AccessLog

  static let groups = "ec2.describe-security-groups.json"

  static let table = CheckTable(
    TimeoutSettingCheck.self,
    [
      .confirmed(
        "a connected target was silent", .balancerLog(Log.silent("05:40:00")),
        says: "requests did wait for a connected target until a timer ran out", cites: [Log.balancerFile]),
      .confirmed(
        "CloudFront hung up first", .balancerLog(Log.hungUp("05:40:00", after: 30)),
        says: "until a timer ran out"),
      .ruledOut(
        "ten seconds to connect are fixed", .balancerLog(Log.unconnected("05:40:00")),
        says: "no request waited for a timer that can be set", "could not connect"),
      .ruledOut(
        "a target's own 504", .balancerLog(Log.said504("05:40:00", after: 15)),
        says: "the target itself answered 504"),
      .ruledOut(
        "a rule's 504", .balancerLog(Log.fixed("05:40:00")), says: "a listener rule answered 504"),
      .ruledOut(
        "the Lambda service", .balancerLog(Log.lambda("05:40:00")), says: "the Lambda service did not take"),
      .ruledOut(
        "the targets' group admits nobody",
        .unlogged.after(Web.health(Web.timeout)).after(
          .set(groups, "/SecurityGroups/GroupName=ecs-existing/IpPermissions", [])),
        says: "its 10 s to connect are fixed", cites: [groups]),
      .ruledOut(
        "no fault", .web, says: "no request of the access log waited for a timer", cites: [Log.balancerFile]),
      .undetermined("no access log", .unlogged, says: "no access log of web-prod", needs: "alb.log"),
      .notApplicable("no load balancer", .elsewhere, says: "leads to no load balancer"),
    ])

  @Test(arguments: table.tests)
  func `whether a longer timeout would help`(_ row: CheckTable.Test) throws { try row.hold() }
}
