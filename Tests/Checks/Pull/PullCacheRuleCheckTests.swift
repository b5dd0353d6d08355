@testable import PullChecks
import Testing

@Suite struct PullCacheRuleCheckTests {
  static let secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf"
  static let validation = "ecr.validate-pull-through-cache-rule.shop.json"
  static let answer = "ecr.batch-get-image.shop-redis.json"

  static func rule(_ prefix: String, more: String = "") -> String {
    #"{"ecrRepositoryPrefix":"\#(prefix)","upstreamRegistryUrl":"registry-1.docker.io","credentialArn":"\#(secret)","registryId":"123456789012"\#(more)}"#
  }

  static func rules(_ rules: String...) -> Edit {
    .add(PullFile.cacheRules, #"{"pullThroughCacheRules":[\#(rules.joined(separator: ","))]}"#)
  }

  static let cached = World.task.image("123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/redis:7")
  static let known = cached.after(rules(rule("shop")))

  static func described(_ more: String) -> Edit {
    .add(
      "secretsmanager.describe-secret.hub.json",
      #"{"ARN":"\#(secret)","Name":"ecr-pullthroughcache/hub"\#(more)}"#)
  }

  static let table = CheckTable(
    PullCacheRuleCheck.self,
    [
      .confirmed(
        "validation says no",
        known.after(.add(validation, #"{"isValid":false,"failure":"The upstream refused the login"}"#)),
        says: "the rule shop does not work", cites: [validation, PullFile.cacheRules],
        binds: ["prefix": "shop"]),
      .confirmed(
        "ECR answered that the upstream refused it",
        known.after(
          .add(
            answer,
            #"{"images":[],"failures":[{"imageId":{"imageTag":"7"},"failureCode":"UpstreamAccessDenied"}]}"#)),
        says: "could not get the image upstream: UpstreamAccessDenied", cites: [answer],
        binds: ["upstream": "registry-1.docker.io", "secret-id": secret]),
      .confirmed(
        "the recorded text speaks of the upstream",
        known.said(
          "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/redis:7: unexpected status from HEAD request: UpstreamUnavailableException: the upstream registry is unavailable"
        ), says: "the recorded text says so", cites: [PullFile.tasks]),
      .confirmed(
        "the rule's secret waits for its deletion",
        known.after(described(#","DeletedDate":"2026-01-01T00:00:00Z""#)), says: "is marked for deletion",
        cites: ["secretsmanager.describe-secret.hub.json", PullFile.cacheRules]),
      .confirmed(
        "the rule's secret is gone",
        known.after(
          .add(
            "secretsmanager.describe-secret.ecr-pullthroughcache-hub.err",
            "An error occurred (ResourceNotFoundException) when calling the DescribeSecret operation: Secrets Manager can't find the specified secret."
          )), says: "the secret of rule shop does not exist", cites: ["secretsmanager.describe-secret"]),
      .ruledOut(
        "validation says yes", known.after(.add(validation, #"{"isValid":true}"#)),
        says: "the rule shop works",
        cites: [validation]),
      .ruledOut(
        "the image is in the cache already",
        known.after(
          .add(
            "ecr.describe-images.shop-redis.json",
            #"{"imageDetails":[{"registryId":"123456789012","repositoryName":"shop/redis","imageTags":["7"],"imageDigest":"sha256:1"}]}"#
          )), says: "the image is in the cache already", cites: [PullFile.cacheRules]),
      .undetermined(
        "nothing tells whether the rule works", known, says: "whether the rule works is not in the snapshot",
        needs: validation),
      .undetermined(
        "the rule's secret is there: its login may be wrong all the same", known.after(described("")),
        says: "whether the rule works is not in the snapshot", needs: validation),
      .undetermined(
        "a rule for every name gives way to one with a prefix",
        known.after(
          rules(rule("ROOT"), rule("shop")),
          .add("ecr.validate-pull-through-cache-rule.ROOT.json", #"{"isValid":false}"#)),
        says: "whether the rule works is not in the snapshot", needs: validation),
      .undetermined(
        "another tag's answer speaks of no upstream",
        known.after(
          .add(
            answer, #"{"images":[],"failures":[{"imageId":{"imageTag":"7"},"failureCode":"ImageNotFound"}]}"#)
        ),
        says: "whether the rule works is not in the snapshot", needs: validation),
      .undetermined(
        "the rules were not collected", cached, says: "the cache rules are not in the snapshot",
        needs: PullFile.cacheRules),
      .undetermined(
        "the definition was not collected", known.after(.delete(PullFile.definition)),
        says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
      .notApplicable(
        "no rule covers the image", cached.after(rules()), says: "no cache rule covers the image"),
      .undetermined(
        "the rules of another registry only",
        cached.after(rules(rule("shop").replacing("123456789012\"", with: "210987654321\""))),
        says: "the cache rules are not in the snapshot", needs: PullFile.cacheRules),
      .notApplicable("no image is of ECR", .task.image("redis:7"), says: "no image is of ECR"),
    ])

  @Test(arguments: table.tests) func `a cache rule is at fault only where something says so`(
    _ row: CheckTable.Test
  ) throws { try row.hold() }
}
