import Sentences
import Evidence
import Packets
import Services

/// Whether the first pull through a cache rule lacks the way out that its import needs.
///
/// docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html, "Considerations".
enum PullCacheFirstPullCheck: Check {
  static let name = "pull-cache-first-pull"
  static let summary: Sentence =
    "Does the first pull through a cache rule start without a way to the internet?"
  static let binds = PullImageCheck.imageBinds
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .tasks, .services, .taskDefinition, .subnets, .routeTables, .natGateways, .networkInterfaces,
    .vpcBlockPublicAccessOptions, .pullThroughCacheRules, .repositories, .images,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    if world.taskDefinition == nil {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    let cache = PullCache(context.snapshot)
    var findings: [Finding] = []
    var listed: [Citation] = []
    for container in world.ecrContainersByFailure {
      // Rules are a registry's own: those of the image's account and Region count.
      let rules = cache.rules(of: container.image)
      if let rule = cache.rule(for: container.image), let prefix = rule["ecrRepositoryPrefix"],
        let place = PullRepository(container.image, in: world)
      {
        findings.append(judge(world, container, place, prefix, context.analysis.network))
      } else if let gap = rules.gap, rules.provedAbsent == nil {
        findings.append(.undetermined(gap, needs: [rules.need]))
      }
      listed += rules.citations("the rules")
    }
    return PullImageCheck.strongest(findings)
      ?? .notApplicable("no image is covered by a cache rule", listed.unique)
  }

  private static func judge(
    _ world: PullWorld, _ container: PullContainer, _ place: PullRepository, _ prefix: JSON,
    _ network: Network
  ) -> Finding {
    let cited = [
      Citation(prefix, "the rule that covers \(container.image.repository)"),
      Citation(container.imagePlace, "the image"),
    ]
    let proof: [Citation]
    switch place.existence {
    case .found: return .ruledOut("the repository exists, so it was pulled before", cited)
    case .unknown(let needs):
      return .undetermined(
        "whether the repository was created already is not in the snapshot", needs: needs, evidence: cited)
    case .absent(let absent): proof = absent
    }
    let states = world.placement.subnets.map {
      PullInternetWalk(world: world, network: network).walk($0.subnet)
    }
    if states.contains(where: { $0.isOpen == nil }) || states.isEmpty {
      return .undetermined(
        "the way to the internet is not in the snapshot",
        needs: (world.placement.needs + states.flatMap(\.needs)).unique, evidence: cited)
    }
    if states.allSatisfy({ $0.isOpen == true }) {
      return .ruledOut("the subnets have a way to the internet", cited)
    }
    return .confirmed(
      "\(container.image.repository) was never pulled, and its first pull needs a way to the internet",
      cited + proof + states.filter { $0.isOpen == false }.flatMap(\.evidence),
      bindings: [PullImageCheck.bindings(world, container)])
  }
}
