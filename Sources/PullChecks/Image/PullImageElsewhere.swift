import Evidence
import Services

/// Looks for an image in other accounts and Regions than its reference names.
struct PullImageElsewhere {
  let world: PullWorld

  /// The repository of this name anywhere but where the reference points.
  private func namesakes(_ repository: String, except place: PullRepository?) -> [JSON] {
    world.snapshot.listing(.repositories).items.filter { found in
      guard found["repositoryName"]?.string == repository else { return false }
      guard let place, let uri = found["repositoryUri"]?.string else { return place == nil }
      return !uri.hasPrefix("\(place.account).dkr.ecr.\(place.region).")
    }
  }

  /// The rule by which replication should have made the repository that is asked.
  func replica(of place: PullRepository) -> Citation? {
    namesakes(place.image.repository, except: place).lazy.compactMap { replication(from: $0, to: place) }
      .first
  }

  /// The destination of a replication rule that leads from a repository's registry to the one that is asked.
  ///
  /// What should be replicated and is not is missing here, not misnamed.
  private func replication(from other: JSON, to place: PullRepository) -> Citation? {
    let arn = other["repositoryArn"]?.string.flatMap(ARN.init)
    for registry in world.snapshot.documents(of: .registry)
    where registry.region == (arn?.region ?? other.document.region) {
      guard (registry.root["registryId"]?.string ?? arn?.account) == arn?.account else { continue }
      for rule in registry.root["replicationConfiguration"]?["rules"]?.elements ?? [] {
        for destination in rule["destinations"]?.elements ?? []
        where destination["region"]?.string == place.region
          && destination["registryId"]?.string ?? place.account == place.account
        {
          return Citation(destination, "the registry replicates to \(place.region)")
        }
      }
    }
    return nil
  }

  func elsewhere(_ container: PullContainer, _ place: PullRepository) -> Finding {
    let image = Citation(container.imagePlace, "the image of \(container.name)")
    let others = namesakes(place.image.repository, except: place)
    if case .found(let repository) = place.existence {
      return .ruledOut(
        "the repository exists where the reference says",
        [image, Citation(repository["repositoryName"] ?? repository, "it is listed")])
    }
    if let replica = replica(of: place) {
      return .ruledOut("the image is replicated to where the reference says", [image, replica])
    }
    guard let other = others.first, let uri = other["repositoryUri"] else {
      let own = world.snapshot.listing(
        .repositories, account: world.account, region: world.region)
      let isAway = place.account != world.account || place.region != world.region
      if isAway, !own.isComplete {
        return .undetermined(
          "whether the task's own account has \(place.image.repository) is not in the snapshot",
          needs: [own.need], evidence: [image])
      }
      if case .absent(let proof) = place.existence {
        return .ruledOut("no other account or Region of the snapshot has such a repository", [image] + proof)
      }
      return .undetermined(
        "whether the reference's account and Region are right is not in the snapshot",
        needs: [place.repositories.need], evidence: [image])
    }
    var values = PullImageCheck.bindings(world, container)
    values["right-uri"] = uri.string.map {
      $0 + (container.image.digest.map { "@" + $0 } ?? ":" + (container.image.tag ?? "latest"))
    }
    switch place.existence {
    case .absent(let proof):
      return .confirmed(
        "\(place.image.repository) is not in \(place.account), \(place.region), but at \(uri.string, or: "another address")",
        [image, Citation(uri, "the repository of this name")] + proof, bindings: [values])
    default:
      let faults = [
        "no-such-repository", "no-such-image", "no-login-for-host", "permission-or-name-refused",
        "access-or-name-refused",
      ]
      if let message = PullImageCheck.says(world, container, faults),
        place.account != world.account || place.region != world.region
      {
        return .confirmed(
          "the registry refused \(container.image.text), and the repository of that name is \(uri.string ?? "elsewhere")",
          [message.citation("the registry's answer"), image, Citation(uri, "the repository of this name")],
          bindings: [values])
      }
      return .undetermined(
        "a repository of this name exists at \(uri.string, or: "another address"); whether it is also where the reference says is not in the snapshot",
        needs: [place.repositories.need], evidence: [image])
    }
  }

  /// An image without a host means Docker Hub (docs.docker.com/reference/cli/docker/image/tag).
  func registryLeftOut() -> Finding {
    let bare = world.containers.filter { $0.image.isHostImplied && $0.image.problem == nil }
    guard !bare.isEmpty else {
      return .ruledOut(
        "every image names its registry",
        world.containers.map { Citation($0.imagePlace, "the image of \($0.name)") })
    }
    let listing = world.snapshot.listing(.repositories)
    for container in bare {
      let written =
        container.image.text.split(whereSeparator: { $0 == ":" || $0 == "@" }).first.map(String.init) ?? ""
      guard let other = meant(container, written, listing), let uri = other["repositoryUri"] else { continue }
      var values = PullImageCheck.bindings(world, container)
      values["right-uri"] = uri.string.map { $0 + ":" + (container.image.tag ?? "latest") }
      return .confirmed(
        "\"\(container.image.text)\" means \(container.image.host)/\(container.image.repository); the repository of that name is \(uri.string, or: "in ECR")",
        [
          Citation(container.imagePlace, "the image of \(container.name) names no registry"),
          Citation(uri, "the ECR repository of that name"),
        ], bindings: [values])
    }
    let places = bare.map { Citation($0.imagePlace, "the image of \($0.name) names no registry") }
    guard listing.isComplete else {
      return .undetermined(
        "whether one of your repositories bears that name is not in the snapshot", needs: [listing.need],
        evidence: places)
    }
    return .ruledOut(
      "no repository of this account bears that name, so Docker Hub may be meant",
      places + listing.citations("no repository of that name"))
  }
  /// The ECR repository that an image without a host means.
  ///
  /// The same name is enough. A name that only ends alike (`team/app`, `prod/team/app`) is the one meant where
  /// Docker Hub answered that it has no such public image; else a mirror of a public one would be taken for it.
  private func meant(_ container: PullContainer, _ written: String, _ listing: Listing) -> JSON? {
    if let same = listing.items.first(where: { $0["repositoryName"]?.string == written }) { return same }
    let refusals = ["access-or-name-refused", "permission-or-name-refused", "no-such-repository"]
    guard PullImageCheck.says(world, container, refusals) != nil else { return nil }
    return listing.items.first { repository in
      guard let name = repository["repositoryName"]?.string else { return false }
      return name.hasSuffix("/" + written) || written.hasSuffix("/" + name)
    }
  }
}
