import Evidence

/// `TO[:PORT]` of `culprit reach`, taken apart.
package struct ReachTarget: Sendable, Equatable {
  /// An address, `internet`, an interface, an instance, or a load balancer's name.
  package let end: String
  /// Nil where no port was given.
  package let ports: ClosedRange<Int>?

  /// An id as it stands, without a port.
  package init(id: String) {
    end = id
    ports = nil
  }

  /// Reads `10.0.0.1:443`, `[2001:db8::1]:443`, `web:80`, `web:8000-8100`; nil where the port is none.
  package init?(_ text: String) {
    if text.hasPrefix("[") {
      guard let close = text.firstIndex(of: "]") else { return nil }
      end = String(text[text.index(after: text.startIndex)..<close])
      let rest = text[text.index(after: close)...]
      if rest.isEmpty {
        ports = nil
        return
      }
      guard rest.hasPrefix(":"), let read = ReachTarget.ports(String(rest.dropFirst())) else { return nil }
      ports = read
      return
    }
    // An IPv6 address without brackets has no port.
    if IPAddress(text) != nil || !text.contains(":") {
      end = text
      ports = nil
      return
    }
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let tail = String(text[text.index(after: colon)...])
    guard let read = ReachTarget.ports(tail) else {
      // An id may hold a colon itself; digits behind an address can only be meant as a port.
      if tail.isEmpty || tail.allSatisfy({ $0.isNumber || $0 == "-" }) { return nil }
      end = text
      ports = nil
      return
    }
    end = String(text[..<colon])
    ports = read
  }

  /// Reads `443` or `1024-65535`; nil for anything else.
  package static func ports(_ text: String) -> ClosedRange<Int>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCII) }),
      let first = Int(parts[0]), let last = Int(parts[parts.count - 1]), first >= 0, last <= 65535,
      first <= last
    else { return nil }
    return first...last
  }
}
