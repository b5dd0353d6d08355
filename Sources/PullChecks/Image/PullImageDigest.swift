import Evidence
import Records
import Services

/// Looks for the digests to which a deployment pinned its tags.
///
/// docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html, "Container image resolution".
struct PullImageDigest {
  let world: PullWorld

  func gone(_ container: PullContainer, _ place: PullRepository) -> Finding {
    let image = Citation(container.imagePlace, "the image of \(container.name)")
    if let digest = container.image.digest {
      return judge(container, place, digest: digest, source: image, image)
    }
    if container.definition["versionConsistency"]?.string?.lowercased() == "disabled",
      let place = container.definition["versionConsistency"]
    {
      return .notApplicable("version consistency is off for \(container.name)", [Citation(place, "off")])
    }
    if let message = PullImageCheck.says(world, container, ["no-such-image"]), message.reads("@sha256:"),
      let digest = message.facts.image.flatMap({ ImageReference($0).digest })
    {
      return judge(
        container, place, digest: digest,
        source: message.citation("the digest that ECS asked for", part: digest), image,
        message: message)
    }
    guard let pinned = pinnedDigest(container) else {
      if world.service == nil {
        return .notApplicable("the task belongs to no service that would pin digests", [image])
      }
      let listing = world.snapshot.listing(.serviceRevisions)
      if listing.documents.isEmpty {
        let arn = world.service?["currentServiceRevisions"]?.elements.first?["arn"]?.string
        return .undetermined(
          "the service revision is not in the snapshot",
          needs: [world.snapshot.need(.serviceRevisions, subject: arn, region: world.region)],
          evidence: [image])
      }
      return .notApplicable("the service revision pins no digest for \(container.name)", [image])
    }
    return judge(
      container, place, digest: pinned.string ?? "",
      source: Citation(pinned, "the digest that the deployment pinned"),
      image)
  }

  private func pinnedDigest(_ container: PullContainer) -> JSON? {
    let wanted = Set(
      ((world.service?["currentServiceRevisions"]?.elements ?? [])).compactMap { $0["arn"]?.string })
    let name = world.service?["serviceArn"]?.string
    let revisions = world.snapshot.listing(.serviceRevisions).items.filter { revision in
      let arn = revision["serviceRevisionArn"]?.string ?? ""
      return wanted.contains(arn) || (wanted.isEmpty && name != nil && revision["serviceArn"]?.string == name)
    }
    for revision in revisions {
      for image in revision["containerImages"]?.elements ?? []
      where image["containerName"]?.string == container.name {
        if let digest = image["imageDigest"] { return digest }
      }
    }
    return nil
  }

  private func judge(
    _ container: PullContainer, _ place: PullRepository, digest: String, source: Citation, _ image: Citation,
    message: PullMessage? = nil
  ) -> Finding {
    var values = PullImageCheck.bindings(world, container)
    values["digest"] = digest
    switch place.lookup(tag: nil, digest: digest) {
    case .found(let found):
      return .ruledOut(
        "the pinned digest is in \(place.image.repository)",
        [source, Citation(found["imageDigest"] ?? found, "the image is there")])
    case .absent(let proof):
      if case .absent = place.existence { return .notApplicable("there is no repository", [image]) }
      if container.image.digest == nil, let tag = container.image.tag {
        guard case .found(let tagged) = place.lookup(tag: tag, digest: nil) else {
          return .notApplicable("the tag itself is gone, not only the digest behind it", [image])
        }
        return .confirmed(
          "the deployment pinned \(tag) to \(digest), which \(place.image.repository) no longer has; the tag now names another image",
          [source, Citation(tagged["imageDigest"] ?? tagged, "what \(tag) names now"), image] + proof,
          bindings: [values])
      }
      return .confirmed(
        "\(place.image.repository) has no image \(digest)", [source] + proof, bindings: [values])
    case .unknown(let needs):
      if let message {
        return .confirmed(
          "the registry answered that it has no \(digest)",
          [message.citation("the registry's answer"), image],
          bindings: [values])
      }
      return .undetermined(
        "the images of \(place.image.repository) are not in the snapshot", needs: needs, evidence: [source])
    }
  }
}
