import Sentences

/// An IP protocol as security groups and network ACLs write it: a name, a number as text, or -1 for all.
package enum IPProtocol: Sendable, Hashable, CustomStringConvertible {
  case all, tcp, udp, icmp, icmpv6
  case number(Int)

  /// Reads `tcp`, `6`, `-1`, `all`; nil for anything else.
  package init?(_ text: String) {
    switch text.lowercased() {
    case "-1", "all": self = .all
    case "tcp", "6": self = .tcp
    case "udp", "17": self = .udp
    case "icmp", "1": self = .icmp
    case "icmpv6", "58": self = .icmpv6
    default:
      guard let number = Int(text), (0...255).contains(number) else { return nil }
      self = .number(number)
    }
  }

  /// Whether packets of the protocol carry ports.
  package var hasPorts: Bool { self == .tcp || self == .udp }

  /// Whether a rule for this protocol speaks of packets of `other`.
  package func covers(_ other: IPProtocol) -> Bool { self == .all || self == other }

  package var description: String { words.english }

  package var words: Sentence {
    switch self {
    case .all: "all"
    case .tcp: "tcp"
    case .udp: "udp"
    case .icmp: "icmp"
    case .icmpv6: "icmpv6"
    case .number(let number): "protocol \(number)"
    }
  }
}
