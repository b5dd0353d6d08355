import Sentences
import Evidence
import Packets
import Services

/// Whether a registered target is an address or instance that cannot answer any more.
///
/// `is: stale-address`: an `ip` target whose address no network interface of the VPC owns. `is: dead-instance`: an
/// instance target that is stopped, terminated, or fails its status checks.
enum RegisteredTargetCheck: TargetCheck {
  static let name = "registered-target"
  static let summary: Sentence =
    "whether a registered target is an address nobody owns or an instance that does not run"
  static let binds =
    RequestPath.binds + ["instance", "other-targets", "port", "target", "target-group", "target-group-arn"]
  static let fault = Parameter<Fault>("is", "what is wrong with the target")
  static let parameters = [fault.declared]
  static let reads: [DocumentKind] = [
    .targetGroups, .targetHealth, .networkInterfaces,
    .vpcs, .instances, .instanceStatuses,
  ]

  enum Fault: String, CaseIterable {
    case staleAddress = "stale-address"
    case deadInstance = "dead-instance"
  }

  static func judge(_ context: CheckContext, _ path: RequestPath) -> Finding {
    switch context[fault] {
    case .staleAddress: staleAddress(context, path)
    case .deadInstance: deadInstance(context, path)
    }
  }

  private static func staleAddress(_ context: CheckContext, _ path: RequestPath) -> Finding {
    let network = context.analysis.network
    let interfaces = context.snapshot.listing(.networkInterfaces, region: path.region)
    var owned: [Citation] = []
    var stale: [(TargetGroupView, TargetGroupView.Target)] = []
    var open: [Need] = []
    let groups = path.targetGroups.filter { $0.type == "ip" }
    guard !groups.isEmpty else {
      return .notApplicable(
        "no target is registered by address",
        path.targetGroups.compactMap { group in
          group.json["TargetType"].map { Citation($0, "targets are of this type") }
        })
    }
    for group in groups {
      for target in group.targets where target.isInUse {
        guard let address = IPAddress(target.id), isInVPC(address, group, network) ?? true else { continue }
        let holders = network.interfaces(at: address, vpc: group.vpc)
        if let holder = holders.first {
          owned.append(Citation(holder.place(of: address), "this interface owns the target's address"))
        } else if !interfaces.isComplete || isInVPC(address, group, network) == nil {
          open.append(interfaces.isComplete ? context.snapshot.need(.vpcs) : interfaces.need)
        } else if let shared = network.subnets(holding: address, vpc: group.vpc).first(where: {
          !network.showsAllInterfaces(of: $0)
        }) {
          open.append(network.need(.networkInterfaces, Scope(account: shared.json["OwnerId"]?.string)))
        } else if target.state == "healthy" {
          // Something answers there, so the listing cannot have been taken at the same time.
          open.append(interfaces.need)
        } else {
          stale.append((group, target))
        }
      }
    }
    if let (_, target) = stale.first {
      var evidence = stale.prefix(3).compactMap { _, target in
        target.json["Target"]?["Id"].map { Citation($0, "this address is registered as a target") }
      }
      if let reason = target.json["TargetHealth"]?["Reason"] ?? target.json["TargetHealth"]?["State"] {
        evidence.append(Citation(reason, TargetWords.health(target.id, target.state, target.reason)))
      }
      evidence += interfaces.citations("the complete list of interfaces, none of which owns the address")
      let bindings = stale.map { group, target in
        let values = path.bindings.merging([
          "target-group": group.name, "target-group-arn": group.arn, "target": target.id,
          "port": target.port.map(String.init) ?? "",
        ]) { _, new in new }
        // Where nothing else is registered, taking these out would turn timeouts into 503s.
        let rest = group.targets.filter(\.isInUse).count - stale.count { $0.0.arn == group.arn }
        return rest > 0 ? values.merging(["other-targets": String(rest)]) { _, new in new } : values
      }
      return .confirmed(
        "no network interface owns \(stale.map(\.1.id).joined(separator: ", ")), which is still registered",
        evidence,
        bindings: bindings, scope: stale.map(\.1.id))
    }
    if !open.isEmpty {
      return .undetermined("who owns the registered addresses cannot be told", needs: open.unique)
    }
    if owned.isEmpty { return TargetPremise.noTargets(path) }
    return .ruledOut("every registered address belongs to a network interface", Array(owned.prefix(4)))
  }

  /// Nil where the VPC's address ranges are not known.
  private static func isInVPC(_ address: IPAddress, _ group: TargetGroupView, _ network: Network) -> Bool? {
    guard let id = group.vpc, let vpc = network.vpc(id) else { return nil }
    let blocks =
      (vpc.json["CidrBlockAssociationSet"]?.elements ?? []).compactMap { $0["CidrBlock"]?.string }
      + [vpc.json["CidrBlock"]?.string].compactMap { $0 }
      + (vpc.json["Ipv6CidrBlockAssociationSet"]?.elements ?? []).compactMap { $0["Ipv6CidrBlock"]?.string }
    return blocks.compactMap { CIDR($0) }.contains { $0.covers(address) }
  }

  private static func deadInstance(_ context: CheckContext, _ path: RequestPath) -> Finding {
    let groups = path.targetGroups.filter { $0.type == "instance" }
    guard !groups.isEmpty else {
      return .notApplicable(
        "no instance is registered as a target",
        path.targetGroups.compactMap { group in
          group.json["TargetType"].map { Citation($0, "targets are of this type") }
        })
    }
    let instances = context.snapshot.listing(.instances, region: path.region)
    let statuses = context.snapshot.listing(.instanceStatuses, region: path.region)
    let described = instances.items.flatMap { $0["Instances"]?.elements ?? [] }
    var alive: [Citation] = []
    var open: [Need] = []
    for group in groups {
      // One that is drained gets no new requests, and may end.
      for target in group.targets where target.state != "draining" {
        let values = path.bindings.merging([
          "target-group": group.name, "target-group-arn": group.arn, "instance": target.id,
          "target": target.id,
        ]) { _, new in new }
        let state = described.first { $0["InstanceId"]?.string == target.id }?["State"]?["Name"]
        let status = statuses.items.first { $0["InstanceId"]?.string == target.id }
        if target.reason == "Target.InvalidState", let reason = target.json["TargetHealth"]?["Reason"] {
          let more = state.map { [Citation($0, "the instance's state")] } ?? []
          return .confirmed(
            "instance \(target.id) is not running",
            [Citation(reason, TargetWords.health(target.id, target.state, target.reason))] + more,
            bindings: [values], scope: [target.id])
        }
        if let state, let text = state.string, text != "running", text != "pending" {
          return .confirmed(
            "instance \(target.id) is \(text)", [Citation(state, "the instance's state")], bindings: [values],
            scope: [target.id])
        }
        for part in ["InstanceStatus", "SystemStatus"] {
          if let place = status?[part]?["Status"], place.string == "impaired" {
            return .confirmed(
              "instance \(target.id) fails its status checks",
              [Citation(place, "status check of the instance")],
              bindings: [values], scope: [target.id])
          }
        }
        if target.state == "healthy" {
          alive.append(
            Citation(
              target.json["TargetHealth"]?["State"] ?? target.json, "the instance answers health checks"))
        } else if status != nil || state != nil {
          alive.append(
            Citation(status?["InstanceStatus"]?["Status"] ?? state ?? target.json, "the instance runs"))
          if status == nil { open.append(statuses.need) }
        } else {
          open += [instances, statuses].filter { !$0.isComplete }.map(\.need)
        }
      }
    }
    if !open.isEmpty { return .undetermined("whether the instances run cannot be told", needs: open.unique) }
    if alive.isEmpty { return TargetPremise.noTargets(path) }
    return .ruledOut("every registered instance runs", Array(alive.prefix(4)))
  }
}
