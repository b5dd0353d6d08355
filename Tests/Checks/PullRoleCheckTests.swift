@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PullRoleCheckTests {
  static let gone =
    "An error occurred (NoSuchEntity) when calling the GetRole operation: The role with name puller cannot be found."
  static let foreign =
    #","Condition":{"StringEquals":{"aws:SourceAccount":"210987654321"}}"#

  @Test(
    arguments: [
      ("ECS is trusted", "trust", [:], Verdict.ruledOut),
      (
        "EC2 is trusted", "trust", ["iam.get-role.puller.json": PullFixture.trust("ec2.amazonaws.com")],
        .confirmed
      ),
      (
        "another account as source", "trust",
        ["iam.get-role.puller.json": PullFixture.trust(condition: foreign)], .confirmed
      ),
      ("the role is not in the snapshot", "trust", ["iam.get-role.puller.json": nil], .undetermined),
      ("the role is there", "absent", [:], .ruledOut),
      (
        "the role is gone", "absent", ["iam.get-role.puller.json": nil, "iam.get-role.puller.err": gone],
        .confirmed
      ),
      ("the role is not collected", "absent", ["iam.get-role.puller.json": nil], .undetermined),
      (
        "a path was forgotten", "absent",
        ["iam.get-role.puller.json": PullFixture.trust().replacing("role/puller", with: "role/svc/puller")],
        .confirmed
      ),
      ("a role is named", "none", [:], .ruledOut),
      (
        "no role, and a secret", "none",
        [
          "ecs.describe-task-definition.shop.json": PullFixture.definition(
            #","secrets":[{"name":"DB","valueFrom":"\#(PullFixture.secret)"}]"#, role: nil)
        ], .confirmed
      ),
    ] as [(String, String, [String: String?], Verdict)])
  func `roles of a task`(_ name: String, _ what: String, _ changes: [String: String?], _ wanted: Verdict) {
    let found = PullFixture.run(PullRoleCheck.self, ["is": what], changes)
    #expect(found.verdict == wanted, "\(name): \(found.because)")
    if wanted != .undetermined { #expect(!found.evidence.isEmpty) } else { #expect(!found.needs.isEmpty) }
  }
}
