import Sentences
import Evidence
import Packets
import Records
import Services

/// Whether the task's subnet has addresses left for another network interface.
enum PullSubnetAddressesCheck: Check {
  static let name = "pull-subnet-addresses"
  static let summary: Sentence = "Did a task fail for want of a free address in its subnet?"
  static let binds = PullWorld.binds + ["subnet"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.subnets, .tasks, .services]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    let network = context.analysis.network
    let text = world.messages.first { message in
      message.facts.stage == .interface || message.reads("RESOURCE:ENI")
        || message.reads("insufficient free addresses") || message.reads("InsufficientFreeAddressesInSubnet")
    }
    if world.placement.subnets.isEmpty {
      return .undetermined("the task's subnets are not in the snapshot", needs: world.placement.needs)
    }
    var full: [(subnet: String, place: JSON)] = []
    var known: [Citation] = []
    for place in world.placement.subnets {
      guard let count = network.subnet(place.subnet)?.json["AvailableIpAddressCount"] else { continue }
      known.append(Citation(count, "free addresses of \(place.subnet)"))
      if count.int == 0 { full.append((place.subnet, count)) }
    }
    if let text {
      if let first = full.first {
        return .confirmed(
          "\(first.subnet) has no free address, and the task's interface was not provisioned",
          full.map { Citation($0.place, "no free address in \($0.subnet)") } + [
            text.citation("what ECS recorded")
          ],
          bindings: [world.bindings.merging(["subnet": first.subnet]) { $1 }])
      }
      if text.reads("nsufficientFreeAddresses") || text.reads("insufficient free addresses") {
        return .confirmed(
          "ECS says that the subnet has no free address", [text.citation("what ECS recorded")],
          bindings: [world.bindings.merging(["subnet": world.placement.subnets[0].subnet]) { $1 }])
      }
    }
    let isUnsaid = text != nil || world.messages.isEmpty
    if known.isEmpty || full.isEmpty && isUnsaid && known.count < world.placement.subnets.count {
      return .undetermined(
        "the free addresses are not in the snapshot",
        needs: [context.snapshot.need(.subnets, region: world.region)])
    }
    if !full.isEmpty, world.messages.isEmpty, world.failedTasks.isEmpty,
      world.service.map(PullSubject.isShort) ?? false, full.count == world.placement.subnets.count
    {
      return .confirmed(
        "no subnet of the service has a free address, and the service runs fewer tasks than it should",
        full.map { Citation($0.place, "no free address in \($0.subnet)") },
        bindings: [world.bindings.merging(["subnet": full[0].subnet]) { $1 }])
    }
    if !full.isEmpty, world.messages.isEmpty { return MessageStatesCheck.unproved(world) }
    return .ruledOut(
      full.isEmpty
        ? "every subnet has free addresses" : "the recorded text shows that the task had its interface", known
    )
  }
}
