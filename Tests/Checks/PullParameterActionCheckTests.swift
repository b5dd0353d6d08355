@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PullParameterActionCheckTests {
  static let file = "iam.get-role-policy.puller-own.json"
  static let named = PullFixture.definition(#","secrets":[{"name":"KEY","valueFrom":"/shop/key"}]"#)

  @Test(
    arguments: [
      ("the singular alone", named, "ssm:GetParameter", Verdict.ruledOut),
      ("the plural", named, "ssm:GetParameters", .notApplicable),
      ("both by a pattern", named, "ssm:GetParameter*", .notApplicable),
      ("neither", named, "logs:*", .notApplicable),
      ("no parameter is named", PullFixture.definition(), "ssm:GetParameter", .notApplicable),
    ])
  func `the singular does not authorize the plural`(
    _ name: String, _ definition: String, _ action: String, _ wanted: Verdict
  ) {
    let found = PullFixture.run(
      PullParameterActionCheck.self, [:],
      [
        "ecs.describe-task-definition.shop.json": definition,
        Self.file: PullFixture.policy(#"{"Effect":"Allow","Action":"\#(action)","Resource":"*"}"#),
      ])
    #expect(found.verdict == wanted, "\(name): \(found.because)")
  }

  @Test func `a policy that is not there leaves it open`() {
    let found = PullFixture.run(
      PullParameterActionCheck.self, [:],
      ["ecs.describe-task-definition.shop.json": Self.named, Self.file: nil])
    #expect(found.verdict == .undetermined)
    #expect(!found.needs.isEmpty)
  }
}
