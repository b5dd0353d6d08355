import Sentences
import Evidence
import Records
import Services

/// Whether a recorded failure text states one of these faults outright.
///
/// A text that was answered with a reason proves it; a timeout proves nothing but silence, and a text cut before its
/// end leaves the matter open.
enum MessageStatesCheck: Check {
  static let name = "message-states"
  static let summary: Sentence = "Does a failure text of the task or service state this fault outright?"
  static let binds = messageBinds
  static let fault = Parameter<Set<String>>(
    "fault", "faults of the table of failure texts", of: MessageTable.embedded?.faults ?? [])
  static let registry = Parameter<Set<RegistryKind>>(
    "registry", "whose host the text, or the failing image, must name; any where left out", otherwise: [])
  static let launch = Parameter<Launch>("launch", "launch type the fault belongs to", otherwise: .any)
  static let reason = Parameter<Set<DenialReason>>(
    "reason", "policy layers that the text must blame; any where left out", otherwise: [])
  static let silent = Parameter<Bool>("silent", "yes: texts about silence count, too")
  static let premise = Parameter<Premise?>(
    "premise", "what the task definition must name for the fault to be possible")
  static let parameters = [
    fault.declared, registry.declared, launch.declared, reason.declared, silent.declared, premise.declared,
  ]
  static let reads: [DocumentKind] = [.tasks, .services]

  enum Launch: String, CaseIterable { case any, fargate, ec2 }

  enum Premise: String, CaseIterable {
    case jsonKey = "json-key"
    case registryCredentials = "registry-credentials"
    case envFiles = "env-files"
    case dockerHub = "docker-hub"
    case ecrPublic = "ecr-public"

    /// Whether the task definition alone decides it, whatever a text says.
    var isOfDefinition: Bool { self == .registryCredentials || self == .jsonKey || self == .envFiles }
  }

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    let faults = context[fault]
    let hosts = context[registry]
    let reasons = context[reason]
    let launch = context[launch]
    if launch != .any, world.launch != .unknown,
      (launch == .ec2) != (world.launch == .ec2 || world.launch == .external)
    {
      let place = world.task?["launchType"] ?? world.service?["launchType"]
      let proof = place.map { [Citation($0, "the launch type")] } ?? []
      return world.messages.contains { $0.reading.fault.map(faults.contains) ?? false }
        ? .ruledOut("the launch type is \(world.launch.rawValue)", proof)
        : .notApplicable("the launch type is \(world.launch.rawValue)", proof)
    }
    // A phrase of a text means what it seems to only where what it speaks of is named.
    if let premise = context[premise], premise.isOfDefinition, let missing = unnamed(premise, world) {
      return missing
    }
    for message in world.messages {
      guard let fault = message.reading.fault, faults.contains(fault),
        message.reading.isOutright || context[silent],
        hosts.isEmpty || hosts.contains(host(of: message, world)),
        reasons.isEmpty || reasons.contains(message.facts.reason)
      else { continue }
      return .confirmed(
        "the recorded text says so: \(message.reading.advice?.says ?? fault)",
        [message.citation("what ECS recorded")], bindings: [bindings(message, world)])
    }
    if let premise = context[premise], let missing = unnamed(premise, world) { return missing }
    return unproved(world)
  }

  /// Not applicable where the task definition is there and names nothing of what the fault needs.
  private static func unnamed(_ premise: Premise, _ world: PullWorld) -> Finding? {
    guard world.taskDefinition != nil, !holds(premise, world) else { return nil }
    return .notApplicable(
      "the task definition names nothing of the kind",
      world.containers.map { Citation($0.definition, "container \($0.name)") })
  }

  private static func holds(_ premise: Premise, _ world: PullWorld) -> Bool {
    switch premise {
    case .jsonKey: return world.secretReferences.contains { $0.jsonKey != nil }
    case .registryCredentials:
      return world.secretReferences.contains { $0.use == .registryCredentials }
    case .envFiles:
      return world.containers.contains { $0.definition["environmentFiles"]?.elements.isEmpty == false }
    case .dockerHub: return concerns(.dockerHub, world)
    case .ecrPublic: return concerns(.ecrPublic, world)
    }
  }

  /// A limit that some text speaks of has to be laid at one registry's door, and refuted at the other's.
  private static func concerns(_ registry: RegistryKind, _ world: PullWorld) -> Bool {
    world.containers.contains { $0.image.registry == registry }
      || world.messages.contains { $0.reading.family == "rate-limited" }
  }

  /// The names among ``bindings(_:_:)``.
  static let messageBinds =
    PullWorld.binds
    + [
      "message-role", "action", "resource", "image-host", "secret-id", "parameter", "secret-variable",
      "secret-name", "credentials",
    ]

  static func bindings(_ message: PullMessage, _ world: PullWorld) -> [String: String] {
    var found = world.bindings
    found["message-role"] = message.facts.role
    found["action"] = message.facts.action
    found["resource"] = message.facts.resource
    if let image = message.facts.image, found["image"] == nil { found["image"] = image }
    if let container = message.container { found["container"] = container }
    if message.facts.stage == .envFiles, found["container"] == nil {
      let container = world.containers.first { $0.definition["environmentFiles"]?.elements.isEmpty == false }
      found["container"] = container?.name
    }
    if let failing = world.failing {
      found["container"] = found["container"] ?? failing.name
      found["image-host"] = found["image-host"] ?? failing.image.host
    }
    let named = world.secretReferences.filter {
      message.container == nil || $0.container == message.container
    }
    found["secret-id"] = named.first { $0.kind == .secret }?.text ?? message.facts.resource
    found["parameter"] = named.first { $0.kind == .parameter }?.text ?? message.facts.resource
    let variables = named.filter { $0.use == .environment }
    let spoken = variables.filter { message.json.string?.contains($0.text) == true }
    let meant = variables.count == 1 ? variables.first : variables.first(where: \.isMalformed)
    if let one = spoken.first ?? meant {
      found["secret-variable"] = one.variable
      found["container"] = found["container"] ?? one.container
      found["secret-name"] = one.givenName
    }
    found["credentials"] = named.first { $0.use == .registryCredentials }?.text
    return found
  }

  /// The registry that a text speaks of; where it names none, that of the image whose pull failed.
  private static func host(of message: PullMessage, _ world: PullWorld) -> RegistryKind {
    if message.facts.registry != .none { return message.facts.registry }
    return world.failing?.image.registry ?? .none
  }

  /// No text states it: refuted by a text that states something else, open where texts are cut or missing.
  static func unproved(_ world: PullWorld) -> Finding {
    if world.messages.isEmpty {
      let tasks = world.snapshot.listing(.tasks)
      // The events tell of failed starts, too: a service that runs what it should has none to tell of.
      if let service = world.service, let events = service["events"], !PullSubject.isShort(service) {
        return .notApplicable("no event records a failure", [Citation(events, "the service's events")])
      }
      if world.needs.contains(where: { $0.kind == .tasks }) || tasks.documents.isEmpty {
        return .undetermined(
          "no failure text is in the snapshot",
          needs: [world.snapshot.need(.tasks, region: world.region)])
      }
      return .notApplicable("no task and no event records a failure", tasks.citations("no failure text"))
    }
    let cut = world.messages.filter(\.facts.truncated)
    if cut.count == world.messages.count, let first = cut.first {
      return .undetermined(
        "the recorded texts end before what would decide",
        needs: [world.snapshot.need(.services, region: world.region)],
        evidence: [first.citation("a shortened text")])
    }
    return .ruledOut(
      "the recorded texts say something else",
      world.messages.filter { !$0.facts.truncated }.prefix(2).map { $0.citation("what ECS recorded") })
  }
}
