import Sentences

/// Another document that names what a listing lacks: then the listing is not complete (`contract.md` 1).
enum Contradiction {
  static func find(
    _ kind: DocumentKind, _ items: [JSON], _ snapshot: Snapshot, _ account: String?, _ region: String?
  ) -> Sentence? {
    switch kind {
    case .securityGroups:
      return missing(
        "GroupId", of: items, account, among: groups(snapshot, account, region), what: "the group")
    case .subnets:
      return missing(
        "SubnetId", of: items, account, among: subnets(snapshot, account, region), what: "the subnet")
    default: return nil
    }
  }

  private static func missing(
    _ member: String, of items: [JSON], _ account: String?, among named: [JSON], what: Sentence
  ) -> Sentence? {
    let known = Set(items.compactMap { $0[member]?.string })
    for value in named {
      guard let id = value.string, !known.contains(id) else { continue }
      return "\(value.document.file) names \(what) \(id), which it lacks"
    }
    return nil
  }

  private static func groups(_ snapshot: Snapshot, _ account: String?, _ region: String?) -> [JSON] {
    snapshot.indexes.namedGroups.value(SnapshotIndexes.Scope(account: account, region: region)) {
      var found: [JSON] = []
      for item in raw(.networkInterfaces, "NetworkInterfaces", snapshot, account, region) {
        found += item["Groups"]?.elements.compactMap { $0["GroupId"] } ?? []
      }
      for item in raw(.loadBalancers, "LoadBalancers", snapshot, account, region) {
        found += item["SecurityGroups"]?.elements ?? []
      }
      return found
    }
  }

  private static func subnets(_ snapshot: Snapshot, _ account: String?, _ region: String?) -> [JSON] {
    snapshot.indexes.namedSubnets.value(SnapshotIndexes.Scope(account: account, region: region)) {
      var found: [JSON] = []
      for item in raw(.networkInterfaces, "NetworkInterfaces", snapshot, account, region) {
        found += [item["SubnetId"]].compactMap { $0 }
      }
      for item in raw(.loadBalancers, "LoadBalancers", snapshot, account, region) {
        found += item["AvailabilityZones"]?.elements.compactMap { $0["SubnetId"] } ?? []
      }
      return found
    }
  }

  private static func raw(
    _ kind: DocumentKind, _ list: String, _ snapshot: Snapshot, _ account: String?, _ region: String?
  ) -> [JSON] {
    snapshot.documents(of: kind).filter { document in
      (account == nil || document.account == nil || document.account == account)
        && (region == nil || document.region == nil || document.region == region)
    }.flatMap { $0.root[list]?.elements ?? [] }
  }
}
