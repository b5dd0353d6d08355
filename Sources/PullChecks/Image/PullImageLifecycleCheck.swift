import Evidence
import Services
import Foundation

/// Whether a lifecycle rule removed an image that was there.
///
/// docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
enum PullImageLifecycleCheck: Check {
  static let name = "pull-image-lifecycle"
  static let summary = "Did a lifecycle rule of the repository expire the image?"
  static let binds = PullImageCheck.imageBinds
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .lifecyclePolicy, .images, .repositories,
    .trailEvents,
    .taskDefinition, .tasks, .serviceRevisions,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    var last: Finding = .notApplicable(
      "no container uses an image of a private ECR registry",
      world.containers.map { Citation($0.imagePlace, "the image of \($0.name)") })
    if world.taskDefinition == nil {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    for container in world.ecrContainersByFailure {
      guard let place = PullRepository(container.image, in: world) else { continue }
      let finding = judge(context, world, container, place)
      if finding.verdict == .confirmed { return finding }
      if last.verdict != .undetermined { last = finding }
    }
    return last
  }

  private static func judge(
    _ context: CheckContext, _ world: PullWorld, _ container: PullContainer, _ place: PullRepository
  ) -> Finding {
    let image = Citation(container.imagePlace, "the image of \(container.name)")
    let gone: [Citation]
    switch place.lookup(tag: container.image.tag, digest: container.image.digest) {
    case .found(let found):
      return .ruledOut("the image is there", [Citation(found["imageDigest"] ?? found, "the image"), image])
    case .absent(let proof): gone = proof
    case .unknown(let needs):
      return .undetermined("the images of \(place.image.repository) are not in the snapshot", needs: needs)
    }
    let listing = context.snapshot.listing(
      .lifecyclePolicy, subject: place.image.repository, account: place.account,
      region: place.region)
    guard let holder = listing.items.first?["lifecyclePolicyText"], let policy = PolicyText(holder) else {
      if let call = listing.provedAbsent {
        return .notApplicable(
          "\(place.image.repository) has no lifecycle policy",
          [call.citation("ECR answers that there is none")])
      }
      return .undetermined(
        "the lifecycle policy is not in the snapshot", needs: [listing.need], evidence: gone)
    }
    let rules = policy.root["rules"]?.elements ?? []
    guard let rule = rules.first(where: { selects($0, container.image) }) else {
      return .ruledOut(
        "no lifecycle rule selects \(container.image.version)",
        [Citation(holder, "the lifecycle policy"), image])
    }
    let ruleProof = policy.cite(rule["selection"] ?? rule, "a rule that selects it")
    guard let trace = existed(context, world, container, place) else {
      return .undetermined(
        "a rule selects \(container.image.version), but nothing shows that it ever was there",
        needs: [context.snapshot.need(.trailEvents, region: place.region)],
        evidence: gone + [ruleProof])
    }
    return .confirmed(
      "\(container.image.version) was in \(place.image.repository), is gone, and a lifecycle rule selects it",
      gone + [ruleProof, trace, image], bindings: [PullImageCheck.bindings(world, container)])
  }

  private static func selects(_ rule: JSON, _ image: ImageReference) -> Bool {
    guard let selection = rule["selection"], rule["action"]?["type"]?.string ?? "expire" == "expire" else {
      return false
    }
    switch selection["tagStatus"]?.string {
    case "any": return true
    case "untagged": return image.tag == nil
    default:
      guard let tag = image.tag else { return true }
      let prefixes = selection["tagPrefixList"]?.strings ?? []
      let patterns = selection["tagPatternList"]?.strings ?? []
      return prefixes.contains { tag.hasPrefix($0) } || patterns.contains { glob($0, tag) }
    }
  }

  private static func glob(_ pattern: String, _ text: String) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else { return pattern == text }
    guard text.hasPrefix(parts[0]), text.hasSuffix(parts[parts.count - 1]),
      text.count >= parts[0].count + parts[parts.count - 1].count
    else { return false }
    var rest = Substring(text.dropFirst(parts[0].count).dropLast(parts[parts.count - 1].count))
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.range(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }

  /// What shows that the image once was there: a push or an expiry in the trail, or a task that runs it.
  private static func existed(
    _ context: CheckContext, _ world: PullWorld, _ container: PullContainer, _ place: PullRepository
  ) -> Citation? {
    for event in context.snapshot.listing(.trailEvents).items {
      guard ["PolicyExecutionEvent", "PutImage"].contains(event["EventName"]?.string ?? ""),
        let text = event["CloudTrailEvent"], let body = text.string, body.contains(place.image.repository),
        container.image.tag.map({ body.contains("\"" + $0 + "\"") }) ?? container.image.digest.map(
          body.contains) ?? false
      else { continue }
      return Citation(event["EventName"] ?? event, "the trail shows that the image was there")
    }
    for task in PullSubject(context.snapshot).tasks {
      for state in task["containers"]?.elements ?? []
      where state["image"]?.string == container.image.text && state["imageDigest"] != nil {
        if let digest = state["imageDigest"] { return Citation(digest, "a task once pulled it") }
      }
    }
    for revision in context.snapshot.listing(.serviceRevisions).items {
      for pinned in revision["containerImages"]?.elements ?? []
      where pinned["image"]?.string == container.image.text {
        if let digest = pinned["imageDigest"] { return Citation(digest, "a deployment once resolved it") }
      }
    }
    return nil
  }
}
