import Sentences
import Evidence
import Services

/// Whether a group that no interface carries could be deleted without loss.
///
/// EC2 API, `DeleteSecurityGroup`: a group that a rule of the same VPC names cannot be deleted (DependencyViolation).
enum UnusedGroupCheck: Check {
  static let name = "unused-group"
  static let summary: Sentence = "whether an unattached group on the path could be deleted without loss"
  static let binds = TargetIngressCheck.binds
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = TargetIngressCheck.reads

  static func run(_ context: CheckContext) -> Finding {
    var open: Finding?
    for kind in [TargetIngressFault.orphanGroup, .predecessorGroup] {
      let finding = TargetIngressCheck.run(context.asking(TargetIngressCheck.fault, kind))
      switch finding.verdict {
      case .confirmed:
        var refuted = Finding.ruledOut("\(finding.because), and a rule still names it", finding.evidence)
        refuted.bindings = finding.bindings
        return refuted
      case .undetermined: open = open ?? finding
      default: break
      }
    }
    return open ?? .notApplicable("no rule on the way to the targets names a group that nothing carries")
  }
}
