import Sentences
import Evidence
import Records
import Services

/// `slow-path`: whether only certain paths outlast the load balancer's idle timeout.
///
/// Confirmed where 504 lines whose wait equals the idle timeout stand on some paths only, and other paths of the same
/// load balancer were answered. Refuted where the log covers the time and has no such line, every path has, or other
/// targets answered the same paths
/// ("Troubleshoot your ALBs", HTTP 504: no response before the idle timeout).
enum SlowPathCheck: Check {
  static let name = "slow-path"
  static let summary: Sentence = "whether only certain paths outlast the load balancer's idle timeout"
  static let binds = LogEvidence.binds
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.balancerLog, .loadBalancerAttributes]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    return view.askBalancer { balancer in
      let silent = view.faults(.silentTarget)
      guard !silent.isEmpty else {
        return view.notInBalancerLog(
          "no request of the access log ended because a connected target stayed silent")
      }
      guard let idle = view.timers.idle else {
        return .undetermined(
          "targets stayed silent, but the idle timeout is not known",
          needs: [view.timers.attributes?.need].compactMap { $0 },
          evidence: LogEvidence.samples(silent, .silentTarget))
      }
      let spread = SilentSpread(silent, balancer)
      let evidence =
        LogEvidence.samples(silent, .silentTarget)
        + idle.cite("after \(Int(idle.seconds)) s without a byte the load balancer answers 504")
      let targets = TargetSpread(silent, balancer)
      if targets.isConfined {
        return .ruledOut(
          "other targets answered \(targets.answers) requests for the same paths: what is slow goes with "
            + "\(targets.addresses.prefix(3).joined(separator: ", ")), not with the path",
          evidence)
      }
      if spread.answeredElsewhere == 0, spread.paths.count == 1 {
        return .undetermined(
          "the log shows no other path at that time, so it is open whether only this one is slow",
          needs: [view.balancerNeed], evidence: evidence)
      }
      guard spread.isConfined else {
        return .ruledOut("targets stay silent on every path alike, not on certain ones", evidence)
      }
      let shown = spread.paths.sorted().prefix(3).joined(separator: ", ")
      return .confirmed(
        "\(silent.count) requests for \(shown) outlasted the idle timeout of \(Int(idle.seconds)) s "
          + "while \(spread.answeredElsewhere) requests for other paths were answered",
        evidence, bindings: LogEvidence.bindings(view, silent), scope: spread.paths.sorted())
    }
  }
}

/// How the silent requests are spread over the paths, within the time of the incident.
struct SilentSpread {
  /// Paths with silent requests.
  let paths: Set<String>
  /// Answers on these paths, and on all others, while requests stayed silent.
  let answeredThere: Int
  let answeredElsewhere: Int
  private let silent: Int

  init(_ lines: [ALBLine], _ balancer: ALBTally) {
    let own = Set(lines.map { LogPath.shape($0.path) })
    paths = own
    silent = lines.count
    let window = SilentSpread.window(lines)
    var there = 0
    var elsewhere = 0
    for (key, count) in balancer.answers where window.contains(key.slot) {
      if own.contains(key.path) { there += count } else { elsewhere += count }
    }
    answeredThere = there
    answeredElsewhere = elsewhere
  }

  /// The slots in which requests began that stayed silent.
  ///
  /// Answers from before the first of them, or after the last, say nothing about the time of the fault. Few lines
  /// that began together say only how long they waited.
  private static func window(_ lines: [ALBLine]) -> ClosedRange<Int> {
    let begun = lines.map { PathSlot.slot($0.created ?? $0.time) }
    let first = begun.min() ?? 0
    let last = begun.max() ?? 0
    if last - first > 3 { return first + 1...last }
    return first...max(last, lines.map { PathSlot.slot($0.time) }.max() ?? last)
  }

  /// Whether the other paths can hardly have been spared by chance, at the rate at which these fail.
  var isConfined: Bool {
    guard answeredElsewhere > 0 else { return false }
    let answeredShare = Double(answeredThere) / Double(answeredThere + silent)
    var chance = 1.0
    for _ in 0..<min(answeredElsewhere, 10_000) {
      chance *= answeredShare
      if chance < 0.05 { return true }
    }
    return false
  }
}
