import Sentences
import Evidence
import Records
import Services

/// `capacity`: whether more or larger targets could help.
///
/// They could where connected targets stay silent, or the same target both times out and answers. They could not
/// where packets are dropped on the way: a new, idle target times out just the same.
enum CapacityCheck: Check {
  static let name = "capacity"
  static let summary: Sentence = "whether more or larger targets could help"
  static let binds = LogEvidence.binds
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.balancerLog, .targetHealth]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    if let closed = ClosedWay.find(context) {
      return bound(
        .ruledOut(
          "packets to target \(closed.target) are dropped whatever its load: \(closed.words)", closed.evidence
        ),
        view)
    }
    let mixed = MixedOutcomesCheck.run(context)
    if mixed.verdict == .confirmed { return mixed }
    let silent = view.faults(.silentTarget) + view.faults(.clientGaveUp)
    if !silent.isEmpty {
      return .confirmed(
        "connected targets take too long, which load can cause", LogEvidence.samples(silent, .silentTarget))
    }
    for signature in [LogSignature.connectTimeout, .fixedResponse, .lambdaConnect] {
      let lines = view.faults(signature)
      guard !lines.isEmpty else { continue }
      return bound(
        .ruledOut(
          signature == .connectTimeout
            ? "targets that time out on connecting have not answered anything since: this is no matter of load"
            : "\(signature.meaning): no target's load is concerned",
          LogEvidence.samples(lines, signature)), view)
    }
    return view.askBalancer { _ in
      bound(view.notInBalancerLog("no request of the access log waited for a target"), view)
    }
  }

  private static func bound(_ finding: Finding, _ view: LogView) -> Finding {
    var finding = finding
    finding.bindings = [view.path.bindings]
    return finding
  }
}
