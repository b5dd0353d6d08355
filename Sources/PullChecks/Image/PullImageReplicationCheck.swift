import Evidence
import Services

/// Whether an image exists in a source Region and was not replicated to the one that the task asks.
///
/// docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html
enum PullImageReplicationCheck: Check {
  static let name = "pull-image-replication"
  static let summary = "Was the image pushed elsewhere and not replicated to the task's Region?"
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
    for container in world.ecrContainersByFailure {
      guard let place = PullRepository(container.image, in: world) else { continue }
      let others = context.snapshot.listing(.images, subject: place.image.repository).items
        .filter { item in
          let region = item.document.region
          guard region != nil, region != place.region else { return false }
          return container.image.digest.map { item["imageDigest"]?.string == $0 }
            ?? item["imageTags"]?.strings.contains(container.image.tag ?? "") ?? false
        }
      guard let source = others.first, let region = source.document.region else { continue }
      guard let gone = absence(of: container.image, in: place) else {
        let image = container.image
        guard case .unknown(let needs) = place.lookup(tag: image.tag, digest: image.digest) else { continue }
        return .undetermined(
          "the images of \(place.image.repository) are not in the snapshot", needs: needs,
          evidence: [Citation(source["imageTags"] ?? source, "the image in \(region)")])
      }
      var values = PullImageCheck.bindings(world, container)
      values["source-region"] = region
      values["source-uri"] =
        container.image.host.replacing(place.region, with: region) + "/" + place.image.repository
      let registry = context.snapshot.listing(.registry, region: region)
      // A listing without a Region is the subject's own.
      let own = registry.items.filter { $0.document.region == region }
      let rules = own.flatMap { $0["replicationConfiguration"]?["rules"]?.elements ?? [] }
      guard !rules.isEmpty else {
        if own.isEmpty {
          return .undetermined(
            "the image is in \(region); whether it should be replicated is not in the snapshot",
            needs: [registry.need])
        }
        return .ruledOut(
          "\(region) replicates nothing",
          own.map { Citation($0["replicationConfiguration"] ?? $0, "no rules") })
      }
      return .confirmed(
        "\(container.image.version) is in \(region) and was not replicated to \(place.region)",
        gone + [
          Citation(source["imageTags"] ?? source, "the image in \(region)"),
          Citation(rules[0]["destinations"] ?? rules[0], "what \(region) replicates"),
          Citation(container.imagePlace, "the image of \(container.name)"),
        ], bindings: [values])
    }
    return .notApplicable(
      "no image is missing here that another Region of the snapshot has",
      world.containers.map { Citation($0.imagePlace, "the image of \($0.name)") })
  }

  /// The image is missing, or the whole repository, which replication would have made.
  private static func absence(of image: ImageReference, in place: PullRepository) -> [Citation]? {
    if case .absent(let proof) = place.lookup(tag: image.tag, digest: image.digest) { return proof }
    if case .absent(let proof) = place.existence { return proof }
    return nil
  }
}
