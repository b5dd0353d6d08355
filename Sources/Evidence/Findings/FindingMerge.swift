import Sentences

/// Findings about several origins, ports or subnets, put together.
package struct FindingMerge {
  private var confirmed: [Finding] = []
  private var open: [Finding] = []
  private var refuted: [Finding] = []

  package init() {}

  package mutating func add(_ finding: Finding) {
    switch finding.verdict {
    case .confirmed: confirmed.append(finding)
    case .undetermined: open.append(finding)
    case .ruledOut: refuted.append(finding)
    case .notApplicable: break
    }
  }

  /// One confirmed part confirms, one open part leaves open; `otherwise` where there is no part at all.
  package func result(otherwise: Finding) -> Finding {
    if let first = confirmed.first { return FindingMerge.join(.confirmed, first.because, confirmed) }
    if let first = open.first { return FindingMerge.join(.undetermined, first.because, open) }
    if let first = refuted.first { return FindingMerge.join(.ruledOut, first.because, refuted) }
    return otherwise
  }

  private static func join(_ verdict: Verdict, _ because: Sentence, _ parts: [Finding]) -> Finding {
    Finding(
      verdict, because: because, evidence: Array(parts.flatMap(\.evidence).unique.prefix(8)),
      needs: parts.flatMap(\.needs).unique, bindings: parts.flatMap(\.bindings).unique,
      scope: parts.flatMap(\.scope).unique)
  }
}
