import Evidence
import Packets
import Services

/// Whether the first pull through a cache rule lacks the way out that its import needs.
///
/// docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html, "Considerations".
enum PullCacheFirstPullCheck: Check {
  static let name = "pull-cache-first-pull"
  static let summary = "Does the first pull through a cache rule start without a way to the internet?"
  static let binds = PullImageCheck.imageBinds
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .tasks, .services, .taskDefinition, .subnets, .routeTables, .natGateways, .networkInterfaces,
    .vpcBlockPublicAccessOptions, .pullThroughCacheRules, .repositories, .images,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let world = PullWorld.of(context)
    let rules = context.snapshot.listing(.pullThroughCacheRules, region: world.region)
    if world.taskDefinition == nil {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    if rules.documents.isEmpty, !world.ecrContainers.isEmpty, rules.provedAbsent == nil {
      return .undetermined(rules.gap ?? "the rules are not in the snapshot", needs: [rules.need])
    }
    for container in world.ecrContainersByFailure {
      guard let place = PullRepository(container.image, in: world),
        let prefix = PullCache(context.snapshot).rule(for: container.image)?["ecrRepositoryPrefix"]
      else { continue }
      let cited = [
        Citation(prefix, "the rule that covers \(container.image.repository)"),
        Citation(container.imagePlace, "the image"),
      ]
      guard case .absent(let proof) = place.existence else {
        if case .unknown(let needs) = place.existence {
          return .undetermined(
            "whether the repository was created already is not in the snapshot", needs: needs, evidence: cited
          )
        }
        return .ruledOut("the repository exists, so it was pulled before", cited)
      }
      let network = Network.of(context.snapshot)
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
    if let gap = rules.gap, !world.ecrContainers.isEmpty, rules.provedAbsent == nil {
      return .undetermined(gap, needs: [rules.need])
    }
    return .notApplicable("no image is covered by a cache rule", rules.citations("the rules"))
  }
}
