import Sentences
import Evidence
import Records
import Services

/// Whether an image of the task is where its reference says.
enum PullImageCheck: Check {
  static let name = "pull-image"
  static let summary: Sentence = "Is the image of a container absent, misnamed, archived or elsewhere?"
  static let binds = imageBinds + ["right-uri"]
  static let fault = Parameter<Fault>("is", "what to look for")
  static let parameters = [fault.declared]
  static let reads: [DocumentKind] = [
    .taskDefinition, .tasks, .repositories, .images,
    .serviceRevisions, .pullThroughCacheRules, .registry,
  ]

  enum Fault: String, CaseIterable {
    case invalidReference = "invalid-reference"
    case repositoryAbsent = "repository-absent"
    case elsewhere
    case tagAbsent = "tag-absent"
    case digestGone = "digest-gone"
    case archived
    case registryLeftOut = "registry-left-out"
  }

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    guard world.taskDefinition != nil else {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    switch context[fault] {
    case .invalidReference: return invalid(world)
    case .registryLeftOut: return PullImageElsewhere(world: world).registryLeftOut()
    case .repositoryAbsent: return each(world) { repositoryAbsent(world, $0, $1) }
    case .elsewhere: return each(world) { PullImageElsewhere(world: world).elsewhere($0, $1) }
    case .tagAbsent: return answeredNotFound(world) ?? each(world) { tagAbsent(world, $0, $1) }
    case .digestGone: return each(world) { PullImageDigest(world: world).gone($0, $1) }
    case .archived: return each(world) { archived(world, $0, $1) }
    }
  }

  /// Asks every ECR image; one that is confirmed decides, then one that is open.
  private static func each(
    _ world: PullWorld, _ ask: (PullContainer, PullRepository) -> Finding
  ) -> Finding {
    let findings = world.ecrContainersByFailure.compactMap { container in
      PullRepository(container.image, in: world).map { ask(container, $0) }
    }
    if findings.isEmpty {
      return .notApplicable(
        "no container uses an image of a private ECR registry",
        world.containers.map { Citation($0.imagePlace, "the image of \($0.name)") })
    }
    return strongest(findings) ?? findings[0]
  }

  /// What several images come to: one that is confirmed decides, then one that is open, then one that is refuted.
  static func strongest(_ findings: [Finding]) -> Finding? {
    for verdict in [Verdict.confirmed, .undetermined, .ruledOut] {
      let mine = findings.filter { $0.verdict == verdict }
      guard var result = mine.first else { continue }
      result.evidence = mine.flatMap(\.evidence).unique
      result.needs = mine.flatMap(\.needs).unique
      result.bindings = mine.flatMap(\.bindings).unique
      result.because = mine.map(\.because).unique.joined(separator: "; ")
      return result
    }
    return nil
  }

  /// The names among ``bindings(_:_:)``.
  static let imageBinds =
    PullWorld.binds
    + [
      "image-host", "repository", "tag", "digest", "image-version", "image-account", "image-region",
      "repository-uri",
    ]

  static func bindings(_ world: PullWorld, _ container: PullContainer) -> [String: String] {
    var found = world.bindings
    let image = container.image
    found["container"] = container.name
    found["image"] = image.text
    found["image-host"] = image.host
    found["repository"] = image.repository
    found["tag"] = image.tag
    found["digest"] = image.digest
    found["image-version"] = image.version
    found["image-account"] = image.ecr?.account
    found["image-region"] = image.ecr?.region
    found["repository-uri"] = image.host + "/" + image.repository
    return found
  }

  private static func invalid(_ world: PullWorld) -> Finding {
    for container in world.containers {
      guard let problem = container.image.problem else { continue }
      return .confirmed(
        "\"\(container.image.text)\" is no image reference: \(problem.words)",
        [Citation(container.imagePlace, "the image of \(container.name): \(problem.words)")],
        bindings: [bindings(world, container)])
    }
    return .ruledOut(
      "every image reference is well formed",
      world.containers.map { Citation($0.imagePlace, "the image of \($0.name)") })
  }

  // MARK: repository

  private static func repositoryAbsent(
    _ world: PullWorld, _ container: PullContainer, _ place: PullRepository
  ) -> Finding {
    let image = Citation(container.imagePlace, "the image of \(container.name)")
    switch place.existence {
    case .found(let repository):
      return .ruledOut(
        "the repository \(place.image.repository) exists in \(place.account), \(place.region)",
        [image, Citation(repository["repositoryName"] ?? repository, "it is listed")])
    case .absent(let proof):
      if let rule = cacheRule(world, container) {
        return .ruledOut("a pull-through cache rule creates the repository at its first pull", [image, rule])
      }
      if let rule = PullImageElsewhere(world: world).replica(of: place) {
        return .ruledOut("replication creates the repository with its first replica", [image, rule])
      }
      if let open = cacheDoubt(world, container), says(world, container, ["no-such-repository"]) == nil,
        isFailing(world, container) || isUpstream(world, container)
      {
        return .undetermined(
          "whether a pull-through cache rule would create \(place.image.repository) is not in the snapshot",
          needs: [open], evidence: [image] + proof)
      }
      return .confirmed(
        "there is no repository \(place.image.repository) in \(place.account), \(place.region)",
        [image] + proof, bindings: [bindings(world, container)])
    case .unknown(let needs):
      if let message = says(world, container, ["no-such-repository"]) {
        return .confirmed(
          "the registry answered that it has no repository \(place.image.repository)",
          [message.citation("the registry's answer"), image], bindings: [bindings(world, container)])
      }
      return .undetermined(
        "whether \(place.image.repository) exists is not in the snapshot", needs: needs, evidence: [image])
    }
  }

  /// A text that states one of the faults about this container's image.
  static func says(_ world: PullWorld, _ container: PullContainer, _ faults: [String]) -> PullMessage? {
    world.messages.first { message in
      guard let fault = message.reading.fault, faults.contains(fault), message.reading.isOutright else {
        return false
      }
      if let name = message.container { return name == container.name }
      guard let image = message.facts.image else { return world.containers.count == 1 }
      let named = ImageReference(image)
      return named.repository == container.image.repository && named.host == container.image.host
    }
  }

  /// What to collect where nothing tells whether the registry imports the image from an upstream one.
  private static func cacheDoubt(_ world: PullWorld, _ container: PullContainer) -> Need? {
    let rules = PullCache(world.snapshot).rules(of: container.image)
    return rules.isComplete ? nil : rules.need
  }

  /// Whether a text speaks of an upstream registry, which only a pull-through cache rule has.
  private static func isUpstream(_ world: PullWorld, _ container: PullContainer) -> Bool {
    says(world, container, ["upstream-unreachable", "upstream-throttled", "upstream-import-denied"]) != nil
  }

  /// Whether a failure of this container was recorded, whatever it says.
  private static func isFailing(_ world: PullWorld, _ container: PullContainer) -> Bool {
    world.messages.contains { message in
      message.isFailure && (message.container.map { $0 == container.name } ?? true)
    }
  }

  /// The pull-through cache rule that covers the image.
  private static func cacheRule(_ world: PullWorld, _ container: PullContainer) -> Citation? {
    guard let place = container.image.ecr else { return nil }
    let rules = world.snapshot.listing(
      .pullThroughCacheRules, account: place.account, region: place.region)
    for rule in rules.items {
      guard let prefix = rule["ecrRepositoryPrefix"], let text = prefix.string else { continue }
      if text == "ROOT" || container.image.repository.hasPrefix(text + "/") {
        return Citation(prefix, "the rule that covers \(container.image.repository)")
      }
    }
    return nil
  }

  // MARK: tag

  private static func tagAbsent(
    _ world: PullWorld, _ container: PullContainer, _ place: PullRepository
  ) -> Finding {
    let image = Citation(container.imagePlace, "the image of \(container.name)")
    guard container.image.digest == nil else {
      return .ruledOut("\(container.name) names its image by digest, not by tag", [image])
    }
    if let rule = cacheRule(world, container) {
      return .ruledOut("a pull-through cache rule imports what is asked for", [image, rule])
    }
    if case .absent = place.existence {
      return .notApplicable("there is no repository that could hold the tag", [image])
    }
    let tag = container.image.tag ?? "latest"
    switch place.lookup(tag: tag, digest: nil) {
    case .found(let found):
      return .ruledOut(
        says(world, container, ["no-such-image"]) == nil
          ? "the tag \(tag) is in \(place.image.repository)"
          : "the tag \(tag) is in \(place.image.repository); what the task met must have been before",
        [image, Citation(found["imageTags"] ?? found, "the image carries the tag")])
    case .absent(let proof):
      if let open = cacheDoubt(world, container), isUpstream(world, container) {
        return .undetermined(
          "the recorded text speaks of an upstream registry, and the pull-through cache rules are not in the snapshot",
          needs: [open], evidence: [image] + proof)
      }
      return .confirmed(
        "\(place.image.repository) has no image with the tag \(tag)", [image] + proof,
        bindings: [bindings(world, container)])
    case .unknown(let needs):
      if let message = says(world, container, ["no-such-image"]), !message.reads("@sha256:") {
        return .confirmed(
          "the registry answered that it has no \(place.image.repository):\(tag)",
          [message.citation("the registry's answer"), image], bindings: [bindings(world, container)])
      }
      return .undetermined(
        "the images of \(place.image.repository) are not in the snapshot", needs: needs, evidence: [image])
    }
  }

  /// The answer of a registry whose listing no snapshot holds, about one of its images.
  ///
  /// Docker Hub, GHCR, Quay and others say the same of a tag that never was and of an image that was taken down.
  private static func answeredNotFound(_ world: PullWorld) -> Finding? {
    for container in world.containers where container.image.ecr == nil {
      guard let message = says(world, container, ["no-such-image"]) else { continue }
      return .confirmed(
        "the registry answered that it has no \(container.image.repository):\(container.image.version)",
        [
          message.citation("the registry's answer"),
          Citation(container.imagePlace, "the image of \(container.name)"),
        ],
        bindings: [bindings(world, container)])
    }
    return nil
  }

  // MARK: archive

  /// docs.aws.amazon.com/AmazonECR/latest/userguide/archive-image.html: pulls of archived images fail with a 404.
  private static func archived(
    _ world: PullWorld, _ container: PullContainer, _ place: PullRepository
  ) -> Finding {
    let image = Citation(container.imagePlace, "the image of \(container.name)")
    switch place.lookup(tag: container.image.tag, digest: container.image.digest) {
    case .found(let found):
      if let status = found["imageStatus"],
        ["ARCHIVED", "ACTIVATING"].contains(status.string?.uppercased() ?? "")
      {
        return .confirmed(
          "\(container.image.version) of \(place.image.repository) is \(status.string ?? "archived"): pulls answer 404",
          [Citation(status, "the storage class of the image"), image], bindings: [bindings(world, container)])
      }
      return .ruledOut(
        "the image is not archived", [Citation(found["imageStatus"] ?? found, "the image"), image])
    case .absent: return .notApplicable("there is no such image that could be archived", [image])
    case .unknown(let needs):
      return .undetermined(
        "the image's storage class is not in the snapshot", needs: needs, evidence: [image])
    }
  }
}

extension PullMessage {
  /// Whether the text holds these words.
  package func reads(_ part: String) -> Bool { json.string?.contains(part) ?? false }
}
