/// `slow-path`: whether only certain paths outlast the load balancer's idle timeout.
///
/// Confirmed where 504 lines whose wait equals the idle timeout stand on some paths only, and other paths of the same
/// load balancer were answered. Refuted where the log covers the time and has no such line, or every path has
/// ("Troubleshoot your ALBs", HTTP 504: no response before the idle timeout).
enum SlowPathCheck: Check {
  static let name = "slow-path"
  static let summary = "whether only certain paths outlast the load balancer's idle timeout"
  static let parameters: [CheckParameter] = []
  static let reads = ["alb.log", "elbv2.describe-load-balancer-attributes"]

  static func run(_ context: CheckContext) -> Finding {
    let view = LogView.of(context)
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
      let slow = Set(silent.map { LogPath.shape($0.path) })
      let others = Set(
        balancer.outcomes.keys.filter { $0.outcome == .ok && !slow.contains($0.path) }.map(\.path))
      let answered = balancer.outcomes.filter { $0.key.outcome == .ok && others.contains($0.key.path) }
        .reduce(0) { $0 + $1.value }
      let evidence =
        LogEvidence.samples(silent, .silentTarget)
        + idle.cite("after \(Int(idle.seconds)) s without a byte the load balancer answers 504")
      if others.isEmpty {
        let served = Set(balancer.outcomes.keys.filter { $0.outcome == .ok }.map(\.path))
        return served.isEmpty || slow.isSubset(of: served) && slow.count == 1
          ? .undetermined(
            "the log shows no other path, so it is open whether only this one is slow",
            needs: [view.balancerNeed],
            evidence: evidence)
          : .ruledOut("targets stay silent on every path, not on certain ones", evidence)
      }
      return .confirmed(
        "\(silent.count) requests for \(slow.sorted().prefix(3).joined(separator: ", ")) outlasted the idle timeout of "
          + "\(Int(idle.seconds)) s while \(answered) requests for other paths were answered",
        evidence, bindings: LogEvidence.bindings(view, silent), scope: slow.sorted())
    }
  }
}
