import Sentences
import Evidence
import Records
import Services

/// `health-check-answer`: whether targets answer health checks in the way a claim needs.
///
/// A wrong path or matcher shows as `Target.ResponseCodeMismatch`, an application that does not listen as
/// `Target.FailedHealthChecks`: both mean that packets arrive and are answered. `Target.Timeout` means that nothing
/// came back ("Target health reason codes").
enum HealthCheckAnswerCheck: Check {
  static let name = "health-check-answer"
  static let summary: Sentence = "whether targets answer health checks in the way a claim needs"
  static let binds = RequestPath.binds + ["target-group", "target-group-arn"]
  static let claim = Parameter<Claim>("claim", "what is suspected")
  static let parameters = [claim.declared]
  static let reads: [DocumentKind] = [.targetHealth, .targetGroups, .balancerLog]

  enum Claim: String, CaseIterable {
    case pathOrMatcher = "path-or-matcher"
    case notListening = "not-listening"
  }

  static func run(_ context: CheckContext) -> Finding {
    let path = context.requestPath
    if let gap = TargetPremise.gap(path, context.snapshot) { return gap }
    let facts = TargetHealthFacts(path)
    if path.targetGroups.allSatisfy(\.isLambda) {
      return .notApplicable(
        "the targets are functions",
        path.targetGroups.prefix(1).compactMap { $0.json["TargetType"] }.map {
          Citation($0, "the targets are of this type")
        })
    }
    let isListening = context[claim] == .notListening
    let reason = isListening ? "Target.FailedHealthChecks" : "Target.ResponseCodeMismatch"
    let supporting = facts.with(reason)
    if !supporting.isEmpty {
      return .confirmed(
        isListening
          ? "targets refuse health checks or answer malformed"
          : "health checks are answered with unexpected codes",
        Array(supporting.prefix(3)))
    }
    if !facts.needs.isEmpty {
      return .undetermined("the health of not all targets is known", needs: facts.needs)
    }
    guard !facts.targets.isEmpty else { return TargetPremise.noTargets(path) }
    let lines = context.logView.faults(.connectTimeout)
    var finding = Finding.ruledOut(
      isListening
        ? "a port without a listener refuses at once (502, `Target.FailedHealthChecks`); nothing refused here"
        : "no health check was answered with an unexpected code",
      facts.samples + (isListening ? LogEvidence.samples(Array(lines.prefix(1)), .connectTimeout) : []))
    var values = path.bindings
    values["target-group-arn"] = path.targetGroups.first?.arn
    values["target-group"] = path.targetGroups.first?.name
    finding.bindings = [values]
    return finding
  }
}
