import Sentences
import Evidence
import Packets

/// A data store that an application depends on, as the network sees it.
package struct AppDependency {
  package let name: String
  let interfaces: [NetworkInterface]
  /// Groups that filter it.
  package let groups: [String]
  /// Ports on which it is asked; several where only one of them can be right.
  package let ports: [Int]
  /// Where the snapshot says that the application uses it, and that it is this store.
  package let evidence: [Citation]
  package let scope: Scope
  /// Whether only the kind of the interfaces says that it is this store.
  package var isGuess = false
}

/// Finds the data stores behind the hosts that an application is told to use.
package struct AppDependencies {
  package let snapshot: Snapshot
  package let network: Network
  package let vpcs: Set<String>

  package init(snapshot: Snapshot, network: Network, vpcs: Set<String>) {
    self.snapshot = snapshot
    self.network = network
    self.vpcs = vpcs
  }

  /// What a host is.
  package enum Found {
    case store(AppDependency)
    /// A data store whose interfaces or groups are not in the snapshot.
    case unseen(Sentence, [Need])
    /// No data store.
    case none
  }

  package func find(_ host: AppSettings.Host) -> Found {
    if let address = IPAddress(host.name) {
      let holders = network.interfaces(at: address).filter { vpcs.contains($0.vpc ?? "") }
      return holders.isEmpty ? .none : .store(store(host.name, holders, host.port.map { [$0] } ?? [], host))
    }
    if host.name.contains(".rds.amazonaws.com") { return database(host) }
    if host.name.contains(".cache.amazonaws.com") { return cache(host) }
    return .none
  }

  private func database(_ host: AppSettings.Host) -> Found {
    let listing = snapshot.listing(.dbInstances)
    let name = host.name.prefix { $0 != "." }
    let instances = listing.items.filter { item in
      item["Endpoint"]?["Address"]?.string?.lowercased() == host.name
        || item["DBClusterIdentifier"]?.string?.lowercased() == String(name)
          && host.name.contains(".cluster-")
    }
    if !instances.isEmpty {
      let groups = instances.flatMap { $0["VpcSecurityGroups"]?.elements ?? [] }
        .compactMap { $0["VpcSecurityGroupId"]?.string }.unique
      let port = host.port ?? instances.first?["Endpoint"]?["Port"]?.int
      let cited = instances.prefix(1).compactMap { item in
        (item["Endpoint"]?["Address"] ?? item["DBInstanceIdentifier"]).map {
          Citation($0, "this database is used")
        }
      }
      return .store(
        AppDependency(
          name: String(name), interfaces: [], groups: groups, ports: port.map { [$0] } ?? [3306, 5432],
          evidence: [used(host)] + cited, scope: Scope(instances[0])))
    }
    return byInterface(host, String(name), "RDSNetworkInterface", exact: true, host.port.map { [$0] } ?? [])
  }

  private func cache(_ host: AppSettings.Host) -> Found {
    // `master.NAME.…` and `clustercfg.NAME.…` lead to the replication group NAME as `NAME.….ng.0001.…` does.
    let labels = host.name.split(separator: ".").map(String.init)
    let name =
      ["master", "replica", "clustercfg"].contains(labels[0]) && labels.count > 1 ? labels[1] : labels[0]
    return byInterface(host, name, "ElastiCache " + name, exact: false, [host.port ?? 6379])
  }

  /// The interfaces that AWS describes as the store's.
  private func byInterface(
    _ host: AppSettings.Host, _ name: String, _ description: String, exact: Bool, _ ports: [Int]
  ) -> Found {
    let own = network.interfaces.filter { interface in
      guard vpcs.contains(interface.vpc ?? "") else { return false }
      if exact { return interface.description == description }
      return interface.description == description || interface.description.hasPrefix(description + "-")
    }
    if own.isEmpty {
      let listing = snapshot.listing(.networkInterfaces)
      return .unseen("the interfaces of \(name) are not in the snapshot", [listing.need])
    }
    // All databases' interfaces look alike: only one set of groups can be told to be this one's.
    if exact, Set(own.map(\.groups)).count > 1 {
      return .unseen(
        "which of several databases is \(name) is not in the snapshot",
        [snapshot.need(.dbInstances)])
    }
    var found = store(name, own, ports, host)
    found.isGuess = exact
    return .store(found)
  }

  private func store(
    _ name: String, _ holders: [NetworkInterface], _ ports: [Int], _ host: AppSettings.Host
  ) -> AppDependency {
    let groups = holders.flatMap(\.groups).unique
    let scope = Scope(holders[0].json)
    return AppDependency(
      name: name, interfaces: holders, groups: groups,
      ports: ports.isEmpty ? openPorts(groups, scope) : ports,
      evidence: [used(host)]
        + holders.prefix(1).map { Citation($0.json["NetworkInterfaceId"] ?? $0.json, "\(name) answers here") },
      scope: scope)
  }

  /// The single ports that the store's groups know; a port that nobody named is one of them.
  private func openPorts(_ groups: [String], _ scope: Scope) -> [Int] {
    let known = groups.flatMap { network.rules(of: $0, .ingress, scope) ?? [] }.compactMap { rule -> Int? in
      guard rule.ipProtocol == .tcp, let ports = rule.ports, ports.count == 1 else { return nil }
      return ports.lowerBound
    }.unique
    return known.isEmpty ? [3306, 5432] : known
  }

  private func used(_ host: AppSettings.Host) -> Citation {
    Citation(host.variable, "the application is told of this data store here")
  }

  /// Stores of the VPCs whose groups admit nobody who is there: their rules name groups that no interface carries.
  package func haunted() -> [AppDependency] {
    let stores = network.interfaces.filter { interface in
      vpcs.contains(interface.vpc ?? "")
        && (interface.description == "RDSNetworkInterface" || interface.description.hasPrefix("ElastiCache "))
    }
    return Dictionary(grouping: stores, by: \.groups).values.compactMap { holders -> AppDependency? in
      let groups = holders[0].groups
      let scope = Scope(holders[0].json)
      let rules = groups.flatMap { network.rules(of: $0, .ingress, scope) ?? [] }
      let references = rules.map { network.reference($0, peerGroups: [], scope) }
      guard !rules.isEmpty, references.allSatisfy({ if case .unattached = $0.state { true } else { false } })
      else {
        return nil
      }
      return AppDependency(
        name: holders[0].description, interfaces: holders, groups: groups, ports: openPorts(groups, scope),
        evidence: references.flatMap(\.evidence), scope: scope)
    }.sorted { $0.groups.lexicographicallyPrecedes($1.groups) }
  }
}
