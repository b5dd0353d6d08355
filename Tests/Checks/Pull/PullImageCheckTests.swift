@testable import PullChecks
import Testing

/// Images where their references point; ``PullImageElsewhereTests`` has the rows of those that are elsewhere.
@Suite struct PullImageCheckTests {
  static let host = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"
  static let digest = "sha256:" + String(repeating: "a", count: 64)
  static let revisions = "ecs.describe-service-revisions.json"
  static let absent = ["is": "repository-absent"]
  static let tag = ["is": "tag-absent"]
  static let gone = ["is": "digest-gone"]
  static let archived = ["is": "archived"]
  static let invalid = ["is": "invalid-reference"]

  static func listed(_ names: String..., region: String = "eu-west-1") -> String {
    let all = names.map {
      #"{"repositoryArn":"arn:aws:ecr:\#(region):123456789012:repository/\#($0)","registryId":"123456789012","repositoryName":"\#($0)","repositoryUri":"123456789012.dkr.ecr.\#(region).amazonaws.com/\#($0)"}"#
    }
    return #"{"repositories":[\#(all.joined(separator: ","))]}"#
  }

  static func image(_ tags: String, digest: String = "sha256:b", more: String = "") -> String {
    #"{"registryId":"123456789012","repositoryName":"shop","imageDigest":"\#(digest)","imageTags":[\#(tags)]\#(more)}"#
  }

  static func images(_ images: String...) -> Edit {
    .add(PullFile.images, #"{"imageDetails":[\#(images.joined(separator: ","))]}"#)
  }

  static func rules(_ prefix: String? = nil) -> Edit {
    let rule = prefix.map {
      #"{"ecrRepositoryPrefix":"\#($0)","upstreamRegistryUrl":"public.ecr.aws","registryId":"123456789012"}"#
    }
    return .add(PullFile.cacheRules, #"{"pullThroughCacheRules":[\#(rule ?? "")]}"#)
  }

  static let nothing = World.task.after(.add(PullFile.repositories, listed()), rules())
  static let noName =
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref \(host)/shop:1: name unknown: The repository with name 'shop' does not exist in the registry with id '123456789012'"

  static let repositories: [CheckTable.Row] = [
    .confirmed(
      "a complete listing lacks the repository", nothing, absent,
      says: "there is no repository shop in 123456789012, eu-west-1",
      cites: [PullFile.repositories, PullFile.definition],
      binds: ["repository": "shop", "image-region": "eu-west-1"]),
    .confirmed(
      "the registry answered so, and nothing was collected", .task.said(noName), absent,
      says: "the registry answered that it has no repository shop", cites: [PullFile.tasks]),
    .confirmed(
      "a call for this repository was answered so",
      .task.after(
        .add(
          "ecr.describe-repositories.shop.err",
          "\nAn error occurred (RepositoryNotFoundException) when calling the DescribeRepositories operation: no\n"
        ), rules()), absent, says: "there is no repository shop",
      cites: ["ecr.describe-repositories.shop.err"]),
    .ruledOut(
      "the repository is there", .task.after(.add(PullFile.repositories, listed("shop"))), absent,
      says: "the repository shop exists", cites: [PullFile.repositories]),
    .ruledOut(
      "a cache rule makes the repository", nothing.image(host + "/hub/redis:7").after(rules("hub")), absent,
      says: "a pull-through cache rule creates the repository", cites: [PullFile.cacheRules]),
    .undetermined(
      "nothing was collected", .task, absent, says: "whether shop exists is not in the snapshot",
      needs: PullFile.repositories),
    .undetermined(
      "the listing has a next page",
      nothing.after(.set(PullFile.repositories, "/nextToken", "e30=")), absent,
      says: "whether shop exists is not in the snapshot", needs: PullFile.repositories),
    .undetermined(
      "a call that was refused says nothing of the repository",
      .task.after(
        .add(
          "ecr.describe-repositories.shop.err",
          "\nAn error occurred (AccessDeniedException) when calling the DescribeRepositories operation: no\n")
      ),
      absent, says: "whether shop exists is not in the snapshot", needs: PullFile.repositories),
    .undetermined(
      "whether a cache rule would make the repository was not collected",
      nothing.after(.delete(PullFile.cacheRules)).said(PullText.silence), absent,
      says: "whether a pull-through cache rule would create",
      needs: PullFile.cacheRules),
    .notApplicable(
      "an image of Docker Hub", nothing.image("redis:7"), absent,
      says: "no container uses an image of a private"),
  ]

  static let tags: [CheckTable.Row] = [
    .confirmed(
      "no image has the tag", .task.after(images(image(#""2""#))), tag,
      says: "shop has no image with the tag 1", cites: [PullFile.images], binds: ["tag": "1"]),
    .confirmed(
      "no tag means latest", .task.image(host + "/shop").after(images(image(#""1""#))), tag,
      says: "shop has no image with the tag latest", cites: [PullFile.images]),
    .confirmed(
      "the registry answered so", .task.said(PullText.noImage), tag,
      says: "the registry answered that it has no shop:1", cites: [PullFile.tasks]),
    .confirmed(
      "two pages, and the tag on neither",
      .task.after(images(image(#""8""#))).after(
        .set(PullFile.images, "/nextToken", "e30="),
        .add("ecr.describe-images.shop.2.json", #"{"imageDetails":[\#(image(#""9""#, digest: "sha256:c"))]}"#)
      ),
      tag, says: "shop has no image with the tag 1", cites: [PullFile.images]),
    .ruledOut(
      "an image has the tag", .task.after(images(image(#""1","2""#))), tag, says: "the tag 1 is in shop",
      cites: [PullFile.images]),
    .ruledOut(
      "it was missing when the task asked", .task.after(images(image(#""1""#))).said(PullText.noImage), tag,
      says: "what the task met must have been before", cites: [PullFile.images]),
    .ruledOut(
      "the reference is a digest", .task.image(host + "/shop@" + digest), tag, says: "by digest, not by tag",
      cites: [PullFile.definition]),
    .ruledOut(
      "a cache rule imports the tag",
      .task.image(host + "/hub/redis:7").after(rules("hub")), tag,
      says: "a pull-through cache rule imports what is asked for", cites: [PullFile.cacheRules]),
    .undetermined(
      "the images were not collected", .task, tag, says: "the images of shop are not in the snapshot",
      needs: PullFile.images),
    .undetermined(
      "one page of two", .task.after(images(image(#""8""#)), .set(PullFile.images, "/nextToken", "e30=")),
      tag,
      says: "the images of shop are not in the snapshot", needs: PullFile.images),
    .undetermined(
      "another Region's images are no next page",
      .task.after(
        .add(
          "eu-west-1/" + PullFile.images, #"{"imageDetails":[],"nextToken":"t"}"#),
        .add("us-east-1/" + PullFile.images, #"{"imageDetails":[\#(image(#""9""#))]}"#)), tag,
      says: "the images of shop are not in the snapshot", needs: "ecr.describe-images"),
    .notApplicable(
      "there is no repository", nothing, tag, says: "there is no repository that could hold the tag"),

    .confirmed(
      "the image lies in the archive",
      .task.after(images(image(#""1""#, more: #","imageStatus":"ARCHIVED""#))),
      archived, says: "1 of shop is ARCHIVED: pulls answer 404", cites: [PullFile.images]),
    .confirmed(
      "the image is on its way back",
      .task.after(images(image(#""1""#, more: #","imageStatus":"ACTIVATING""#))), archived,
      says: "1 of shop is ACTIVATING", cites: [PullFile.images]),
    .ruledOut(
      "another tag's image lies in the archive",
      .task.after(
        images(
          image(#""0""#, digest: "sha256:c", more: #","imageStatus":"ARCHIVED""#),
          image(#""1""#, more: #","imageStatus":"ACTIVE""#))), archived, says: "the image is not archived",
      cites: [PullFile.images]),
    .undetermined(
      "the images may not be listed", .task.after(images(), .deny(PullFile.images)), archived,
      says: "the image's storage class is not in the snapshot", needs: PullFile.images),
    .notApplicable(
      "there is no such image", .task.after(images(image(#""2""#))), archived,
      says: "there is no such image that could be archived"),
  ]

  /// The service's deployment pinned the tag to a digest.
  static let pinned = World.nat.after(
    .replace(
      "ecr.describe-images.checkout-api.json",
      "sha256:6d9e83b63ed9599ef0d2eb2b4f9cba4937f4ee2dc885e40ebc17a0f57a2f22a2", digest))

  static let digests: [CheckTable.Row] = [
    .confirmed(
      "the tag names another image than the deployment pinned", pinned, gone,
      says: "the deployment pinned 2025.10.06-91bd to sha256:6d9e83b6", "the tag now names another image",
      cites: [revisions, "ecr.describe-images.checkout-api.json"],
      binds: ["digest": "sha256:6d9e83b63ed9599ef0d2eb2b4f9cba4937f4ee2dc885e40ebc17a0f57a2f22a2"]),
    .confirmed(
      "a reference by digest, and no such image",
      .task.image(host + "/shop@" + digest).after(images(image(#""1""#))),
      gone, says: "shop has no image sha256:aaaa", cites: [PullFile.images], binds: ["digest": digest]),
    .ruledOut(
      "the pinned digest is there", .nat, gone, says: "the pinned digest is in checkout-api",
      cites: [revisions, "ecr.describe-images.checkout-api.json"]),
    .ruledOut(
      "the reference's digest is there, without any tag",
      .task.image(host + "/shop@" + digest).after(images(image("", digest: digest))), gone,
      says: "the pinned digest is in shop", cites: [PullFile.images]),
    .undetermined(
      "the service revision was not collected", pinned.after(.delete(revisions)), gone,
      says: "the service revision is not in the snapshot", needs: "ecs.describe-service-revisions"),
    .undetermined(
      "the images with the pinned digest were not collected",
      .nat.after(.delete("ecr.describe-images.checkout-api.json")), gone,
      says: "the images of checkout-api are not in the snapshot", needs: "ecr.describe-images.checkout-api"),
    .notApplicable(
      "version consistency is off",
      pinned.after(
        .set(
          "ecs.describe-task-definition.checkout-api.json",
          "/taskDefinition/containerDefinitions/0/versionConsistency", "disabled")), gone,
      says: "version consistency is off for checkout-api"),
    .notApplicable(
      "the tag itself is gone",
      pinned.after(.set("ecr.describe-images.checkout-api.json", "/imageDetails/0/imageTags", [])), gone,
      says: "the tag itself is gone"),
    .notApplicable(
      "no service pins the digests of a task of its own", .task.after(images(image(#""1""#))), gone,
      says: "belongs to no service that would pin digests"),
  ]

  static let references: [CheckTable.Row] = [
    .confirmed(
      "a variable that nobody filled in", .task.image(host + "/shop:${TAG}"), invalid,
      says: "is no image reference", cites: [PullFile.definition], binds: ["image": host + "/shop:${TAG}"]),
    .confirmed(
      "a repository in capitals", .task.image(host + "/Shop:1"), invalid, says: "is no image reference",
      cites: [PullFile.definition]),
    .confirmed(
      "a scheme before the host", .task.image("https://\(host)/shop:1"), invalid,
      says: "is no image reference",
      cites: [PullFile.definition]),
    .ruledOut(
      "tag and digest together", .task.image("\(host)/shop:1@\(digest)"), invalid,
      says: "every image reference is well formed", cites: [PullFile.definition]),
    .ruledOut(
      "a port is no tag", .task.image("registry.example.com:5000/shop"), invalid,
      says: "every image reference is well formed", cites: [PullFile.definition]),
    .undetermined(
      "the definition was not collected", .task.after(.delete(PullFile.definition)), invalid,
      says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
  ]

  static let table = CheckTable(
    PullImageCheck.self, repositories + tags + digests + references + PullImageElsewhereTests.rows)

  @Test(arguments: table.tests) func `whether the image is where its reference says`(
    _ row: CheckTable.Test
  ) throws { try row.hold() }
}
