import Evidence
import Services

/// A check about every registered target: it refutes only what it could see on all of them.
///
/// Where the health of one of several target groups was not collected, its targets are unknown; then what the
/// others show clears nobody.
protocol TargetCheck: Check {
  /// Answers the check's question for the targets that are known.
  static func judge(_ context: CheckContext, _ path: RequestPath) -> Finding
}

extension TargetCheck {
  static func run(_ context: CheckContext) -> Finding {
    let path = context.requestPath
    if let gap = TargetPremise.gap(path, context.snapshot) { return gap }
    let finding = judge(context, path)
    let unread = TargetPremise.unread(path)
    guard finding.verdict == .ruledOut, !unread.isEmpty else { return finding }
    return .undetermined(
      TargetWords.healthUnknown(unread.map(\.name)), needs: unread.map(\.health.need),
      evidence: finding.evidence)
  }
}
