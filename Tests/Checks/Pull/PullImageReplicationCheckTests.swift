@testable import PullChecks
import Testing

@Suite struct PullImageReplicationCheckTests {
  static let there = "us-east-1/"
  static let registry = there + "ecr.describe-registry.json"

  static func images(_ tag: String) -> String {
    #"{"imageDetails":[{"registryId":"123456789012","repositoryName":"shop","imageDigest":"sha256:a","imageTags":["\#(tag)"]}]}"#
  }

  static func replicating(_ rules: String) -> Edit {
    .add(registry, #"{"registryId":"123456789012","replicationConfiguration":{"rules":[\#(rules)]}}"#)
  }

  static let rule = #"{"destinations":[{"region":"eu-west-1","registryId":"123456789012"}]}"#

  /// The image is in another Region only.
  static let away = World.task.after(
    .add("eu-west-1/" + PullFile.images, images("0")), .add(there + PullFile.images, images("1")),
    replicating(rule))

  static let table = CheckTable(
    PullImageReplicationCheck.self,
    [
      .confirmed(
        "the image did not come over", away, says: "1 is in us-east-1 and was not replicated to eu-west-1",
        cites: [there + PullFile.images, registry, "eu-west-1/" + PullFile.images],
        binds: [
          "source-region": "us-east-1", "source-uri": "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop",
        ]),
      .confirmed(
        "not even the repository came over",
        .task.after(
          .add("eu-west-1/" + PullFile.repositories, #"{"repositories":[]}"#),
          .add(there + PullFile.images, images("1")), replicating(rule)),
        says: "was not replicated to eu-west-1", cites: ["eu-west-1/" + PullFile.repositories]),
      .confirmed(
        "the second container's image did not come over; of the first's nothing is known",
        away.after(
          .add(
            "us-east-1/ecr.describe-images.proxy.json",
            images("1").replacing("shop", with: "proxy")),
          .insert(
            PullFile.definition, "/taskDefinition/containerDefinitions/0",
            ["name": "proxy", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/proxy:1"])),
        says: "1 is in us-east-1 and was not replicated to eu-west-1", cites: [registry],
        binds: ["container": "shop"]),
      .ruledOut(
        "nobody asked for a replica", away.after(replicating("")), says: "us-east-1 replicates nothing",
        cites: [registry]),
      .undetermined(
        "the other Region's registry was not collected", away.after(.delete(registry)),
        says: "whether it should be replicated is not in the snapshot", needs: registry),
      .undetermined(
        "the own Region's images were not collected", away.after(.delete("eu-west-1/" + PullFile.images)),
        says: "the images of shop are not in the snapshot", needs: "ecr.describe-images"),
      .undetermined(
        "the definition was not collected", away.after(.delete(PullFile.definition)),
        says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
      .notApplicable(
        "the image is here, too", away.after(.add("eu-west-1/" + PullFile.images, images("1"))),
        says: "no image is missing here that another Region of the snapshot has"),
      .notApplicable(
        "the other Region has another tag", away.after(.add(there + PullFile.images, images("2"))),
        says: "no image is missing here that another Region of the snapshot has"),
      .notApplicable("one Region", .task, says: "no image is missing here that another Region"),
    ])

  @Test(arguments: table.tests) func `whether the image was replicated`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
