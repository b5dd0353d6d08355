import Sentences
import Evidence
import Permits
import Records
import Services

/// Whether a pull-through cache rule cannot log in at its upstream registry.
///
/// Amazon ECR reference, "ValidatePullThroughCacheRule" and the failure codes of "BatchGetImage": UpstreamAccessDenied, UpstreamTooManyRequests, UpstreamUnavailable.
enum PullCacheRuleCheck: Check {
  static let name = "pull-cache-rule"
  static let summary: Sentence =
    "Is the pull-through cache rule of the image refused by its upstream registry?"
  static let binds = PullWorld.binds + ["prefix", "secret-id", "upstream"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .taskDefinition, .pullThroughCacheRules,
    .pullThroughCacheValidation, .imageManifests, .images, .secret,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    guard world.taskDefinition != nil else {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    let cache = PullCache(world.snapshot)
    var findings: [Finding] = []
    for container in world.ecrContainers {
      guard let rule = cache.rule(for: container.image) else {
        let listing = cache.rules(of: container.image)
        findings.append(
          listing.isComplete || listing.provedAbsent != nil
            ? .notApplicable("no cache rule covers the image", listing.citations("no rule for its prefix"))
            : .undetermined("the cache rules are not in the snapshot", needs: [listing.need]))
        continue
      }
      findings.append(judge(container, rule, world))
    }
    guard !findings.isEmpty else {
      return .notApplicable("no image is of ECR", world.definitionCitation("the whole task definition"))
    }
    return PullSecretCheck.strongest(findings)
  }

  private static func judge(_ container: PullContainer, _ rule: JSON, _ world: PullWorld) -> Finding {
    let prefix = rule["ecrRepositoryPrefix"]?.string ?? ""
    let registry = container.image.ecr
    let named = Citation(rule["ecrRepositoryPrefix"] ?? rule, "the rule of the image")
    var values = world.bindings
    values["prefix"] = prefix
    values["container"] = container.name
    values["secret-id"] = rule["credentialArn"]?.string
    values["upstream"] = rule["upstreamRegistryUrl"]?.string
    let validation = world.snapshot.listing(
      .pullThroughCacheValidation, subject: prefix, account: registry?.account,
      region: registry?.region)
    if let place = validation.items.first?["isValid"] {
      if place.bool == false {
        let reason = validation.items.first?["failure"].map { [Citation($0, "why")] } ?? []
        return .confirmed(
          "the rule \(prefix) does not work", [Citation(place, "the rule is not valid"), named] + reason,
          bindings: [values])
      }
      return .ruledOut("the rule \(prefix) works", [Citation(place, "the rule is valid"), named])
    }
    let images = world.snapshot.listing(
      .imageManifests, subject: container.image.repository, account: registry?.account,
      region: registry?.region)
    for document in images.documents {
      for failure in document.root["failures"]?.elements ?? [] {
        guard let code = failure["failureCode"], let text = code.string, text.hasPrefix("Upstream") else {
          continue
        }
        return .confirmed(
          "ECR could not get the image upstream: \(text)", [Citation(code, "ECR's answer"), named],
          bindings: [values])
      }
    }
    if let message = world.messages.first(where: { text in
      ["upstream-unreachable", "upstream-throttled"].contains(text.reading.fault ?? "")
    }) {
      return .confirmed(
        "the recorded text says so", [message.citation("what ECS recorded"), named], bindings: [values])
    }
    if let place = rule["credentialArn"], let arn = place.string, let parsed = ARN(arn) {
      let secret = SecretName(parsed)
      let listing = world.snapshot.listing(
        .secret, subject: arn, aliases: secret.names, account: parsed.account,
        region: parsed.region)
      if let call = listing.provedAbsent {
        return .confirmed(
          "the secret of rule \(prefix) does not exist",
          [call.citation("no such secret"), Citation(place, "the rule's secret")], bindings: [values])
      }
      if let deleted = listing.items.first?["DeletedDate"] {
        return .confirmed(
          "the secret of rule \(prefix) is marked for deletion",
          [Citation(deleted, "marked for deletion"), Citation(place, "the rule's secret")], bindings: [values]
        )
      }
    }
    if PullCache(world.snapshot).isCached(container.image) == true {
      return .ruledOut("the image is in the cache already", [named])
    }
    return .undetermined("whether the rule works is not in the snapshot", needs: [validation.need])
  }
}
