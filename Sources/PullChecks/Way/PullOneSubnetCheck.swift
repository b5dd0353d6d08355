import Sentences
import Evidence
import Services

/// Whether only some of the configured subnets are at fault, while the same services are reached from the others.
enum PullOneSubnetCheck: Check {
  static let name = "pull-one-subnet"
  static let summary: Sentence = "Does the pull fail from some of the service's subnets only?"
  static let binds = PullFault.binds + ["good-subnet", "good-subnets"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = PullPathCheck.reads

  /// Faults that belong to a subnet, not to the task or the VPC.
  private static let kinds: [PullFaultKind] = [
    .noEgress, .endpointAbsent, .blackhole, .natUnusable, .natWithoutInternet, .gatewayRouteAbsent, .aclTask,
    .addressWithoutGateway, .publicRegistry,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let paths = context.pullPaths
    let all = Set(paths.legs.map(\.place.subnet))
    if all.count < 2, paths.unknowns.isEmpty, let owner = unseenService(paths.world) {
      return .undetermined("the service's other subnets are not in the snapshot", needs: [owner])
    }
    if all.count < 2, paths.unknowns.isEmpty {
      return .notApplicable(
        "the task has one subnet only",
        paths.world.placement.subnets.map { Citation($0.place, "the only subnet") })
    }
    for kind in kinds {
      let bad = paths.subnets(with: kind)
      let blockedAtAll = Set(
        paths.legs.filter { $0.faults.contains { kinds.contains($0.kind) } }.map(\.place.subnet))
      // What cannot be told of these kinds may be at fault there as well.
      let open = Set(
        paths.legs.filter { $0.unknowns.contains { !$0.kinds.isDisjoint(with: kinds) } }.map(\.place.subnet))
      let good = all.subtracting(blockedAtAll).subtracting(open)
      guard !bad.isEmpty, let healthy = good.sorted().first else { continue }
      let faults = paths.faults([kind])
      let proof = paths.legs.filter { $0.place.subnet == healthy }.flatMap(\.proof)
      var evidence =
        faults.first.map { $0.fault.evidence + [Citation($0.leg.place.place, "a subnet of the service")] }
        ?? []
      evidence += proof.prefix(4)
      return .confirmed(
        "\(bad.sorted().joined(separator: ", ")) is at fault, \(good.sorted().joined(separator: ", ")) is not: \(faults.first?.fault.because ?? "")",
        evidence.unique,
        bindings: faults.map { fault in
          fault.fault.bindings.merging([
            "good-subnets": good.sorted().joined(separator: " "), "good-subnet": healthy,
          ]) { old, _ in old }
        }.unique, scope: bad.sorted())
    }
    let open = paths.unknowns(Set(kinds))
    if !open.isEmpty {
      return .undetermined(
        open.map(\.because).unique.joined(separator: "; "),
        needs: open.flatMap(\.needs).unique)
    }
    return .ruledOut(
      "the subnets do not differ: each passes, or each has the fault",
      Array(
        (paths.legs.flatMap(\.proof)
          + paths.world.placement.subnets.map { Citation($0.place, "the pull starts in \($0.subnet)") })
          .unique.prefix(8)))
  }
  /// What lists the service that started the task, where the snapshot lacks it.
  private static func unseenService(_ world: PullWorld) -> Need? {
    guard world.service == nil, let task = world.task, PullSubject.serviceName(of: task) != nil else {
      return nil
    }
    return world.snapshot.need(.services, region: world.region)
  }
}
