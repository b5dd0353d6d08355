import Evidence
import Packets

/// What security-group rules open, in few words.
package enum GroupOpenings {
  /// `0.0.0.0/0 :80 :443` for a group's ingress, `IpPermissions: []` where it has none; nil where the group is not
  /// known.
  package static func words(_ group: String, _ network: Network) -> String? {
    guard let rules = network.group(group)?.rules(.ingress) else { return nil }
    var ports: [String: [String]] = [:]
    var order: [String] = []
    for rule in rules {
      let source = text(rule.source)
      if ports[source] == nil { order.append(source) }
      ports[source, default: []].append(self.port(rule))
    }
    return order.isEmpty
      ? "IpPermissions: []"
      : order.map { "\($0) " + (ports[$0] ?? []).joined(separator: " ") }.joined(separator: ", ")
  }

  private static func text(_ source: SecurityGroupRule.Source) -> String {
    switch source {
    case .cidr(let block): "\(block)"
    case .group(let id), .prefixList(let id), .unknown(let id): id
    }
  }

  /// The ports of rules, for example `80, 8000-8100`.
  package static func ports(_ rules: [SecurityGroupRule]) -> String {
    rules.map { port($0).replacing(":", with: "") }.unique.joined(separator: ", ")
  }

  private static func port(_ rule: SecurityGroupRule) -> String {
    guard let ports = rule.ports else { return "all ports" }
    return ports.count == 1 ? ":\(ports.lowerBound)" : ":\(ports.lowerBound)-\(ports.upperBound)"
  }
}
