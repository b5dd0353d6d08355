@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PullCallerCheckTests {
  static let own = #","taskRoleArn":"arn:aws:iam::123456789012:role/program""#
  static let same = #","taskRoleArn":"\#(PullFixture.role)""#
  static let denied =
    "CannotPullContainerError: User: arn:aws:sts::123456789012:assumed-role/puller/0a1b is not authorized to perform: ecr:BatchGetImage on resource: x"

  @Test(
    arguments: [
      ("two roles", PullFixture.role, own, "Essential container in task exited", Verdict.ruledOut),
      ("one role for both", PullFixture.role, same, "Essential container in task exited", .confirmed),
      ("no task role", PullFixture.role, "", "Essential container in task exited", .ruledOut),
      ("no role at all", nil, "", "Essential container in task exited", .notApplicable),
      ("the instance's role pulls", nil, own, "Essential container in task exited", .ruledOut),
      ("the text names the caller", PullFixture.role, own, denied, .ruledOut),
      ("the text names the one role", PullFixture.role, same, denied, .confirmed),
    ] as [(String, String?, String, String, Verdict)])
  func `the task role pulls only where it is the execution role, too`(
    _ name: String, _ role: String?, _ more: String, _ reason: String, _ wanted: Verdict
  ) {
    let found = PullFixture.run(
      PullCallerCheck.self, [:],
      [
        "ecs.describe-task-definition.shop.json": PullFixture.definition(role: role, more: more),
        "ecs.describe-tasks.json": PullFixture.task(reason: reason),
      ])
    #expect(found.verdict == wanted, "\(name): \(found.because)")
    if wanted != .undetermined { #expect(!found.evidence.isEmpty, "\(name)") }
  }

  @Test func `without the task definition it is open`() {
    let found = PullFixture.run(
      PullCallerCheck.self, [:], ["ecs.describe-task-definition.shop.json": nil])
    #expect(found.verdict == .undetermined)
  }
}
