import Sentences
import Evidence
import Records
import Services

/// `host-managed-targets`: whether a host that somebody administers could drop packets by itself.
///
/// Only where targets run on EC2 or outside AWS: Fargate has no host firewall of yours. A healthy target on the
/// traffic port, or a proved drop before the host, refutes it.
enum HostFirewallCheck: Check {
  static let name = "host-managed-targets"
  static let summary: Sentence = "whether a host that somebody administers could drop packets by itself"
  static let binds = RequestPath.binds + ["port", "target-group-arn"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.targetHealth, .tasks, .balancerLog]

  static func run(_ context: CheckContext) -> Finding {
    let path = context.requestPath
    if let gap = TargetPremise.gap(path, context.snapshot) { return gap }
    let revisions = TargetRevisions(path, context.snapshot)
    let facts = TargetHealthFacts(path)
    let hosted = facts.targets.filter { entry in
      if entry.group.type == "instance" { return true }
      return entry.group.type == "ip" && revisions.tasks[entry.target.id]?["launchType"]?.string == "EC2"
    }
    guard !hosted.isEmpty else {
      if !facts.needs.isEmpty { return .undetermined("not all targets are known", needs: facts.needs) }
      return .notApplicable("no target runs on a host of one's own", facts.samples)
    }
    let suspect = hosted.filter { $0.target.reason == "Target.Timeout" }
    let lines = context.logView.faults(.connectTimeout)
    guard !suspect.isEmpty || !lines.isEmpty else {
      return .ruledOut("no target times out", hosted.prefix(2).map(TargetHealthFacts.cite))
    }
    if let closed = ClosedWay.find(context) {
      return .ruledOut("packets are dropped before they reach the host: \(closed.words)", closed.evidence)
    }
    var values = path.bindings
    values["port"] = (suspect.first?.target.port ?? lines.first?.targetPort).map(String.init)
    values["target-group-arn"] = suspect.first?.group.arn ?? lines.first?.targetGroup
    return .confirmed(
      "targets on hosts time out although nothing on the way drops their packets",
      suspect.prefix(3).map(TargetHealthFacts.cite) + LogEvidence.samples(lines, .connectTimeout),
      bindings: [values])
  }
}
