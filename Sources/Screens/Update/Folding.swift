/// Which blocks of a raw file are folded away, so that a long document can be seen as a whole.
package struct Folding: Hashable, Sendable {
  /// Lines that do not show, 1-based, in order and apart from each other.
  private var hidden: [ClosedRange<Int>] = []

  package init() {}

  package var isEmpty: Bool { hidden.isEmpty }

  /// The last line hidden under a line that shows; nil where nothing is folded there.
  package func end(under line: Int) -> Int? {
    hidden.first { $0.lowerBound == line + 1 }?.upperBound
  }

  /// Whether a line does not show.
  package func hides(_ line: Int) -> Bool { range(of: line) != nil }

  private func range(of line: Int) -> ClosedRange<Int>? {
    hidden.first { $0.contains(line) }
  }

  /// The line shown below another; nil at the end.
  package func next(_ line: Int, count: Int) -> Int? {
    var found = line + 1
    while let range = range(of: found) { found = range.upperBound + 1 }
    return found <= count ? found : nil
  }

  /// The line shown above another; nil at the beginning.
  package func previous(_ line: Int) -> Int? {
    var found = line - 1
    while let range = range(of: found) { found = range.lowerBound - 1 }
    return found >= 1 ? found : nil
  }

  /// Folds a block, which begins at a line that stays, or unfolds it.
  package mutating func toggle(_ first: Int, _ last: Int) {
    if end(under: first) != nil {
      hidden.removeAll { $0.lowerBound == first + 1 }
    } else if last > first {
      hidden.removeAll { $0.lowerBound > first && $0.upperBound <= last }
      hidden.append((first + 1)...last)
      hidden.sort { $0.lowerBound < $1.lowerBound }
    }
  }

  /// Unfolds whatever hides a line.
  package mutating func reveal(_ line: Int) { hidden.removeAll { $0.contains(line) } }

  /// Folds every block that does not hold a line, as far out as can be.
  package mutating func close(_ blocks: [Int: Int], around line: Int) {
    hidden = []
    var covered = 0
    for (first, last) in blocks.sorted(by: { $0.key < $1.key })
    where first > covered && !(first...last).contains(line) {
      hidden.append((first + 1)...last)
      covered = last
    }
  }
}
