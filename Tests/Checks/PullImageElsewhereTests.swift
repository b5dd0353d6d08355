@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PullImageElsewhereTests {
  static let refused =
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/team/app:1: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed"
  static let silence =
    "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref docker.io/team/app:1: failed to do request: Head \"https://registry-1.docker.io/v2/team/app/manifests/1\": dial tcp 3.94.224.37:443: i/o timeout"

  static func repository(_ name: String) -> String {
    #"{"repositories":[{"repositoryArn":"arn:aws:ecr:eu-west-1:123456789012:repository/\#(name)","registryId":"123456789012","repositoryName":"\#(name)","repositoryUri":"123456789012.dkr.ecr.eu-west-1.amazonaws.com/\#(name)"}]}"#
  }

  @Test(
    arguments: [
      ("the same name", repository("team/app"), silence, Verdict.confirmed),
      ("a name that ends alike, and Docker Hub has none", repository("prod/team/app"), refused, .confirmed),
      ("a name that ends alike, and nobody answered", repository("prod/team/app"), silence, .ruledOut),
      ("another name", repository("team/api"), refused, .ruledOut),
      ("no list of repositories", nil, silence, .undetermined),
    ] as [(String, String?, String, Verdict)])
  func `an image without a registry is meant for ECR where a repository bears its name`(
    _ name: String, _ repositories: String?, _ reason: String, _ wanted: Verdict
  ) {
    let found = PullFixture.run(
      PullImageCheck.self, ["is": "registry-left-out"],
      [
        "ecs.describe-task-definition.shop.json": PullFixture.definition().replacing(
          "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1", with: "team/app:1"),
        "ecs.describe-tasks.json": PullFixture.task(reason: reason),
        "ecr.describe-repositories.json": repositories,
      ])
    #expect(found.verdict == wanted, "\(name): \(found.because)")
  }
}
