import Sentences
import Evidence
import Services

/// Whether an image exists in a source Region and was not replicated to the one that the task asks.
///
/// docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html
enum PullImageReplicationCheck: Check {
  static let name = "pull-image-replication"
  static let summary: Sentence = "Was the image pushed elsewhere and not replicated to the task's Region?"
  static let binds = PullImageCheck.imageBinds + ["source-region", "source-uri"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .images, .repositories, .registry, .taskDefinition,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    if world.taskDefinition == nil {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    let findings = world.ecrContainersByFailure.compactMap { container in
      PullRepository(container.image, in: world).flatMap { judge(container, $0, world) }
    }
    return PullImageCheck.strongest(findings)
      ?? .notApplicable(
        "no image is missing here that another Region of the snapshot has",
        world.containers.map { Citation($0.imagePlace, "the image of \($0.name)") })
  }

  /// Nil where no other Region has the image, or the task's own has it, too.
  private static func judge(
    _ container: PullContainer, _ place: PullRepository, _ world: PullWorld
  ) -> Finding? {
    let image = container.image
    let others = world.snapshot.listing(.images, subject: place.image.repository).items
      .filter { item in
        guard let region = item.document.region, region != place.region else { return false }
        return image.digest.map { item["imageDigest"]?.string == $0 }
          ?? item["imageTags"]?.strings.contains(image.tag ?? "") ?? false
      }
    guard let source = others.first, let region = source.document.region else { return nil }
    guard let gone = absence(of: image, in: place) else {
      guard case .unknown(let needs) = place.lookup(tag: image.tag, digest: image.digest) else { return nil }
      return .undetermined(
        "the images of \(place.image.repository) are not in the snapshot", needs: needs,
        evidence: [Citation(source["imageTags"] ?? source, "the image in \(region)")])
    }
    let registry = world.snapshot.listing(.registry, region: region)
    // A listing without a Region is the subject's own.
    let own = registry.items.filter { $0.document.region == region }
    let rules = own.flatMap { $0["replicationConfiguration"]?["rules"]?.elements ?? [] }
    if own.isEmpty {
      return .undetermined(
        "the image is in \(region); whether it should be replicated is not in the snapshot",
        needs: [registry.need])
    }
    guard let rule = rules.first else {
      return .ruledOut(
        "\(region) replicates nothing",
        own.map { Citation($0["replicationConfiguration"] ?? $0, "no rules") })
    }
    var values = PullImageCheck.bindings(world, container)
    values["source-region"] = region
    values["source-uri"] =
      image.host.replacing(place.region, with: region) + "/" + place.image.repository
    return .confirmed(
      "\(image.version) is in \(region) and was not replicated to \(place.region)",
      gone + [
        Citation(source["imageTags"] ?? source, "the image in \(region)"),
        Citation(rule["destinations"] ?? rule, "what \(region) replicates"),
        Citation(container.imagePlace, "the image of \(container.name)"),
      ], bindings: [values])
  }

  /// The image is missing, or the whole repository, which replication would have made.
  private static func absence(of image: ImageReference, in place: PullRepository) -> [Citation]? {
    if case .absent(let proof) = place.lookup(tag: image.tag, digest: image.digest) { return proof }
    if case .absent(let proof) = place.existence { return proof }
    return nil
  }
}
