import Records
import Sentences
import Services

/// The 504s that the subject's access logs hold, minute by minute.
package struct MinuteCounts: Sendable, Hashable {
  /// More minutes than this do not fit a sparkline.
  private static let most = 90

  package let title: Sentence
  /// The minute of the first count, since 1970 UTC.
  package let start: Int
  package let perMinute: [Int]
  /// The minute of the first error, since 1970 UTC; before `start` where there are more minutes than are counted.
  package let first: Int
  /// All errors, also those before `start`.
  package let total: Int

  /// Those of the load balancer's log, else of the distributions'; nil without either.
  static func of(_ view: LogView) -> MinuteCounts? {
    MinuteCounts("504/min ALB", view.balancer?.minutes ?? [:])
      ?? MinuteCounts("504/min CloudFront", view.edge?.minutes ?? [:])
  }

  private init?(_ title: Sentence, _ lines: [StatusMinute: Int]) {
    var counts: [Int: Int] = [:]
    for (key, count) in lines where key.status == 504 { counts[key.minute, default: 0] += count }
    guard let first = counts.keys.min(), let last = counts.keys.max() else { return nil }
    let seen = lines.keys.map(\.minute)
    let start = max(seen.min() ?? first, last - MinuteCounts.most + 1)
    let end = min(max(seen.max() ?? last, last), start + MinuteCounts.most - 1)
    self.title = title
    self.start = start
    perMinute = (start...end).map { counts[$0] ?? 0 }
    self.first = first
    total = counts.values.reduce(0, +)
  }
}
