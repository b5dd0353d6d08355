@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct MessageStatesCheckTests {
  static let envFile =
    #","environmentFiles":[{"value":"arn:aws:s3:::settings/app.env","type":"s3"}]"#
  static let refused =
    "ResourceInitializationError: failed to download env files: file download command: non empty error stream: operation error S3: HeadObject, https response error StatusCode: 403, RequestID: 1, HostID: 2, api error Forbidden: Forbidden"
  static let absent =
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref x: not found"

  @Test(
    arguments: [
      ("S3 refused the file", envFile, refused, Verdict.confirmed),
      ("another text", envFile, absent, .ruledOut),
      ("no file is named", "", absent, .notApplicable),
      ("a silence", envFile, "failed to download env files: context deadline exceeded", .ruledOut),
    ])
  func `an environment file is refused where the text says so`(
    _ name: String, _ container: String, _ reason: String, _ wanted: Verdict
  ) {
    let found = PullFixture.run(
      MessageStatesCheck.self, ["fault": "env-file-refused", "premise": "env-files"],
      [
        "ecs.describe-task-definition.shop.json": PullFixture.definition(container),
        "ecs.describe-tasks.json": PullFixture.task(reason: reason),
      ])
    #expect(found.verdict == wanted, "\(name): \(found.because)")
  }

  @Test func `a rate limit is laid at one registry's door and refuted at the other's`() {
    let limit =
      "CannotPullContainerError: toomanyrequests: You have reached your pull rate limit. https://www.docker.com/increase-rate-limit"
    func ask(_ reason: String) -> Verdict {
      PullFixture.run(
        MessageStatesCheck.self,
        ["fault": "rate-exceeded", "registry": "ecr-public", "premise": "ecr-public"],
        ["ecs.describe-tasks.json": PullFixture.task(reason: reason)]
      ).verdict
    }
    #expect(ask(limit) == .ruledOut)
    #expect(ask(Self.absent) == .notApplicable)
  }
}
