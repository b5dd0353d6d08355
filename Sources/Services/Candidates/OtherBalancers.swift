import Sentences
import Evidence
import Packets

/// Load balancers of the other kinds, which forward packets or answer by other rules than an Application Load
/// Balancer: Classic, Network and Gateway Load Balancers.
package struct OtherBalancers: Sendable {
  /// One of them, with what is known of it.
  package struct Balancer: Sendable {
    package let name: String
    /// Its ARN and DNS name, where it is known by them.
    let others: [String]
    package let words: Sentence
  }

  package let balancers: [Balancer]

  package init(_ analysis: Analysis) {
    let snapshot = analysis.snapshot
    let classic = snapshot.listing(.classicLoadBalancers).items.compactMap(OtherBalancers.classic)
    let listed = Set(classic.map(\.name))
    let seen = analysis.network.interfaces.compactMap { OtherBalancers.classic($0) }
      .filter { !listed.contains($0.name) }
    let others = snapshot.listing(.loadBalancers).items.compactMap(OtherBalancers.second)
    var names: Set<String> = []
    balancers = (classic + seen + others).filter { names.insert($0.name).inserted }
  }

  /// The one that a subject names; nil where it names none of them.
  package func named(_ text: String) -> Balancer? {
    balancers.first { $0.name == text || $0.others.contains { $0.lowercased() == text.lowercased() } }
  }

  /// What is said where there is nothing but them.
  package var words: Sentence? {
    guard let first = balancers.first else { return nil }
    return balancers.dropFirst().prefix(4).reduce(first.words) { "\($0); \($1.words)" }
  }

  /// Classic Load Balancer guide, "Troubleshoot: HTTP errors": a back end that closes kept connections before the
  /// idle timeout has passed makes it answer 504.
  private static func classic(_ item: JSON) -> Balancer? {
    guard let name = item["LoadBalancerName"]?.string else { return nil }
    let listeners = (item["ListenerDescriptions"]?.elements ?? []).compactMap { $0["Listener"] }
    let ways = listeners.prefix(3).map { listener in
      let outer = "\(listener["Protocol"]?.string ?? "?") \(listener["LoadBalancerPort"]?.scalar ?? "?")"
      return outer
        + " -> \(listener["InstanceProtocol"]?.string ?? "?") \(listener["InstancePort"]?.scalar ?? "?")"
    }.joined(separator: ", ")
    let count = item["Instances"]?.elements.count ?? 0
    let dns = [item["DNSName"]?.string].compactMap { $0 }
    return Balancer(
      name: name, others: dns,
      words:
        "\(name) is a Classic Load Balancer (\(ways), \(count) instances), which other rules hold for: a back end that closes kept connections before the idle timeout has passed makes it answer 504 at once"
    )
  }

  /// The interface of a classic one is described by its name alone.
  private static func classic(_ interface: NetworkInterface) -> Balancer? {
    let text = interface.description
    guard text.hasPrefix("ELB "), interface.json["RequesterManaged"]?.bool ?? true else { return nil }
    let name = String(text.dropFirst(4))
    if name.isEmpty || name.contains("/") { return nil }
    return Balancer(
      name: name, others: [],
      words:
        "\(name) is a Classic Load Balancer, as the interface \(interface.id) says (elb describe-load-balancers)"
    )
  }

  private static func second(_ item: JSON) -> Balancer? {
    guard let name = item["LoadBalancerName"]?.string, let type = item["Type"]?.string else { return nil }
    let others = ["LoadBalancerArn", "DNSName"].compactMap { item[$0]?.string }
    switch type {
    case "network":
      return Balancer(
        name: name, others: others,
        words:
          "\(name) is a Network Load Balancer: it passes connections on and answers no request, so that a 504 comes from what stands before or behind it"
      )
    case "gateway":
      return Balancer(
        name: name, others: others,
        words:
          "\(name) is a Gateway Load Balancer: it sends packets through appliances and answers no request")
    default: return nil
    }
  }
}
