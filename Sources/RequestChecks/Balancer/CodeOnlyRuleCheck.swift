import Sentences
import Evidence
import Packets
import Records
import Services

/// `code-only-rule`: whether the targets' rule lives on in code or records only, and its source group is gone.
///
/// Proof is that the targets' group admits the load balancer by no rule, that Terraform's state, plan or source lists
/// a rule for the port whose source group a complete listing does not hold, or that CloudTrail shows the rule revoked
/// and its source group deleted. Not applicable without Terraform files and CloudTrail events
/// (`revoke_rules_on_delete` of `aws_security_group`).
enum CodeOnlyRuleCheck: Check {
  static let name = "code-only-rule"
  static let summary: Sentence =
    "whether the targets' rule lives on in code or records only, and its source group is gone"
  static let binds =
    RequestPath.binds
    + [
      "code-address", "code-place", "other-group", "port", "security-group", "target-group-arn", "trigger",
    ]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.terraform, .trailEvents, .securityGroups]

  static func run(_ context: CheckContext) -> Finding {
    let code = context.analysis.terraform
    let trail = context.analysis.trailEvents
    if code.isEmpty, trail.events.isEmpty {
      return .notApplicable("the snapshot holds neither Terraform files nor CloudTrail events")
    }
    let path = context.requestPath
    if let gap = TargetPremise.gap(path, context.snapshot) { return gap }
    let gates = ClosedGate.all(context)
    guard let first = gates.first else { return ClosedGate.open(context, path) }
    let network = context.analysis.network
    var open: [Need] = []
    for gate in gates {
      for rule in code.rules where gate.groups.contains(rule.group ?? "") && rule.covers(gate.port) {
        for source in rule.sources where !isLive(source, gate, network) {
          switch network.groupLookup(source, gate.scope) {
          case .found: continue
          case .unknown(let needs): open += needs
          case .absent(let listing):
            return confirmed(gate, source, rule, listing, code, trail, path)
          }
        }
      }
      for revoke in revocations(gate, trail) {
        for source in revoke.permissions.flatMap(\.groups) where !isLive(source, gate, network) {
          guard let deletion = trail.trigger(["DeleteSecurityGroup"], ids: [source]),
            (deletion.time ?? 0) >= (revoke.time ?? 0),
            case .absent(let listing) = network.groupLookup(source, gate.scope)
          else { continue }
          return confirmed(gate, source, nil, listing, code, trail, path)
        }
      }
    }
    if !open.isEmpty {
      return .undetermined("whether the group that the code names still exists is not known", needs: open)
    }
    if let gap = code.gap { return gap }
    return .ruledOut(
      "neither code nor records name a rule of \(first.groups.joined(separator: ", ")) whose source group is gone",
      first.evidence)
  }

  /// Whether a rule of the live groups still names the source: then the rule is there, and its group is the matter.
  private static func isLive(_ source: String, _ gate: ClosedGate, _ network: Network) -> Bool {
    gate.groups.contains { group in
      (network.rules(of: group, .ingress, gate.scope) ?? []).contains { $0.source == .group(source) }
    }
  }

  private static func revocations(_ gate: ClosedGate, _ trail: TrailEvents) -> [TrailEvent] {
    trail.events.filter { event in
      event.name == "RevokeSecurityGroupIngress" && event.errorCode == nil
        && gate.groups.contains(event.parameter("groupId") ?? "")
        && event.permissions.contains { permission in
          guard let from = permission.from, let to = permission.to else { return true }
          return from <= gate.port && gate.port <= to || from == -1
        }
    }
  }

  private static func confirmed(
    _ gate: ClosedGate, _ source: String, _ rule: TerraformRule?, _ listing: [Citation],
    _ code: TerraformFacts,
    _ trail: TrailEvents, _ path: RequestPath
  ) -> Finding {
    var evidence = gate.evidence
    if let rule { evidence.append(rule.place) }
    let held = code.holds(source).filter { $0.object.isData || $0.object.origin == .source }.prefix(2)
    evidence += held.map(\.citation).filter { !evidence.contains($0) }
    evidence += listing.map { citation in
      var citation = citation
      citation.says = "the complete list of groups does not hold \(source)"
      return citation
    }
    let revoke = revocations(gate, trail).last { $0.mentions.contains(source) }
    let deletion = trail.trigger(["DeleteSecurityGroup"], ids: [source])
    if let revoke { evidence.append(revoke.cite(source, "the rule was revoked: \(revoke.words)")) }
    if let deletion {
      evidence.append(deletion.cite(source, "then the group was deleted: \(deletion.words)"))
    }
    if let producer = code.revoking.first {
      evidence.append(
        producer.block?.attribute("revoke_rules_on_delete").map {
          Citation(
            file: producer.file, line: $0.line, value: $0.source,
            says: "\(producer.address) has other groups' rules revoked before it is destroyed")
        } ?? producer.cite("\(producer.address) has other groups' rules revoked before it is destroyed"))
    }
    var values = path.bindings
    values["security-group"] = rule?.group ?? gate.groups.first
    values["other-group"] = source
    values["port"] = String(gate.port)
    values["target-group-arn"] = gate.targetGroupARN
    values["code-address"] = rule.map { "\($0.object.address) in \($0.object.file)" } ?? "CloudTrail"
    values["code-place"] = rule.map { "\($0.place.file):\($0.place.line)" } ?? ""
    values["trigger"] = [revoke?.words.english, deletion?.words.english].compactMap { $0 }.joined(
      separator: ", then ")
    if values["trigger"]?.isEmpty ?? true {
      values["trigger"] = "A destroyed group with `revoke_rules_on_delete`, or a clean-up script."
    }
    let place = rule.map { "\($0.object.address) (\($0.place.file):\($0.place.line))" } ?? "CloudTrail"
    return .confirmed(
      "\(place) still names \(source) as the source for port \(gate.port); that group is gone and so is the rule",
      evidence, bindings: [values], scope: gate.targets)
  }
}
