import Sentences
import Evidence
import Packets
import Records
import Services

/// `contested-rules`: whether two owners of the targets' group take away each other's rules.
///
/// Proof is CloudTrail: the rule for the port authorized by one principal and revoked by another, or revoked where the
/// code writes the group's rules both inline and as resources of their own; and its source group still exists. Not
/// applicable where neither code nor CloudTrail events point to it (`aws_security_group`, "inline rules").
enum ContestedRulesCheck: Check {
  static let name = "contested-rules"
  static let summary: Sentence = "whether two owners of the targets' group take away each other's rules"
  static let binds =
    RequestPath.binds
    + [
      "authorized-by", "port", "revoked-at", "revoked-by", "security-group", "target-group-arn",
    ]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.trailEvents, .terraform, .securityGroups]

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
    for gate in gates {
      let both = styles(gate, code)
      if let finding = contested(gate, both, trail, path, context) { return finding }
      if both.count == 2, trail.listing.gap != nil {
        return .undetermined(
          "code writes the group's rules in both styles; who removed the rule is not known",
          needs: [trail.listing.need], evidence: both)
      }
    }
    if let gap = code.gap { return gap }
    if trail.events.isEmpty {
      return .notApplicable(
        "the code writes the group's rules in one style, and there are no CloudTrail events")
    }
    return .ruledOut("no rule of the targets' group was taken away by another owner", first.evidence)
  }

  /// One place of each style that the code uses for the gate's groups.
  private static func styles(_ gate: ClosedGate, _ code: TerraformFacts) -> [Citation] {
    let mine = code.rules.filter { gate.groups.contains($0.group ?? "") }
    return [mine.first(where: \.isInline), mine.first { !$0.isInline }].compactMap { $0?.place }
  }

  private static func contested(
    _ gate: ClosedGate, _ styles: [Citation], _ trail: TrailEvents, _ path: RequestPath,
    _ context: CheckContext
  ) -> Finding? {
    let network = context.analysis.network
    let mine = trail.events.filter { event in
      event.errorCode == nil && gate.groups.contains(event.parameter("groupId") ?? "")
        && event.permissions.contains { covers($0, gate.port) }
    }
    guard let revoke = mine.last(where: { $0.name == "RevokeSecurityGroupIngress" }) else { return nil }
    // A revoked source that is gone is another story: the rule went with its group.
    let sources = revoke.permissions.filter { covers($0, gate.port) }.flatMap(\.groups)
    for source in sources {
      if case .absent = network.groupLookup(source, gate.scope) { return nil }
    }
    // A rule for a group that the load balancer does not carry would not have let it in.
    if !sources.isEmpty, !sources.contains(where: path.groups.contains) { return nil }
    let authorize = mine.last { event in
      event.name == "AuthorizeSecurityGroupIngress" && (event.time ?? 0) <= (revoke.time ?? 0)
        && (sources.isEmpty || event.permissions.contains { !Set($0.groups).isDisjoint(with: sources) })
    }
    let isOther = authorize.map { owner($0.principal) != owner(revoke.principal) } ?? false
    guard isOther || styles.count == 2 else { return nil }
    var values = path.bindings
    values["security-group"] = revoke.parameter("groupId") ?? gate.groups.first
    values["port"] = String(gate.port)
    values["target-group-arn"] = gate.targetGroupARN
    values["alb-security-group"] = sources.first(where: path.groups.contains) ?? path.groups.first
    values["revoked-by"] = owner(revoke.principal)
    values["revoked-at"] = revoke.time.map(LogTime.format)
    values["authorized-by"] = authorize.map { owner($0.principal) } ?? "another resource"
    var evidence = gate.evidence
    if let authorize {
      evidence.append(
        authorize.cite(
          gate.groups.first { authorize.mentions.contains($0) } ?? "",
          "one owner adds the rule: \(authorize.words)"))
    }
    evidence.append(
      revoke.cite(
        gate.groups.first { revoke.mentions.contains($0) } ?? "", "another takes it away: \(revoke.words)"))
    return .confirmed(
      authorize.map {
        "the rule for port \(gate.port) was taken away by \(owner(revoke.principal)) (\(revoke.words)), having been added by \(owner($0.principal))"
      } ?? "the rule for port \(gate.port) was taken away by \(owner(revoke.principal)) (\(revoke.words))",
      evidence + styles, bindings: [values], scope: gate.targets)
  }

  private static func covers(_ permission: (from: Int?, to: Int?, groups: [String]), _ port: Int) -> Bool {
    guard let from = permission.from, let to = permission.to else { return true }
    return from == -1 || from <= port && port <= to
  }

  /// The role behind a session: the session's own name changes from run to run.
  private static func owner(_ principal: String) -> String {
    guard let resource = principal.split(separator: ":").last, resource.hasPrefix("assumed-role/") else {
      return principal.split(separator: ":").last.map(String.init) ?? principal
    }
    return resource.split(separator: "/").dropFirst().first.map(String.init) ?? String(resource)
  }
}
