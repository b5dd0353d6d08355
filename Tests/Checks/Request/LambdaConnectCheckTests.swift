@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct LambdaConnectCheckTests {
  typealias Log = AccessLog

  static let groups = "elbv2.describe-target-groups.json"
  static let function = Edit.set(groups, "/TargetGroups/TargetGroupName=web-prod-tg/TargetType", "lambda")

  static let table = CheckTable(
    LambdaConnectCheck.self,
    [
      .confirmed(
        "the log gives the reason", .balancerLog(Log.lambda("05:40:00")).after(function),
        says: "1 requests ended with `LambdaConnectionTimeout`", cites: [Log.balancerFile],
        binds: ["path": "/render", "count": "1"]),
      .confirmed(
        "also where the target groups were not collected",
        .balancerLog(Log.lambda("05:40:00")).after(.delete(groups)), says: "`LambdaConnectionTimeout`"),
      .confirmed(
        "the recorded incident", .request("lambda-service-silent"), says: "`LambdaConnectionTimeout`"),
      .ruledOut(
        "a function, and no such line", .web.after(function),
        says: "no line of the access log gives `LambdaConnectionTimeout`", cites: [Log.balancerFile]),
      .ruledOut(
        "another reason",
        .balancerLog(
          Log.line("05:40:00", 3, 502, "-1 -1 -1", "-", "-", "/render", reason: "LambdaUnhandled")
        ).after(function), says: "no line of the access log gives `LambdaConnectionTimeout`"),
      .undetermined(
        "no access log", .unlogged.after(function), says: "no access log of web-prod", needs: "alb.log"),
      .undetermined(
        "whether a target is a function", .web.after(.deny(groups)), says: "whether a target is a Lambda",
        needs: groups),
      .notApplicable(
        "no target is a function", .web, says: "no target group of the load balancer has a Lambda function"),
    ])

  @Test(arguments: table.tests)
  func `whether the Lambda service took no connection`(_ row: CheckTable.Test) throws { try row.hold() }
}
