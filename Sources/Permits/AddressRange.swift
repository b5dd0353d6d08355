import Foundation

/// An address or a CIDR block of either version, as the IP conditions of policies write them.
package struct AddressRange: Sendable, Hashable {
  package let bytes: [UInt8]
  package let prefix: Int

  /// Nil where the text is no address; an address alone is a block of one.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let bytes = AddressRange.parse(String(first)) else { return nil }
    let width = bytes.count * 8
    if parts.count == 2 {
      guard let prefix = Int(parts[1]), (0...width).contains(prefix) else { return nil }
      self.prefix = prefix
    } else {
      prefix = width
    }
    self.bytes = bytes
  }

  /// Whether all of `other` lies in this block.
  package func contains(_ other: AddressRange) -> Bool {
    guard bytes.count == other.bytes.count, prefix <= other.prefix else { return false }
    for bit in 0..<prefix {
      let mask = UInt8(0x80) >> UInt8(bit % 8)
      if bytes[bit / 8] & mask != other.bytes[bit / 8] & mask { return false }
    }
    return true
  }

  private static func parse(_ text: String) -> [UInt8]? {
    if text.contains(":") {
      var address = in6_addr()
      guard inet_pton(AF_INET6, text, &address) == 1 else { return nil }
      return withUnsafeBytes(of: &address) { Array($0) }
    }
    var address = in_addr()
    guard inet_pton(AF_INET, text, &address) == 1 else { return nil }
    return withUnsafeBytes(of: &address) { Array($0) }
  }
}
