/// The two families of addresses.
package enum AddressFamily: Sendable, Hashable, CaseIterable { case v4, v6 }

/// One IPv4 or IPv6 address as an integer.
package struct IPAddress: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let family: AddressFamily
  package let bits: UInt128

  package init(family: AddressFamily, bits: UInt128) {
    self.family = family
    self.bits = bits
  }

  /// Reads dotted decimal or RFC 4291 text, also in brackets; nil for anything else.
  package init?(_ text: String) {
    var text = Substring(text)
    if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast() }
    if text.contains(":") {
      guard let bits = IPAddress.readV6(text) else { return nil }
      self.init(family: .v6, bits: bits)
    } else {
      guard let bits = IPAddress.readV4(text) else { return nil }
      self.init(family: .v4, bits: bits)
    }
  }

  private static func readV4(_ text: Substring) -> UInt128? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt128 = 0
    for part in parts {
      guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
        let octet = UInt128(part), octet < 256
      else { return nil }
      bits = bits << 8 | octet
    }
    return bits
  }

  private static func readV6(_ text: Substring) -> UInt128? {
    var text = String(text)
    if let percent = text.firstIndex(of: "%") { text = String(text[..<percent]) }
    if text.contains("."), let colon = text.lastIndex(of: ":") {
      guard let tail = readV4(text[text.index(after: colon)...]) else { return nil }
      text = text[...colon] + String(tail >> 16, radix: 16) + ":" + String(tail & 0xFFFF, radix: 16)
    }
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return nil }
    func groups(_ half: Substring) -> [UInt128]? {
      if half.isEmpty { return [] }
      var found: [UInt128] = []
      for part in half.split(separator: ":", omittingEmptySubsequences: false) {
        guard (1...4).contains(part.utf8.count), let value = UInt128(part, radix: 16) else { return nil }
        found.append(value)
      }
      return found
    }
    guard let head = groups(halves[0]) else { return nil }
    guard let tail = halves.count == 2 ? groups(halves[1]) : [] else { return nil }
    let missing = 8 - head.count - tail.count
    guard halves.count == 2 ? missing >= 1 : missing == 0 else { return nil }
    let all = head + Array(repeating: 0, count: missing) + tail
    return all.reduce(0) { $0 << 16 | $1 }
  }

  package static func < (left: IPAddress, right: IPAddress) -> Bool {
    left.family == right.family ? left.bits < right.bits : left.family == .v4
  }

  package var description: String {
    if family == .v4 {
      return stride(from: 24, through: 0, by: -8).map { String(bits >> UInt128($0) & 0xFF) }
        .joined(separator: ".")
    }
    let groups = stride(from: 112, through: 0, by: -16).map { bits >> UInt128($0) & 0xFFFF }
    var best = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > max(best.count, 1) { best = start..<end }
      start = max(end, start + 1)
    }
    func hex(_ part: ArraySlice<UInt128>) -> String {
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    if best.isEmpty { return hex(groups[...]) }
    return hex(groups[..<best.lowerBound]) + "::" + hex(groups[best.upperBound...])
  }

  /// Whether the address lies in a range that is not routed on the internet (RFC 6890).
  package var isPrivate: Bool { !AddressSet.publicInternet(family).contains(self) }
}
