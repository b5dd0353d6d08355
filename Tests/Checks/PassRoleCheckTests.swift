@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PassRoleCheckTests {
  static func event(
    _ role: String = PullFixture.role, code: String = "AccessDenied", source: String = "ecs.amazonaws.com",
    action: String = "iam:PassRole"
  ) -> String {
    let record = """
      {"eventSource":"\(source)","eventName":"RunTask","errorCode":"\(code)","errorMessage":"User: arn:aws:iam::123456789012:user/dev is not authorized to perform: \(action) on resource: \(role)","userIdentity":{"arn":"arn:aws:iam::123456789012:user/dev"}}
      """
    return
      #"{"Events":[{"EventId":"1","EventName":"RunTask","CloudTrailEvent":\#(JSONValue.quote(record))}]}"#
  }

  @Test(
    arguments: [
      ("the task's own role was refused", event(), Verdict.confirmed),
      ("another role was refused", event("arn:aws:iam::123456789012:role/other"), .ruledOut),
      ("another action was refused", event(action: "ecs:RunTask"), .ruledOut),
      ("another service refused it", event(source: "lambda.amazonaws.com"), .ruledOut),
      ("the call went through", event(code: ""), .ruledOut),
      ("an empty trail", #"{"Events":[]}"#, .ruledOut),
      ("no trail at all", nil, .undetermined),
    ] as [(String, String?, Verdict)])
  func `only a refusal to pass this task's role counts`(
    _ name: String, _ trail: String?, _ wanted: Verdict
  ) {
    let found = PullFixture.run(PassRoleCheck.self, [:], ["cloudtrail.lookup-events.json": trail])
    #expect(found.verdict == wanted, "\(name): \(found.because)")
    if wanted == .confirmed {
      #expect(found.bindings.first?["deployer"] == "arn:aws:iam::123456789012:user/dev")
      #expect(found.bindings.first?["role-arn"] == PullFixture.role)
    }
  }

  @Test func `without the task definition nobody knows whose role a refusal is about`() {
    let found = PullFixture.run(
      PassRoleCheck.self, [:],
      [
        "cloudtrail.lookup-events.json": Self.event("arn:aws:iam::123456789012:role/other"),
        "ecs.describe-task-definition.shop.json": nil,
      ])
    #expect(found.verdict == .undetermined)
    #expect(found.needs.contains { $0.kind == .taskDefinition })
  }
}
