import Services

/// Where most of the recorded errors came about.
package struct ErrorProducer: Sendable, Hashable {
  package let leg: LogLeg
  package let count: Int
  package let total: Int

  package init(_ leg: LogLeg, count: Int, of total: Int) {
    self.leg = leg
    self.count = count
    self.total = total
  }

  /// Nil where the logs do not tell.
  init?(_ verdict: LogVerdict) {
    guard let leg = verdict.dominant, let count = verdict.legs[leg]?.count else { return nil }
    self.init(leg, count: count, of: verdict.total)
  }
}
