import Evidence
import Records

/// How failing requests are spread over the targets that were asked for the same paths.
///
/// Whether a fault goes with the target is asked beside whether it goes with the path: where both separate the failing
/// requests from the others, neither is to blame by itself.
package struct TargetSpread {
  /// Targets, as `address:port`, with failing requests, in the order of their names.
  package let failing: [String]
  /// Targets without one that answered the same paths since the first of them.
  package let answering: [String]
  /// Answers of these on those paths.
  package let answers: Int
  /// How probable it is that so many of all these requests, drawn by chance, meet no other target than the failing ones.
  private let chance: Double

  package init(_ lines: [ALBLine], _ balancer: ALBTally) {
    let failing = Set(lines.compactMap(\.target))
    let paths = Set(lines.map { LogPath.shape($0.path) })
    let first = lines.map { $0.created ?? $0.time }.min() ?? 0
    var asked: [String: Int] = [:]
    var answered: [String: Int] = [:]
    for (key, count) in balancer.outcomes where paths.contains(key.path) && key.target != "-" {
      asked[key.target, default: 0] += count
      if key.outcome == .ok, !failing.contains(key.target), (balancer.lastAnswer[key.target] ?? 0) >= first {
        answered[key.target, default: 0] += count
      }
    }
    self.failing = failing.sorted()
    answering = answered.keys.sorted()
    answers = answered.values.reduce(0, +)
    let there = max(lines.count, failing.reduce(0) { $0 + (asked[$1] ?? 0) })
    let elsewhere = answering.reduce(0) { $0 + (asked[$1] ?? 0) }
    var chance = TargetSpread.choices(of: failing.count, from: failing.count + answering.count)
    for drawn in 0..<lines.count where chance > 1e-9 {
      chance *= Double(there - drawn) / Double(there + elsewhere - drawn)
    }
    self.chance = chance
  }

  /// Whether the other targets can hardly have been spared by chance.
  package var isConfined: Bool { !answering.isEmpty && chance < 0.05 }

  /// Addresses without ports.
  package var addresses: [String] { failing.map { ALBLine.address(ofTarget: $0) } }

  /// In how many ways so many targets could have been the failing ones.
  private static func choices(of count: Int, from all: Int) -> Double {
    let fewer = min(count, all - count)
    guard fewer > 0 else { return 1 }
    return (1...fewer).reduce(1) { $0 * Double(all - fewer + $1) / Double($1) }
  }
}
