import Evidence
import Services

/// The names that the snapshot knows for a key of the subject, for telling a wrong one.
struct SubjectNames {
  let analysis: Analysis
  private var snapshot: Snapshot { analysis.snapshot }

  /// What may be chosen instead, where complete listings show that there is nothing of that name; nil elsewhere.
  func alternatives(_ key: String, _ value: String) -> [String]? {
    guard let (names, isComplete) = known(key), isComplete, !names.isEmpty else { return nil }
    if key == "load-balancer", OtherBalancers(analysis).named(value) != nil { return nil }
    let asked = [value, PullSubject.last(value)]
    return names.contains { asked.contains($0) || asked.contains(PullSubject.last($0)) } ? nil : names
  }

  private func known(_ key: String) -> (names: [String], isComplete: Bool)? {
    switch key {
    case "load-balancer":
      let listing = snapshot.listing(.loadBalancers)
      let others = texts(listing, "DNSName")
      let names = texts(listing, "LoadBalancerName")
      return (names + others.filter { _ in names.isEmpty }, listing.isComplete)
    case "target-group":
      let listing = snapshot.listing(.targetGroups)
      return (texts(listing, "TargetGroupName"), listing.isComplete)
    case "service": return services
    case "cluster":
      let items =
        snapshot.listing(.services).items + snapshot.listing(.tasks).items
      let clusters = snapshot.listing(.clusters)
      let names = items.compactMap { $0["clusterArn"]?.string } + texts(clusters, "clusterArn")
      return (names.map(PullSubject.last).unique, !names.isEmpty)
    case "task":
      let listing = snapshot.listing(.tasks)
      return (texts(listing, "taskArn").map(PullSubject.last), listing.isComplete)
    case "container": return containers
    case "url": return nil
    default: return nil
    }
  }

  private var services: (names: [String], isComplete: Bool) {
    let listing = snapshot.listing(.services)
    let ofTasks = snapshot.listing(.tasks).items.compactMap(PullSubject.serviceName)
    return ((texts(listing, "serviceName") + ofTasks).unique, listing.isComplete)
  }

  private var containers: (names: [String], isComplete: Bool) {
    let defined = snapshot.listing(.taskDefinition).items.flatMap {
      $0["taskDefinition"]?["containerDefinitions"]?.elements ?? []
    }
    let ran = snapshot.listing(.tasks).items.flatMap { $0["containers"]?.elements ?? [] }
    let names = (defined + ran).compactMap { $0["name"]?.string }.unique
    return (names, !defined.isEmpty)
  }

  private func texts(_ listing: Listing, _ member: String) -> [String] {
    listing.items.compactMap { $0[member]?.string }.unique
  }
}
