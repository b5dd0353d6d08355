@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PullCacheRuleCheckTests {
  static let rules = "ecr.describe-pull-through-cache-rules.json"
  static let secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf"
  static let hub =
    #"{"pullThroughCacheRules":[{"ecrRepositoryPrefix":"shop","upstreamRegistryUrl":"registry-1.docker.io","credentialArn":"\#(secret)","registryId":"123456789012"}]}"#
  static let cached = PullFixture.definition().replacing(
    "amazonaws.com/shop:1", with: "amazonaws.com/shop/redis:7")

  @Test(
    arguments: [
      ("no rule covers the image", [rules: #"{"pullThroughCacheRules":[]}"#], Verdict.notApplicable),
      ("the rules were not collected", [rules: nil], .undetermined),
      ("nothing tells whether the rule works", [rules: hub], .undetermined),
      (
        "validation says no",
        [rules: hub, "ecr.validate-pull-through-cache-rule.shop.json": #"{"isValid":false,"failure":"no"}"#],
        .confirmed
      ),
      (
        "validation says yes",
        [rules: hub, "ecr.validate-pull-through-cache-rule.shop.json": #"{"isValid":true}"#], .ruledOut
      ),
      (
        "ECR answered that the upstream refused it",
        [
          rules: hub,
          "ecr.batch-get-image.shop-redis.json":
            #"{"images":[],"failures":[{"imageId":{"imageTag":"7"},"failureCode":"UpstreamAccessDenied"}]}"#,
        ], .confirmed
      ),
      (
        "the rule's secret waits for its deletion",
        [
          rules: hub,
          "secretsmanager.describe-secret.hub.json":
            #"{"ARN":"\#(secret)","Name":"ecr-pullthroughcache/hub","DeletedDate":"2026-01-01T00:00:00Z"}"#,
        ], .confirmed
      ),
      (
        "the image is in the cache already",
        [
          rules: hub,
          "ecr.describe-images.shop-redis.json":
            #"{"imageDetails":[{"registryId":"123456789012","repositoryName":"shop/redis","imageTags":["7"],"imageDigest":"sha256:1"}]}"#,
        ], .ruledOut
      ),
    ] as [(String, [String: String?], Verdict)])
  func `a cache rule is at fault only where something says so`(
    _ name: String, _ changes: [String: String?], _ wanted: Verdict
  ) {
    var all = changes
    all["ecs.describe-task-definition.shop.json"] = Self.cached
    let found = PullFixture.run(PullCacheRuleCheck.self, [:], all)
    #expect(found.verdict == wanted, "\(name): \(found.because)")
    if wanted == .confirmed { #expect(found.bindings.first?["prefix"] == "shop", "\(name)") }
    if wanted == .undetermined { #expect(!found.needs.isEmpty, "\(name)") }
  }
}
