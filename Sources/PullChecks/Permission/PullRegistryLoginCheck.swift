import Sentences
import Evidence
import Records
import Services

/// Whether a registry outside of ECR is asked without credentials, or refuses those that are given.
///
/// docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html
enum PullRegistryLoginCheck: Check {
  static let name = "pull-registry-login"
  static let summary: Sentence = "Are registry credentials missing or refused?"
  static let binds = PullImageCheck.imageBinds + ["credentials"]
  static let fault = Parameter<Fault>("is", "what to look for")
  static let parameters = [fault.declared]
  static let reads: [DocumentKind] = [.taskDefinition, .tasks, .services]

  enum Fault: String, CaseIterable { case missing, rejected }

  private static let refusals: Set<String> = [
    "access-or-name-refused", "login-refused", "repository-or-access",
  ]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    guard world.taskDefinition != nil else {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    let foreign = world.containers.filter {
      $0.image.ecr == nil && $0.image.problem == nil && $0.image.registry != .ecr
    }
    guard !foreign.isEmpty else {
      return .notApplicable(
        "every image is in ECR", world.containers.map { Citation($0.imagePlace, "the image of \($0.name)") })
    }
    let wantsMissing = context[fault] == .missing
    var open: [Citation] = []
    for container in foreign {
      let credentials = container.definition["repositoryCredentials"]?["credentialsParameter"]
      if (credentials == nil) != wantsMissing { continue }
      open.append(Citation(container.imagePlace, "the image of \(container.name)"))
      let refusal = world.messages.first { message in
        guard let fault = message.reading.fault, refusals.contains(fault), message.reading.isOutright else {
          return false
        }
        if let name = message.container { return name == container.name }
        guard let image = message.facts.image else {
          return foreign.count == 1
            && (message.facts.registry == .none || message.facts.registry == container.image.registry)
        }
        return ImageReference(image).repository == container.image.repository
      }
      guard let refusal else { continue }
      var values = PullImageCheck.bindings(world, container)
      values["credentials"] = credentials?.string
      let image = Citation(container.imagePlace, "the image of \(container.name)")
      if let credentials {
        return .confirmed(
          "the registry refuses what \(container.name) sends",
          [
            refusal.citation("the registry's answer"), Citation(credentials, "credentials are configured"),
            image,
          ],
          bindings: [values])
      }
      return .confirmed(
        "\(container.image.host) refuses \(container.image.repository) without credentials, and \(container.name) has none",
        [
          refusal.citation("the registry's answer"), image,
          Citation(container.definition, "\(container.name) has no repositoryCredentials"),
        ], bindings: [values])
    }
    if open.isEmpty {
      return Finding(
        wantsMissing ? .ruledOut : .notApplicable,
        because:
          wantsMissing ? "credentials are configured" : "no container has registry credentials",
        evidence: foreign.map {
          Citation(
            $0.definition["repositoryCredentials"] ?? $0.imagePlace, "the registry login of \($0.name)")
        })
    }
    if world.messages.isEmpty, !world.failedTasks.isEmpty || world.needs.isEmpty == false {
      return MessageStatesCheck.unproved(world)
    }
    return .ruledOut(
      "no recorded text shows that the registry refused the caller",
      open + world.messages.prefix(2).map { $0.citation("what ECS recorded") })
  }
}
