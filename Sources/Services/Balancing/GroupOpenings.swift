import Evidence
import Packets

/// What security-group rules open, in few words.
package enum GroupOpenings {
  /// `0.0.0.0/0 :80 :443` for a group's ingress; nil where the group is not known or opens nothing to addresses.
  package static func words(_ group: String, _ network: Network) -> String? {
    guard let rules = network.group(group)?.rules(.ingress) else { return nil }
    var ports: [String: [String]] = [:]
    var order: [String] = []
    for rule in rules {
      guard case .cidr(let block) = rule.source else { continue }
      let source = "\(block)"
      if ports[source] == nil { order.append(source) }
      ports[source, default: []].append(self.port(rule))
    }
    return order.isEmpty
      ? nil : order.map { "\($0) " + (ports[$0] ?? []).joined(separator: " ") }.joined(separator: ", ")
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
