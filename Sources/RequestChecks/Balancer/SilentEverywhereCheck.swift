import Sentences
import Evidence
import Records
import Services

/// `silent-everywhere`: whether connected targets stay silent on every path, as a saturated application does.
///
/// What a saturated application looks like; the snapshot cannot prove more than that. Refuted where only some paths
/// or no requests at all ended like that.
enum SilentEverywhereCheck: Check {
  static let name = "silent-everywhere"
  static let summary: Sentence =
    "whether connected targets stay silent on every path, as a saturated application does"
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
      if SilentSpread(silent, balancer).isConfined {
        return .ruledOut(
          "only certain paths stay silent; others are answered", LogEvidence.samples(silent, .silentTarget))
      }
      return .confirmed(
        "targets stayed silent on every path (\(silent.count) requests)",
        LogEvidence.samples(silent, .silentTarget), bindings: LogEvidence.bindings(view, silent),
        scope: LogEvidence.scope(silent))
    }
  }
}
