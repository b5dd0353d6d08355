@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct FixedResponseCheckTests {
  typealias Log = AccessLog

  static let rules = "elbv2.describe-rules.web-prod-https.json"
  static let listeners = "elbv2.describe-listeners.web-prod.json"
  static func answer(_ status: String) -> JSONValue {
    [
      "Type": "fixed-response", "Order": 1,
      "FixedResponseConfig": [
        "MessageBody": "maintenance", "StatusCode": .string(status), "ContentType": "text/plain",
      ],
    ]
  }

  static func rule(_ status: String) -> Edit {
    .insert(
      rules, "/Rules/0",
      [
        "RuleArn":
          "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener-rule/app/web-prod/50dc6c495c0c9188/0467ef3c8400ae65/a5d600b3fc6f4346",
        "Priority": "1", "Conditions": [["Field": "path-pattern", "Values": ["/jobs/*"]]],
        "Actions": [answer(status)], "IsDefault": false,
      ])
  }

  static let table = CheckTable(
    FixedResponseCheck.self,
    [
      .confirmed(
        "a rule answers 504", .unlogged.after(rule("504")),
        says: "a listener rule (priority 1) answers 504 without asking a target", cites: [rules],
        binds: ["priority": "1", "count": "0"]),
      .confirmed(
        "and the log shows it", .balancerLog(Log.fixed("05:40:00")).after(rule("504")),
        says: "answers 504 without asking a target", cites: [rules, Log.balancerFile], binds: ["count": "1"]),
      .confirmed(
        "the listener's default action answers 504, and no rules were collected",
        .unlogged.after(.delete(rules), .set(listeners, "/Listeners/0/DefaultActions", [answer("504")])),
        says: "(priority default)", cites: [listeners]),
      .ruledOut(
        "a rule answers 503", .unlogged.after(rule("503")), says: "no listener rule gives a fixed 504",
        cites: [rules]),
      .ruledOut(
        "a rule would answer 504, and the log's 504s are not its",
        .balancerLog(Log.silent("05:40:00")).after(rule("504")),
        says: "none of the 504s in the access log came from one", cites: [Log.balancerFile]),
      .ruledOut("every rule forwards", .web, says: "no listener rule gives a fixed 504", cites: [listeners]),
      .ruledOut(
        "the rules were not collected, and the log's 504s came from none",
        .balancerLog(Log.silent("05:40:00")).after(.delete(rules)),
        says: "none of the 504s in the access log came from a listener rule"),
      .undetermined(
        "the rules may not be read", .unlogged.after(.deny(rules)),
        says: "not every listener's rules were collected", needs: "elbv2.describe-rules"),
      .undetermined(
        "the listeners may not be listed", .unlogged.after(.deny(listeners)),
        says: "not every listener's rules were collected", needs: "elbv2.describe-listeners"),
      .undetermined(
        "the log shows a fixed 504, and no rule gives one now", .balancerLog(Log.fixed("05:40:00")),
        says: "no collected rule gives one", needs: nil, cites: [Log.balancerFile]),
      .notApplicable("no load balancer", .elsewhere, says: "leads to no load balancer"),
    ])

  @Test(arguments: table.tests)
  func `whether a listener rule answers 504`(_ row: CheckTable.Test) throws { try row.hold() }
}
