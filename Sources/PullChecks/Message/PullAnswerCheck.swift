import Sentences
import Evidence
import Records
import Services

/// Whether what people want to repair is what the recorded text complains of.
///
/// A timeout means that nothing answered: then no policy was evaluated and no image was looked for.
enum PullAnswerCheck: Check {
  static let name = "pull-answer"
  static let summary: Sentence =
    "Does a recorded text speak of a denial, a missing image, a platform, or throttling?"
  static let binds: [String] = []
  static let complaint = Parameter<Complaint>("of", "what it would have to be")
  static let parameters = [complaint.declared]
  static let reads: [DocumentKind] = [.tasks, .services]

  enum Complaint: String, CaseIterable { case denial, absence, platform, throttling }

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    let said = world.messages.filter { $0.reading.family != "not-image-pull" || $0.facts.verb != nil }
    let complaint = context[complaint]
    guard let first = said.first else {
      return world.needs.contains { $0.kind == .tasks }
        ? .undetermined("no failure text is in the snapshot", needs: world.needs)
        : .notApplicable("no failure text is recorded")
    }
    if let match = said.first(where: { fits(complaint, $0, world) }) {
      return .confirmed("the recorded text does speak of it", [match.citation("what ECS recorded")])
    }
    let silent = said.first { [.timeout, .canceled, .refused, .unresolved, .reset].contains($0.facts.verb) }
    switch complaint {
    case .platform:
      guard let copy = said.first(where: { $0.facts.stage == .layers }) else {
        return .notApplicable("no text speaks of copying layers", [first.citation("what ECS recorded")])
      }
      return .ruledOut(
        "the text speaks of copying layers; a wrong processor has a text of its own",
        [copy.citation("what ECS recorded")])
    case .throttling:
      if said.allSatisfy(\.facts.truncated) {
        return .undetermined(
          "the recorded texts end before what would decide",
          needs: [context.snapshot.need(.services, region: world.region)])
      }
      return .ruledOut(
        "no text is a 429 or toomanyrequests of Docker Hub or ECR Public",
        [first.citation("what ECS recorded")])
    case .denial, .absence:
      if let silent {
        return .ruledOut("the text is a silence, not an answer", [silent.citation("nothing answered")])
      }
      if let other = said.first(where: \.reading.isOutright) {
        return .ruledOut("the text gives another reason", [other.citation("what ECS recorded")])
      }
      return .undetermined(
        "the recorded texts do not say what happened",
        needs: [context.snapshot.need(.services, region: world.region)],
        evidence: [first.citation("what ECS recorded")])
    }
  }

  private static func fits(_ complaint: Complaint, _ message: PullMessage, _ world: PullWorld) -> Bool {
    let family = message.reading.family
    switch complaint {
    case .denial:
      return [.denied, .forbidden].contains(message.facts.verb)
        && ["iam-ecr-auth", "iam-ecr-pull", "cross-account", "ambiguous"].contains(family)
    case .absence: return ["image-not-found", "repository-not-found"].contains(family)
    case .platform: return family == "platform-mismatch"
    case .throttling:
      guard message.facts.verb == .throttled, family == "rate-limited" else { return false }
      if message.reading.fault == "hub-pull-limit" { return true }
      let hosts: Set<RegistryKind> = [.dockerHub, .ecrPublic]
      if message.facts.registry != .none { return hosts.contains(message.facts.registry) }
      return message.facts.stage != .secrets
        && world.containers.contains { hosts.contains($0.image.registry) }
    }
  }
}
