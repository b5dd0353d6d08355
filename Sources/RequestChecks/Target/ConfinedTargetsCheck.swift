import Sentences
import Evidence
import Records
import Services

/// `confined-targets`: whether the same requests fail at some targets and are answered by others.
///
/// What separates the targets then is on them, or on the way to them: the size of packets, a host's firewall, its disk.
/// A snapshot proves no more than that. Refuted where every target that was asked failed too, where a document of the
/// network tells the targets apart, or where the failing ones run another revision.
enum ConfinedTargetsCheck: Check {
  static let name = "confined-targets"
  static let summary: Sentence = "whether the same requests fail at some targets and are answered by others"
  static let binds = LogEvidence.binds + ["failing-targets", "answering-targets"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.balancerLog, .loadBalancerAttributes, .tasks, .services]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    return view.askBalancer { balancer in
      let kinds: [LogSignature] = [.silentTarget, .connectTimeout, .truncatedBody]
      let faults = kinds.map { ($0, view.faults($0)) }.max { $0.1.count < $1.1.count }
      guard let (signature, lines) = faults, !lines.isEmpty else {
        return view.notInBalancerLog("no request of the access log failed at a target")
      }
      let evidence = LogEvidence.samples(lines, signature)
      let spread = TargetSpread(lines, balancer)
      guard !spread.answering.isEmpty else {
        return .ruledOut("no other target answered what failed: the targets fare alike", evidence)
      }
      if let closed = ClosedWay.find(context) {
        return .ruledOut("the documents tell what separates the targets: \(closed.words)", closed.evidence)
      }
      let release = ReleaseCorrelationCheck.run(context)
      if release.verdict == .confirmed {
        return .ruledOut("the failing targets run another revision: \(release.because)", release.evidence)
      }
      let others = spread.answering.prefix(3).map { ALBLine.address(ofTarget: $0) }
      return .confirmed(
        "\(lines.count) requests failed at \(spread.addresses.prefix(3).joined(separator: ", ")) only; "
          + "other targets answered \(spread.answers) requests for the same paths",
        evidence,
        bindings: LogEvidence.bindings(
          view, lines,
          [
            "failing-targets": spread.addresses.joined(separator: ", "),
            "answering-targets": others.joined(separator: ", "),
          ]), scope: LogEvidence.scope(lines))
    }
  }
}
