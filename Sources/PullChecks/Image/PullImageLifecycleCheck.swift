import Sentences
import Evidence
import Services
import Foundation

/// Whether a lifecycle rule removed an image that was there.
///
/// docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
enum PullImageLifecycleCheck: Check {
  static let name = "pull-image-lifecycle"
  static let summary: Sentence = "Did a lifecycle rule of the repository expire the image?"
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
    let trail = Trail(context.snapshot, place, container.image)
    if let event = trail.last, event["EventName"]?.string == Trail.deletion {
      return .ruledOut(
        "the trail shows that \(container.image.version) was deleted by a call, not by a rule",
        [Citation(event["EventName"] ?? event, "the call that deleted it"), image])
    }
    let ruleProof = policy.cite(rule["selection"] ?? rule, "a rule that selects it")
    guard let trace = trail.existed ?? existed(context, container) else {
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

  /// What the trail tells of one image.
  private struct Trail {
    static let deletion = "BatchDeleteImage"

    /// The image's pushes, expiries and deletions, as the trail lists them.
    private let events: [JSON]

    init(_ snapshot: Snapshot, _ place: PullRepository, _ image: ImageReference) {
      let names = ["PolicyExecutionEvent", "PutImage", Trail.deletion]
      events = snapshot.listing(.trailEvents).items.filter { event in
        guard names.contains(event["EventName"]?.string ?? ""),
          let body = event["CloudTrailEvent"]?.string, body.contains(place.image.repository)
        else { return false }
        return image.tag.map { body.contains("\"" + $0 + "\"") } ?? image.digest.map(body.contains) ?? false
      }.filter { PolicyText($0["CloudTrailEvent"] ?? $0)?.root["errorCode"] == nil }
    }

    /// The newest of what took the image away; a push after it is none.
    var last: JSON? {
      events.max { Moment.of($0["EventTime"]) ?? 0 < Moment.of($1["EventTime"]) ?? 0 }
    }

    /// A push or an expiry: the image was there.
    var existed: Citation? {
      events.first { $0["EventName"]?.string != Trail.deletion }.map {
        Citation($0["EventName"] ?? $0, "the trail shows that the image was there")
      }
    }
  }

  /// What shows outside of the trail that the image once was there: a task that runs it, or a deployment.
  private static func existed(_ context: CheckContext, _ container: PullContainer) -> Citation? {
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
