/// A block of addresses; bits behind the prefix are ignored, as AWS does.
package struct CIDR: Sendable, Hashable, CustomStringConvertible {
  package let family: AddressFamily
  /// The first address of the block.
  package let base: UInt128
  package let length: Int

  package init(family: AddressFamily, base: UInt128, length: Int) {
    self.family = family
    self.length = length
    let host = CIDR.width(family) - length
    self.base = host >= 128 ? 0 : (base >> UInt128(host)) << UInt128(host)
  }

  /// Reads `a.b.c.d/n`, `x::/n`, or an address as the block that holds only it; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = IPAddress(String(parts[0])) else { return nil }
    guard parts.count == 2 else {
      self.init(address)
      return
    }
    guard let length = Int(parts[1]), (0...CIDR.width(address.family)).contains(length) else { return nil }
    self.init(family: address.family, base: address.bits, length: length)
  }

  /// The block that holds one address.
  package init(_ address: IPAddress) {
    self.init(family: address.family, base: address.bits, length: CIDR.width(address.family))
  }

  /// Bits of an address of the family.
  package static func width(_ family: AddressFamily) -> Int { family == .v4 ? 32 : 128 }

  /// Every address of the family.
  package static func everything(_ family: AddressFamily) -> CIDR {
    CIDR(family: family, base: 0, length: 0)
  }

  /// First and last address as integers.
  package var range: ClosedRange<UInt128> {
    let host = CIDR.width(family) - length
    let span = host >= 128 ? UInt128.max : (UInt128(1) << UInt128(host)) - 1
    return base...(base + span)
  }

  package var first: IPAddress { IPAddress(family: family, bits: base) }

  package func covers(_ address: IPAddress) -> Bool {
    address.family == family && range.contains(address.bits)
  }

  package func covers(_ other: CIDR) -> Bool {
    other.family == family && other.length >= length && range.contains(other.base)
  }

  package func overlaps(_ other: CIDR) -> Bool {
    family == other.family && range.overlaps(other.range)
  }

  package var description: String { "\(first)/\(length)" }
}
