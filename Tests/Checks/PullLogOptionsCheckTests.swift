@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PullLogOptionsCheckTests {
  static func ask(
    _ what: String, _ options: String, groups: String? = #"{"logGroups":[]}"#,
    reason: String = "Essential container in task exited"
  ) -> Verdict {
    PullFixture.run(
      PullLogOptionsCheck.self, ["is": what],
      [
        "ecs.describe-task-definition.shop.json": PullFixture.definition(
          #","logConfiguration":{"logDriver":"awslogs","options":{\#(options)}}"#),
        "logs.describe-log-groups.json": groups,
        "ecs.describe-tasks.json": PullFixture.task(reason: reason),
      ]
    ).verdict
  }

  static let whole =
    #""awslogs-group":"/shop","awslogs-region":"eu-west-1","awslogs-stream-prefix":"shop""#

  @Test func `the group is missing only where a complete list lacks it and nobody makes it`() {
    #expect(Self.ask("group-absent", Self.whole) == .confirmed)
    #expect(Self.ask("group-absent", Self.whole, groups: nil) == .undetermined)
    #expect(
      Self.ask("group-absent", Self.whole, groups: #"{"logGroups":[{"logGroupName":"/shop"}]}"#) == .ruledOut)
    #expect(Self.ask("group-absent", Self.whole + #","awslogs-create-group":"true""#) == .ruledOut)
    #expect(Self.ask("group-absent", Self.whole.replacing("eu-west-1", with: "eu-north-1")) == .undetermined)
  }

  @Test(
    arguments: [
      (
        "There is a connection issue between the task and Amazon CloudWatch. : signal: killed",
        Verdict.undetermined
      ),
      (
        "There is a connection issue between the task and Amazon CloudWatch. ResourceNotFoundException: The specified log group does not exist.",
        .confirmed
      ),
    ])
  func `an answer proves what a silence leaves open`(_ tail: String, _ wanted: Verdict) {
    let text = "ResourceInitializationError: failed to validate logger args: " + tail
    #expect(Self.ask("group-absent", Self.whole, groups: nil, reason: text) == wanted)
  }

  @Test func `Fargate needs group, region and prefix`() {
    #expect(Self.ask("options", Self.whole) == .ruledOut)
    #expect(Self.ask("options", #""awslogs-group":"/shop","awslogs-region":"eu-west-1""#) == .confirmed)
  }
}
