@testable import PullChecks
import Testing

@Suite struct PullCacheFirstPullCheckTests {
  static let definition = "ecs.describe-task-definition.orders.json"
  static let image = "/taskDefinition/containerDefinitions/0/image"
  static let host = "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com"

  static func rule(_ prefix: String, registry: String = "123456789012") -> Edit {
    .add(
      PullFile.cacheRules,
      #"{"pullThroughCacheRules":[{"ecrRepositoryPrefix":"\#(prefix)","upstreamRegistryUrl":"public.ecr.aws","registryId":"\#(registry)"}]}"#
    )
  }

  static let sealed = World.sealed.after(
    .set(definition, image, .string(host + "/ecr-public/nginx/nginx:1.27")), rule("ecr-public"))
  static let byNAT = World.nat.after(
    .set(
      "ecs.describe-task-definition.checkout-api.json", image,
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/ecr-public/nginx/nginx:1.27"), rule("ecr-public"))

  static let table = CheckTable(
    PullCacheFirstPullCheck.self,
    [
      .confirmed(
        "a first pull from sealed subnets", sealed, says: "ecr-public/nginx/nginx was never pulled",
        cites: [PullFile.cacheRules, definition, PullFile.repositories, PullFile.routes],
        binds: ["repository": "ecr-public/nginx/nginx"]),
      .confirmed(
        "a rule for every name",
        .sealed.after(
          .set(definition, image, .string(host + "/nginx:1.27")), rule("ROOT")),
        says: "nginx was never pulled", cites: [PullFile.cacheRules]),
      .ruledOut(
        "it was pulled before",
        sealed.after(
          .set(PullFile.repositories, "/repositories/1/repositoryName", "ecr-public/nginx/nginx"),
          .set(
            PullFile.repositories, "/repositories/1/repositoryUri", .string(host + "/ecr-public/nginx/nginx"))
        ),
        says: "the repository exists", cites: [PullFile.cacheRules, definition]),
      .ruledOut(
        "a NAT gateway leads out", byNAT, says: "the subnets have a way to the internet",
        cites: [PullFile.cacheRules]),
      .undetermined(
        "the repositories were not collected", sealed.after(.delete(PullFile.repositories)),
        says: "whether the repository was created already", needs: PullFile.repositories),
      .undetermined(
        "the rules may not be listed", sealed.after(.deny(PullFile.cacheRules)), says: "denied",
        needs: PullFile.cacheRules),
      .undetermined(
        "the rules end before their last page",
        .sealed.after(.set(PullFile.cacheRules, "/nextToken", "e30=")), says: "incomplete",
        needs: PullFile.cacheRules),
      .undetermined(
        "the routes were not collected", byNAT.after(.delete(PullFile.routes)),
        says: "the way to the internet is not in the snapshot", needs: PullFile.routes),
      .undetermined(
        "the definition was not collected", sealed.after(.delete(definition)),
        says: "the task definition is not in the snapshot", needs: "ecs.describe-task-definition"),
      .undetermined(
        "the rules of the image's own Region were not collected",
        sealed.after(
          .replace(definition, host, "123456789012.dkr.ecr.us-east-1.amazonaws.com"),
          .delete(PullFile.cacheRules),
          .add("ap-northeast-1/" + PullFile.cacheRules, #"{"pullThroughCacheRules":[]}"#)),
        says: "was not collected", needs: "us-east-1/" + PullFile.cacheRules),
      .notApplicable("no rule", .sealed, says: "no image is covered by a cache rule"),
      .notApplicable(
        "a prefix is a part of a name, not some letters", sealed.after(rule("ecr-pub")),
        says: "no image is covered by a cache rule"),
      .undetermined(
        "the rules of the image's own registry were not collected",
        sealed.after(
          .replace(definition, host, "210987654321.dkr.ecr.ap-northeast-1.amazonaws.com"),
          .delete(PullFile.cacheRules),
          .add("123456789012/" + PullFile.cacheRules, #"{"pullThroughCacheRules":[]}"#)),
        says: "was not collected", needs: "210987654321/" + PullFile.cacheRules),
      .notApplicable(
        "the rule is of another registry than the image, which has none",
        sealed.after(
          .replace(definition, host, "210987654321.dkr.ecr.ap-northeast-1.amazonaws.com"),
          .add("210987654321/ap-northeast-1/" + PullFile.repositories, #"{"repositories":[]}"#),
          .add(
            "210987654321/ap-northeast-1/" + PullFile.cacheRules, #"{"pullThroughCacheRules":[]}"#)),
        says: "no image is covered by a cache rule"),
    ])

  @Test(arguments: table.tests) func `whether the first pull through a cache has a way out`(
    _ row: CheckTable.Test
  ) throws { try row.hold() }
}
