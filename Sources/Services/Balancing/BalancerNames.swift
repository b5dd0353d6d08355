import Evidence

/// Which load balancer a host's name leads to: its own name, or a record of a hosted zone that points to it.
package struct BalancerNames {
  private let balancers: [JSON]
  private let records: [JSON]

  package init(_ snapshot: Snapshot) {
    balancers = snapshot.listing(.loadBalancers).items
    records = snapshot.listing(.resourceRecordSets).items
  }

  /// The load balancer's item and what shows that the name leads to it; nil where nothing does.
  package func find(_ host: String) -> (balancer: JSON, evidence: [Citation])? {
    var name = BalancerNames.plain(host)
    var evidence: [Citation] = []
    // A name may lead over others; a circle ends.
    for _ in 0..<8 {
      if let found = balancer(named: name) {
        let own = found["DNSName"].map { Citation($0, "this load balancer has the name") }
        return (found, evidence + [own].compactMap { $0 })
      }
      let next = records.lazy.compactMap { record -> (JSON, String)? in
        guard BalancerNames.plain(record["Name"]?.string) == name, let place = BalancerNames.target(record),
          let text = place.string
        else { return nil }
        return (place, text)
      }.first
      guard let (place, text) = next else { return nil }
      evidence.append(Citation(place, "\(host) leads there"))
      name = BalancerNames.plain(text)
    }
    return nil
  }

  private static func target(_ record: JSON) -> JSON? {
    if let alias = record["AliasTarget"]?["DNSName"] { return alias }
    return record["Type"]?.string == "CNAME" ? record["ResourceRecords"]?[0]?["Value"] : nil
  }

  /// The load balancer whose own DNS name it is, also with `dualstack.` before it.
  func balancer(named name: String) -> JSON? {
    let wanted = BalancerNames.plain(name)
    return balancers.first { item in
      let own = BalancerNames.plain(item["DNSName"]?.string)
      return !own.isEmpty && (own == wanted || "dualstack." + own == wanted)
    }
  }

  /// DNS names compare without case and without the root's dot.
  static func plain(_ name: String?) -> String {
    let lower = (name ?? "").lowercased()
    return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
  }
}
