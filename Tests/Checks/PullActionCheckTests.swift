@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PullActionCheckTests {
  @Test(
    arguments: [
      ("ecr:BatchGetImage", Verdict.confirmed), ("ecr:GetDownloadUrlForLayer", .confirmed),
      ("ecr:GetAuthorizationToken", .confirmed), ("ecr:BatchCheckLayerAvailability", .ruledOut),
      ("ecr:PutImage", .ruledOut),
    ])
  func `a pull calls three actions of ECR`(_ action: String, _ wanted: Verdict) {
    #expect(PullFixture.run(PullActionCheck.self, ["action": action]).verdict == wanted)
  }

  @Test func `an image of another registry calls none of them`() {
    let hub = PullFixture.definition().replacing(
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1", with: "redis:7")
    let found = PullFixture.run(
      PullActionCheck.self, ["action": "ecr:BatchGetImage"], ["ecs.describe-task-definition.shop.json": hub])
    #expect(found.verdict == .notApplicable)
  }
}
