import Evidence

extension Network {
  /// What has become of the group that a rule names.
  ///
  /// AWS refuses to delete a group that a live rule of the same VPC names, so a live reference leads to a group
  /// that is detached, attached elsewhere, of another VPC or account, or stale (VPC guide, "Stale security group
  /// rules"; `describe-stale-security-groups`).
  package func reference(
    _ rule: SecurityGroupRule, peerGroups: Set<String>, _ scope: Scope
  ) -> GroupReference {
    guard case .group(let id) = rule.source else {
      return GroupReference(id: "", rule: rule, state: .unknown, evidence: [], needs: [])
    }
    func answer(
      _ state: GroupReference.State, _ evidence: [Citation] = [], needs: [Need] = []
    ) -> GroupReference {
      GroupReference(id: id, rule: rule, state: state, evidence: evidence, needs: needs)
    }
    if let status = rule.deadPeering {
      let text = status.string ?? "gone"
      return answer(
        .stale("the peering connection of the reference is \(text)"),
        [Citation(status, "the peering connection through which \(rule.group) names \(id) is \(text)")])
    }
    if peerGroups.contains(id) { return answer(.carriedByPeer) }
    let owner = groups[rule.group]
    if let stale = staleEntry(of: id, in: rule.group, vpc: owner?.vpc) {
      return answer(
        .stale("describe-stale-security-groups lists it"),
        [Citation(stale, "AWS lists the reference to \(id) in \(rule.group) as stale")])
    }
    if let found = groups[id] { return present(found, owner, answer) }
    if let account = rule.pair?["UserId"], let named = account.string, let own = owner?.owner, named != own {
      return answer(
        .otherAccount(named), [Citation(account, "\(id) belongs to the account \(named)")],
        needs: [need(.securityGroups, Scope(account: named, region: scope.region))])
    }
    let balancers = loadBalancers.filter { $0.groups.contains(id) }
    let carriers = interfaces(withGroup: id)
    if !carriers.isEmpty || !balancers.isEmpty {
      return answer(
        .attachedElsewhere(carriers, loadBalancers: names(carriers, balancers)),
        carriers.prefix(2).compactMap { carrier in
          carrier.place(ofGroup: id).map { Citation($0, "\(id) is attached to \(carrier.id)") }
        })
    }
    let listing = listing(.securityGroups, Scope(rule.json))
    guard listing.isComplete else { return answer(.unknown, needs: [listing.need]) }
    let proof = listing.citations("no group \(id) in this complete listing")
    if let pair = rule.pair, pair["UserId"] == nil, rule.ruleID == nil {
      return answer(
        .stale("the pair carries no UserId, as AWS prints a deleted group"),
        [Citation(pair, "the reference to \(id) carries no UserId: the group was deleted")] + proof)
    }
    return answer(.missing, proof)
  }

  /// The state of a group that the snapshot holds.
  private func present(
    _ found: SecurityGroup, _ owner: SecurityGroup?,
    _ answer: (GroupReference.State, [Citation], [Need]) -> GroupReference
  ) -> GroupReference {
    let carriers = interfaces(withGroup: found.id)
    if let own = owner?.vpc, let other = found.vpc, own != other {
      let evidence = found.json["VpcId"].map { [Citation($0, "\(found.id) lives in the VPC \(other)")] } ?? []
      return answer(.otherVPC(other, carriers), evidence, [])
    }
    let balancers = loadBalancers.filter { $0.groups.contains(found.id) }
    if carriers.isEmpty, balancers.isEmpty {
      let listing = listing(.networkInterfaces, Scope(found.json))
      guard listing.isComplete else { return answer(.unknown, [], [listing.need]) }
      let exists = found.json["GroupId"].map { [Citation($0, "\(found.id) still exists")] } ?? []
      return answer(
        .unattached, exists + listing.citations("no interface carries \(found.id)"), [])
    }
    let shown = carriers.prefix(2).compactMap { carrier in
      carrier.place(ofGroup: found.id).map {
        Citation($0, "\(found.id) is attached to \(carrier.loadBalancerName ?? carrier.id)")
      }
    }
    let named = balancers.prefix(2).compactMap { balancer in
      balancer.json["SecurityGroups"].map {
        Citation($0, "\(found.id) is attached to the load balancer \(balancer.name)")
      }
    }
    return answer(
      .attachedElsewhere(carriers, loadBalancers: names(carriers, balancers)), shown.isEmpty ? named : shown,
      [])
  }

  private func names(_ carriers: [NetworkInterface], _ balancers: [LoadBalancer]) -> [String] {
    (carriers.compactMap(\.loadBalancerName) + balancers.map(\.name)).unique
  }

  /// The place in `describe-stale-security-groups` that shows a group's reference to `id`.
  private func staleEntry(of id: String, in group: String, vpc: String?) -> JSON? {
    for item in snapshot.listing(.staleSecurityGroups).items
    where item["GroupId"]?.string == group {
      for member in ["StaleIpPermissions", "StaleIpPermissionsEgress"] {
        for permission in item[member]?.elements ?? [] {
          for pair in permission["UserIdGroupPairs"]?.elements ?? [] where pair["GroupId"]?.string == id {
            return pair["GroupId"]
          }
        }
      }
    }
    return nil
  }
}
