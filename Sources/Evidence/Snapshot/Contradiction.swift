import Sentences

/// Another document that names what a listing lacks: then the listing is not complete (`contract.md` 1).
///
/// Only names count that AWS keeps true: a gateway behind an active route, a group that something carries. What
/// may outlive its object (a blackhole route, a stale rule, a service's wish) contradicts nothing.
enum Contradiction {
  static func find(
    _ kind: DocumentKind, _ items: [JSON], _ snapshot: Snapshot, _ account: String?, _ region: String?
  ) -> Sentence? {
    let view = NamedObjects(snapshot: snapshot, account: account, region: region)
    func lacks(_ member: String, _ what: Sentence, _ named: [JSON]) -> Sentence? {
      let known = Set(items.compactMap { $0[member]?.string })
      for value in named {
        guard let id = value.string, !known.contains(id) else { continue }
        return "\(value.document.file) names \(what) \(id), which it lacks"
      }
      return nil
    }
    switch kind {
    case .securityGroups: return lacks("GroupId", "the group", view.groups)
    case .subnets: return lacks("SubnetId", "the subnet", view.subnets)
    case .natGateways: return lacks("NatGatewayId", "the NAT gateway", view.routeTargets("NatGatewayId"))
    case .vpcEndpoints:
      return lacks("VpcEndpointId", "the endpoint", view.routeTargets("GatewayId", "vpce-"))
        ?? view.sharing(kind)
    case .vpcPeeringConnections:
      let named = view.routeTargets("VpcPeeringConnectionId")
      return lacks("VpcPeeringConnectionId", "the peering connection", named)
    case .networkInterfaces:
      return lacks("NetworkInterfaceId", "the interface", view.routeTargets("NetworkInterfaceId"))
    case .targetGroups: return lacks("TargetGroupArn", "the target group", view.targetGroups)
    default: return nil
    }
  }
}

/// What the documents of an account and region name.
private struct NamedObjects {
  let snapshot: Snapshot
  let account: String?
  let region: String?

  var groups: [JSON] {
    kept(.groups) {
      var found: [JSON] = []
      for item in raw(.networkInterfaces, "NetworkInterfaces") {
        found += item["Groups"]?.elements.compactMap { $0["GroupId"] } ?? []
      }
      for item in raw(.loadBalancers, "LoadBalancers") { found += item["SecurityGroups"]?.elements ?? [] }
      return found + referencedGroups
    }
  }

  /// Groups of the same account that a live rule names: AWS refuses to delete those.
  ///
  /// VPC guide, "Stale security group rules": a rule outlives the group of a peer only.
  private var referencedGroups: [JSON] {
    var stale: Set<String> = []
    for item in raw(.staleSecurityGroups, "StaleSecurityGroupSet") {
      let named = pairs(of: item, ["StaleIpPermissions", "StaleIpPermissionsEgress"])
      stale.formUnion(named.compactMap { $0["GroupId"]?.string })
    }
    var found: [JSON] = []
    for group in raw(.securityGroups, "SecurityGroups") {
      for pair in pairs(of: group, ["IpPermissions", "IpPermissionsEgress"]) {
        guard let owner = pair["UserId"]?.string, owner == group["OwnerId"]?.string,
          pair["VpcPeeringConnectionId"] == nil, pair["PeeringStatus"] == nil,
          let place = pair["GroupId"], !stale.contains(place.string ?? "")
        else { continue }
        found.append(place)
      }
    }
    return found
  }

  private func pairs(of group: JSON, _ lists: [String]) -> [JSON] {
    lists.flatMap { group[$0]?.elements ?? [] }.flatMap { $0["UserIdGroupPairs"]?.elements ?? [] }
  }

  var subnets: [JSON] {
    kept(.subnets) {
      var found: [JSON] = []
      for item in raw(.networkInterfaces, "NetworkInterfaces") {
        found += [item["SubnetId"]].compactMap { $0 }
      }
      for item in raw(.loadBalancers, "LoadBalancers") {
        found += item["AvailabilityZones"]?.elements.compactMap { $0["SubnetId"] } ?? []
      }
      return found
    }
  }

  /// The targets of active routes; the route of something that was deleted is a blackhole.
  func routeTargets(_ member: String, _ prefix: String = "") -> [JSON] {
    kept(.routeTargets(member, prefix: prefix)) {
      raw(.routeTables, "RouteTables").flatMap { $0["Routes"]?.elements ?? [] }
        .filter { $0["State"]?.string == "active" }.compactMap { $0[member] }
        .filter { $0.string?.hasPrefix(prefix) ?? false }
    }
  }

  /// The target groups to which listeners and rules forward: AWS refuses to delete those.
  var targetGroups: [JSON] {
    kept(.targetGroups) {
      let actions =
        raw(.listeners, "Listeners").flatMap { $0["DefaultActions"]?.elements ?? [] }
        + raw(.listenerRules, "Rules").flatMap { $0["Actions"]?.elements ?? [] }
      return actions.flatMap { action in
        [action["TargetGroupArn"]].compactMap { $0 }
          + (action["ForwardConfig"]?["TargetGroups"]?.elements ?? []).compactMap { $0["TargetGroupArn"] }
      }
    }
  }

  /// A subnet of another account: who takes part in a shared VPC does not see its owner's objects.
  ///
  /// VPC guide, "Share your VPC subnets with other accounts".
  func sharing(_ kind: DocumentKind) -> Sentence? {
    guard let own = raw(.callerIdentity, nil).first?["Account"]?.string else { return nil }
    let seen = Set(snapshot.documents(of: kind).compactMap(\.account))
    for subnet in raw(.subnets, "Subnets") {
      guard let place = subnet["OwnerId"], let owner = place.string, owner != own, !seen.contains(owner)
      else {
        continue
      }
      return
        "\(place.document.file) names the subnet \(subnet["SubnetId"]?.string ?? "?") of \(owner), whose other objects \(own) does not see"
    }
    return nil
  }

  private func kept(_ list: SnapshotIndexes.NamedList.List, _ make: () -> [JSON]) -> [JSON] {
    let scope = SnapshotIndexes.Scope(account: account, region: region)
    return snapshot.indexes.named.value(SnapshotIndexes.NamedList(list: list, scope: scope), make)
  }

  private func raw(_ kind: DocumentKind, _ list: String?) -> [JSON] {
    snapshot.documents(of: kind).filter { document in
      (account == nil || document.account == nil || document.account == account)
        && (region == nil || document.region == nil || document.region == region)
    }.flatMap { document in list.map { document.root[$0]?.elements ?? [] } ?? [document.root] }
  }
}
