import Sentences
import Evidence
import Services

/// Whether another health-check protocol would help.
///
/// A protocol mismatch is answered: it shows as `Target.FailedHealthChecks` or `Target.ResponseCodeMismatch`. A
/// `Target.Timeout` means that nothing answered at all (ALB guide, "Target health reason codes").
enum HealthCheckProtocolCheck: Check {
  static let name = "health-check-protocol"
  static let summary: Sentence = "whether the health check speaks another protocol than the targets"
  static let binds = RequestPath.binds + ["target-group-arn"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.targetGroups, .targetHealth]

  static func run(_ context: CheckContext) -> Finding {
    let path = context.requestPath
    if let gap = TargetPremise.gap(path, context.snapshot) { return gap }
    var refuting: [Citation] = []
    var spoken: [Citation] = []
    for group in path.targetGroups where !group.isLambda {
      if !group.health.isComplete, group.targets.isEmpty {
        return .undetermined(TargetWords.healthUnknown([group.name]), needs: [group.health.need])
      }
      for target in group.targets {
        let health = target.json["TargetHealth"]
        let place = health?["Reason"] ?? health?["State"] ?? target.json
        let seen = Citation(place, TargetWords.health(target.id, target.state, target.reason))
        let check = group.json["HealthCheckProtocol"]?.string ?? "HTTP"
        if target.reason == "Target.FailedHealthChecks", group.targetProtocol == "HTTPS", check == "HTTP" {
          return .confirmed("the targets speak HTTPS and the health check HTTP", [seen])
        }
        refuting.append(seen)
      }
      if let check = group.json["HealthCheckProtocol"] {
        spoken.append(
          Citation(check, "the health check speaks this; the targets speak \(group.targetProtocol)"))
        refuting += spoken.suffix(1)
      }
    }
    if refuting.isEmpty { return TargetPremise.noTargets(path) }
    var finding = Finding.ruledOut(
      "a wrong protocol would be answered with an error; health shows timeouts or success instead",
      samples(refuting.unique, of: spoken))
    var values = path.bindings
    values["target-group-arn"] = path.targetGroups.first { !$0.isLambda }?.arn
    finding.bindings = [values]
    return finding
  }

  /// Four of the citations; however many targets there are, a protocol that is spoken is among them.
  private static func samples(_ all: [Citation], of spoken: [Citation]) -> [Citation] {
    let kept = Set(spoken.prefix(2))
    let rest = Set(all.filter { !kept.contains($0) }.prefix(4 - kept.count))
    return all.filter { kept.contains($0) || rest.contains($0) }
  }
}
