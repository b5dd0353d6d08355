import Evidence
import Packets

/// Every way that the start of the task needs: from each of its subnets to each service.
package struct PullPaths: Sendable {
  package let world: PullWorld
  package let legs: [PullLeg]
  /// What the placement itself lacks.
  package let unknowns: [PullUnknown]

  /// The ways of a check's subject; built once per snapshot and subject.
  package static func of(_ context: CheckContext) -> PullPaths {
    let key =
      "pull-paths\u{1}"
      + context.subject.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(
        separator: "\u{1}")
    return context.snapshot.memo.value(key) {
      PullPathsBuilder(world: context.pullWorld, network: context.analysis.network).build()
    }
  }

  /// The faults of some kinds, with their legs, in the order of the pull.
  package func faults(
    _ kinds: Set<PullFaultKind>, services: Set<PullService.Word> = []
  ) -> [(leg: PullLeg, fault: PullFault)] {
    legs.filter { services.isEmpty || services.contains($0.service.word) }
      .flatMap { leg in leg.faults.filter { kinds.contains($0.kind) }.map { (leg, $0) } }
  }

  /// What cannot be told about some kinds.
  package func unknowns(
    _ kinds: Set<PullFaultKind>, services: Set<PullService.Word> = []
  ) -> [PullUnknown] {
    let ofLegs = legs.filter { services.isEmpty || services.contains($0.service.word) }.flatMap(\.unknowns)
    return (unknowns + ofLegs).filter { !$0.kinds.isDisjoint(with: kinds) }
  }

  /// The subnets that a fault stands in, and those where its services pass.
  package func subnets(with kind: PullFaultKind) -> Set<String> {
    Set(legs.filter { $0.faults.contains { $0.kind == kind } }.map(\.place.subnet))
  }
}

/// Walks every leg of a world.
struct PullPathsBuilder {
  let world: PullWorld
  let network: Network

  func build() -> PullPaths {
    var unknowns: [PullUnknown] = []
    let all = Set(PullFaultKind.allCases)
    if world.taskDefinition == nil {
      unknowns.append(
        PullUnknown(kinds: all, because: "the task definition is not in the snapshot", needs: world.needs))
    }
    if world.placement.subnets.isEmpty {
      unknowns.append(
        PullUnknown(
          kinds: all, because: "the subnet that the pull starts from is not in the snapshot",
          needs: world.placement.needs))
    }
    let services = world.neededServices
    var legs: [PullLeg] = []
    for place in world.placement.subnets {
      let internet = PullInternetWalk(world: world, network: network).walk(place.subnet)
      let walk = PullLegWalk(
        world: world, network: network, place: place, internet: internet, needed: services)
      for (service, servicePlace) in services { legs.append(walk.walk(service, servicePlace)) }
    }
    return PullPaths(world: world, legs: legs, unknowns: unknowns)
  }
}
