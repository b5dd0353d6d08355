import Evidence
import Records

/// Whether the 504s that the records hold are over.
///
/// The newest record decides (`contract.md` 2): the same way has answered since, for longer than it ever did between
/// two 504s, at the same targets, and they are all healthy now.
struct SymptomHistory {
  private let path: RequestPath
  private let view: LogView

  init(_ path: RequestPath, _ view: LogView) {
    self.path = path
    self.view = view
  }

  /// Minutes with an answer that have to follow the last 504.
  private static let fewest = 3

  var isOver: Bool {
    guard targetsAreHealthy, targetsAnswered else { return false }
    let tallies = [view.balancer?.minutes, view.edge?.minutes].compactMap { $0 }
    let failing = tallies.filter { minutes in minutes.keys.contains { SymptomHistory.isTimeout($0.status) } }
    return !failing.isEmpty && failing.allSatisfy { SymptomHistory.isQuiet($0) } && !view.isReadInPart
  }

  private var targetsAreHealthy: Bool {
    let targets = path.targetGroups.flatMap(\.targets).filter { $0.state != "draining" }
    return !targets.isEmpty && targets.allSatisfy { $0.state == "healthy" }
      && path.targetGroups.allSatisfy(\.health.isComplete)
  }

  /// Every target that a 504 names answered later; one that is gone cannot.
  private var targetsAnswered: Bool {
    guard let balancer = view.balancer else { return true }
    let present = Set(path.targetGroups.flatMap(\.targets).map(\.id))
    for line in balancer.faults where SymptomHistory.isTimeout(line.status ?? 0) {
      guard let target = line.target, present.contains(String(target.prefix { $0 != ":" })) else { continue }
      guard let answered = balancer.lastAnswer[target], answered > line.time else { return false }
    }
    return true
  }

  private static func isTimeout(_ status: Int) -> Bool { status == 504 || status == 460 }

  private static func isQuiet(_ minutes: [StatusMinute: Int]) -> Bool {
    let failed = Set(minutes.keys.filter { isTimeout($0.status) }.map(\.minute)).sorted()
    guard let last = failed.last else { return true }
    let answered = Set(minutes.keys.filter { (100..<400).contains($0.status) && $0.minute > last }.map(\.minute))
    guard answered.count >= fewest, let end = answered.max() else { return false }
    let longest = zip(failed, failed.dropFirst()).map { $1 - $0 }.max() ?? 1
    return end - last > 2 * longest
  }
}
