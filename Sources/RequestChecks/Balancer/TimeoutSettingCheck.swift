import Sentences
import Evidence
import Records
import Services

/// `timeout-setting`: whether a longer idle or response timeout would let requests finish.
///
/// It would where a connected target stays silent until the idle timeout, or CloudFront hangs up first. The load
/// balancer's 10 s to connect are fixed ("Troubleshoot your ALBs"), so a connection that never comes about, a
/// target's own 504 and a fixed response do not change with any timer.
enum TimeoutSettingCheck: Check {
  static let name = "timeout-setting"
  static let summary: Sentence = "whether a longer idle or response timeout would let requests finish"
  static let binds = LogEvidence.binds
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.balancerLog, .loadBalancerAttributes, .targetHealth]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    let waiting = view.faults(.silentTarget) + view.faults(.clientGaveUp)
    if !waiting.isEmpty {
      return .confirmed(
        "requests did wait for a connected target until a timer ran out",
        LogEvidence.samples(waiting, .silentTarget),
        bindings: LogEvidence.bindings(view, waiting))
    }
    let others: [LogSignature] = [.connectTimeout, .targetSaid504, .fixedResponse, .lambdaConnect]
    for signature in others {
      let lines = view.faults(signature)
      guard !lines.isEmpty else { continue }
      return bound(
        .ruledOut(
          "no request waited for a timer that can be set: \(signature.meaning)",
          LogEvidence.samples(lines, signature)),
        view)
    }
    if let closed = ClosedWay.find(context) {
      return bound(
        .ruledOut(
          "the load balancer's packets never arrive (\(closed.words)), and its 10 s to connect are fixed",
          closed.evidence), view)
    }
    return view.askBalancer { _ in
      bound(view.notInBalancerLog("no request of the access log waited for a timer"), view)
    }
  }

  private static func bound(_ finding: Finding, _ view: LogView) -> Finding {
    var finding = finding
    var values = view.path.bindings
    values["idle-timeout"] = view.timers.idle.map { String(Int($0.seconds)) }
    finding.bindings = [values]
    return finding
  }
}
