/// A set of integers, kept as sorted ranges that neither touch nor overlap.
package struct IntegerRanges<Bound: FixedWidthInteger & Sendable>: Sendable, Hashable {
  package private(set) var ranges: [ClosedRange<Bound>]

  package init(_ ranges: [ClosedRange<Bound>] = []) {
    self.ranges = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = self.ranges.last, last.upperBound == .max || range.lowerBound <= last.upperBound + 1 {
        self.ranges[self.ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        self.ranges.append(range)
      }
    }
  }

  package var isEmpty: Bool { ranges.isEmpty }

  package func contains(_ value: Bound) -> Bool { ranges.contains { $0.contains(value) } }

  package func union(_ other: Self) -> Self { Self(ranges + other.ranges) }

  package func intersection(_ other: Self) -> Self {
    var found: [ClosedRange<Bound>] = []
    for left in ranges {
      for right in other.ranges where left.overlaps(right) { found.append(left.clamped(to: right)) }
    }
    return Self(found)
  }

  package func subtracting(_ other: Self) -> Self {
    var rest = ranges
    for hole in other.ranges {
      rest = rest.flatMap { range -> [ClosedRange<Bound>] in
        guard range.overlaps(hole) else { return [range] }
        var parts: [ClosedRange<Bound>] = []
        if range.lowerBound < hole.lowerBound { parts.append(range.lowerBound...(hole.lowerBound - 1)) }
        if range.upperBound > hole.upperBound { parts.append((hole.upperBound + 1)...range.upperBound) }
        return parts
      }
    }
    return Self(rest)
  }

  /// How many integers the set holds, as a double (the whole IPv6 space does not fit an integer).
  package var size: Double {
    ranges.reduce(0) { $0 + Double($1.upperBound - $1.lowerBound) + 1 }
  }
}

/// Ports, for example those a network ACL leaves closed.
package typealias PortSet = IntegerRanges<Int>

extension PortSet: CustomStringConvertible {
  /// For example `53, 1024-32767`.
  package var description: String {
    ranges.map { $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ", ")
  }
}
