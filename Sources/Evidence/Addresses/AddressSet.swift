import Sentences

/// Addresses of one family as a union of ranges: what rules cover, what is left over.
package struct AddressSet: Sendable, Hashable, CustomStringConvertible {
  package let family: AddressFamily
  package var ranges: IntegerRanges<UInt128>

  package init(_ family: AddressFamily, _ ranges: IntegerRanges<UInt128> = .init()) {
    self.family = family
    self.ranges = ranges
  }

  /// The blocks of `family` among `blocks`, united.
  package init(_ family: AddressFamily, _ blocks: [CIDR]) {
    self.init(family, IntegerRanges(blocks.filter { $0.family == family }.map(\.range)))
  }

  package var isEmpty: Bool { ranges.isEmpty }

  package func contains(_ address: IPAddress) -> Bool {
    address.family == family && ranges.contains(address.bits)
  }

  package func union(_ other: AddressSet) -> AddressSet {
    other.family == family ? AddressSet(family, ranges.union(other.ranges)) : self
  }

  package func intersection(_ other: AddressSet) -> AddressSet {
    AddressSet(family, other.family == family ? ranges.intersection(other.ranges) : .init())
  }

  package func subtracting(_ other: AddressSet) -> AddressSet {
    other.family == family ? AddressSet(family, ranges.subtracting(other.ranges)) : self
  }

  package func covers(_ other: AddressSet) -> Bool {
    other.family == family && other.ranges.subtracting(ranges).isEmpty
  }

  package var size: Double { ranges.size }

  /// The fewest blocks that make up the set.
  package var blocks: [CIDR] {
    var found: [CIDR] = []
    let width = CIDR.width(family)
    for range in ranges.ranges {
      var start = range.lowerBound
      while true {
        var length = width
        while length > 0 {
          let wider = CIDR(family: family, base: start, length: length - 1)
          guard wider.base == start, wider.range.upperBound <= range.upperBound else { break }
          length -= 1
        }
        let block = CIDR(family: family, base: start, length: length)
        found.append(block)
        guard block.range.upperBound < range.upperBound else { break }
        start = block.range.upperBound + 1
      }
    }
    return found
  }

  package var description: String { words.english }

  package var words: Sentence {
    let all = blocks
    let shown = all.prefix(6).map(\.description).joined(separator: ", ")
    return all.count > 6 ? "\(shown) and \(all.count - 6) more" : "\(shown)"
  }

  /// The addresses that the internet routes: everything but the special-purpose blocks of RFC 6890.
  package static func publicInternet(_ family: AddressFamily) -> AddressSet {
    family == .v4 ? publicV4 : publicV6
  }

  private static let publicV4 = AddressSet(.v4, [.everything(.v4)]).subtracting(
    AddressSet(
      .v4,
      [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3",
      ].compactMap { CIDR($0) }))

  private static let publicV6 = AddressSet(.v6, ["2000::/3"].compactMap { CIDR($0) })
}
