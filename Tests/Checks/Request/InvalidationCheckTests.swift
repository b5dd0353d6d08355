@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct InvalidationCheckTests {
  typealias Log = AccessLog

  static let health = "elbv2.describe-target-health.web-prod-tg.json"
  static let groups = "ec2.describe-security-groups.json"
  static let fast = Log.edge(Log.viewer("05:50:00", 0.001, "/", "Error"))

  static let table = CheckTable(
    InvalidationCheck.self,
    [
      .confirmed(
        "the cache serves what is over",
        .unlogged.after(fast, Log.balancer(Log.answered("05:50:00"))), says: "from CloudFront's cache",
        cites: [Log.edgeFile, Log.balancerFile]),
      .ruledOut(
        "CloudFront waited for the origin",
        .unlogged.after(Log.edge(Log.viewer("05:40:00", 30, "/", "OriginCommError"))),
        says: "nothing came from the cache", cites: [Log.edgeFile]),
      .ruledOut(
        "a function made it",
        .unlogged.after(Log.edge(Log.viewer("05:40:00", 0.01, "/", "FunctionGeneratedResponse"))),
        says: "the 504 was generated, not cached"),
      .ruledOut(
        "the load balancer still fails", .balancerLog(Log.silent("05:50:00")),
        says: "the load balancer itself still fails", cites: [Log.balancerFile]),
      .ruledOut(
        "the targets cannot be reached",
        .unlogged.after(Web.health(Web.timeout)).after(
          .set(groups, "/SecurityGroups/GroupName=ecs-existing/IpPermissions", [])),
        says: "its targets cannot be reached", cites: [groups]),
      .ruledOut(
        "no target answers", .unlogged.after(Web.health(Web.timeout)), says: "no target answers",
        cites: [health]),
      .ruledOut("no 504", .web, says: "CloudFront's log holds no 504"),
      .undetermined(
        "whether the origin has recovered", .unlogged.after(fast),
        says: "it is open whether the origin has recovered", needs: "alb.log"),
      .undetermined("no logs", .unlogged, says: "no CloudFront access log", needs: "cloudfront"),
      .notApplicable("no distribution", .edgeless, says: "nothing in the snapshot points to a CloudFront"),
    ])

  @Test(arguments: table.tests)
  func `whether invalidating the cache could help`(_ row: CheckTable.Test) throws { try row.hold() }
}
