/// What one permission says to one kind of denial.
struct PullDenialVerdict {
  let verdict: Verdict
  let because: String
  var evidence: [Citation] = []
  var needs: [Need] = []
  var bindings: [String: String] = [:]
}

/// Asks one permission for one kind of denial.
struct PullDenialJudge {
  let permission: PullPermission
  let denial: PullDenial
  let world: PullWorld

  func judge() -> PullDenialVerdict {
    guard let answer = permission.answer else { return open("nobody to ask about", permission.needs) }
    let found = verdict(answer)
    // Of two roles that may have pulled, one is enough where it is not known which did.
    if found.verdict == .confirmed, !permission.caller.isCertain, isOtherCallerAllowed() {
      return open(
        "\(found.because), but it is not recorded which role pulled",
        [world.snapshot.need("ecs.describe-tasks", region: world.region)])
    }
    return found
  }

  private func isOtherCallerAllowed() -> Bool {
    let (callers, needs) = PullCallers(world: world).ofRegistry()
    if !needs.isEmpty { return true }
    let access = Access(world.snapshot)
    return callers.contains { caller in
      caller.role != permission.caller.role
        && !access.can(
          principal: caller.role, action: permission.action, resource: permission.resource,
          account: world.account
        ).verdict.isDenied
    }
  }

  private func verdict(_ answer: AccessAnswer) -> PullDenialVerdict {
    switch denial {
    case .silent:
      if permission.isForeign, permission.need == .manifest || permission.need == .layerURL {
        return absent("the repository belongs to another account", [Citation(permission.place, "the image")])
      }
      return identity(answer)
    case .foreignSilent:
      guard permission.isForeign else {
        return absent(
          "the resource belongs to the task's account", [Citation(permission.place, "what is asked for")])
      }
      return identity(answer)
    case .scoped: return scoped(answer)
    case .suffix: return suffix(answer)
    case .condition: return condition(answer)
    case .limit: return limit(answer)
    case .endpoint: return endpoint(answer)
    case .ownerSilent: return ownerSilent(answer)
    case .ownerStale: return ownerStale(answer)
    case .ownerDeny: return ownerDeny(answer)
    case .key: return key(answer)
    case .otherRole: return otherRole(answer)
    }
  }

  // MARK: the role's own policies

  private func identity(_ answer: AccessAnswer) -> PullDenialVerdict {
    guard let report = answer.report(.identity) else { return open("no role to ask", permission.needs) }
    if report.deny.isYes || answer.lacking.contains(.identity) {
      let denying = report.denying.map { $0.citation("denies \(permission.action)") }
      let misses = report.nearMisses.map { $0.match.citation(AccessWords.miss($0, answer.request)) }
      let places = report.places.map { AccessWords.holding($0, lacking: .identity, answer.request) }
      return confirmed(
        "no policy of \(AccessWords.who(answer.request.principal)) allows \(AccessWords.what(answer.request))",
        denying + misses + places)
    }
    if report.allow.isYes, report.deny.isNo { return refuted(answer, report) }
    if answer.verdict == .allowed { return refuted(answer, report) }
    if report.allow.isNo, let owner = owner(answer), !owner.allow.isNo {
      return open(
        "no policy of the role allows \(permission.action), and the resource's own policy is not in the snapshot",
        owner.needs.isEmpty ? answer.needs : owner.needs)
    }
    let words = report.allow.unknowns.union(report.deny.unknowns).map(\.words).sorted()
    return open(
      "it depends on \(words.joined(separator: ", "))", report.needs.isEmpty ? answer.needs : report.needs)
  }

  private func scoped(_ answer: AccessAnswer) -> PullDenialVerdict {
    let plain = identity(answer)
    guard plain.verdict == .confirmed else { return plain }
    let misses = (answer.report(.identity)?.nearMisses ?? []).filter { miss in
      guard case .resource(let match) = miss else { return false }
      return match.statement.resource?.values.contains { $0.contains(":ecr:") } ?? false
    }
    guard !misses.isEmpty else {
      return PullDenialVerdict(
        verdict: .ruledOut, because: "no statement allows \(permission.action) on any resource",
        evidence: plain.evidence)
    }
    return confirmed(
      "\(permission.action) is allowed on repositories only; it knows no resource but *",
      misses.map { $0.match.citation(AccessWords.miss($0, answer.request)) }, statement: misses[0].match)
  }

  private func suffix(_ answer: AccessAnswer) -> PullDenialVerdict {
    let plain = identity(answer)
    guard plain.verdict == .confirmed else { return plain }
    let misses = (answer.report(.identity)?.nearMisses ?? []).filter { miss in
      guard case .resource(let match) = miss else { return false }
      return match.statement.resource?.values.contains { pattern in
        TextPattern(pattern + "-??????").matches(permission.resource)
      } ?? false
    }
    guard !misses.isEmpty else {
      return PullDenialVerdict(
        verdict: .ruledOut, because: "no statement allows the secret by its name without suffix",
        evidence: plain.evidence)
    }
    return confirmed(
      "the policy names the secret without the six characters that end its ARN, \(permission.resource)",
      misses.map { $0.match.citation(AccessWords.miss($0, answer.request)) }, statement: misses[0].match)
  }

  private func otherRole(_ answer: AccessAnswer) -> PullDenialVerdict {
    guard let other = world.taskRole else {
      return absent("the task definition names no task role", world.definitionCitation("no taskRoleArn"))
    }
    if ARN(other.value) == ARN(permission.caller.role) {
      return absent("task role and execution role are the same", [Citation(other.place, "the task role")])
    }
    let plain = identity(answer)
    guard plain.verdict == .confirmed else { return plain }
    let asked = Access(world.snapshot).can(
      principal: other.value, action: permission.action, resource: permission.resource, account: world.account
    )
    let report = asked.report(.identity)
    if report?.allow.isYes == true {
      let grants = report?.allowing.prefix(1).map {
        $0.citation(AccessWords.allow($0, .identity, asked.request))
      }
      return confirmed(
        "the task role \(PullWorld.roleName(other.value)) may \(permission.action), but the pull is made by \(PullWorld.roleName(permission.caller.role))",
        [Citation(other.place, "the task role")] + (grants ?? []) + plain.evidence)
    }
    if report?.allow.isNo == true {
      return PullDenialVerdict(
        verdict: .ruledOut, because: "the task role may not \(permission.action), either",
        evidence: (report?.places ?? []) + [Citation(other.place, "the task role")])
    }
    return open("the task role's policies are not all in the snapshot", asked.needs)
  }

  // MARK: conditions and limits

  private static let network: Set<String> = ["aws:sourcevpce", "aws:sourcevpc", "aws:vpcsourceip"]

  private func condition(_ answer: AccessAnswer) -> PullDenialVerdict {
    var found: [StatementMatch] = []
    var failing: [StatementMatch] = []
    var unknown: [StatementMatch] = []
    for report in answer.layers {
      for match in report.matches where !match.action.isNo && !match.resource.isNo && !match.principal.isNo {
        let conditions = match.conditions.filter { Self.network.contains($0.condition.key.lowercased()) }
        if conditions.isEmpty { continue }
        found.append(match)
        let stops =
          match.statement.effect == .deny
          ? match.applies.isYes
          : conditions.contains { $0.truth.isNo } && answer.lacking.contains(report.layer)
        if stops { failing.append(match) }
        if !match.applies.isYes, !match.applies.isNo { unknown.append(match) }
      }
    }
    if answer.verdict.isDenied, let first = failing.first {
      let keys = first.conditions.map(\.condition.key).joined(separator: ", ")
      let way = permission.exit.endpointID.map { "by \($0)" } ?? "by no endpoint"
      return confirmed(
        "\(first.statement.label) of \(first.policy.name) has a condition on \(keys) that this call, which leaves \(way), does not meet",
        failing.flatMap(conditionCitations), statement: first)
    }
    if found.isEmpty {
      guard answer.needs.isEmpty else {
        return open("a policy that may hold such a condition is not in the snapshot", answer.needs)
      }
      return absent(
        "no statement on \(permission.action) has a condition on the endpoint or VPC", places(answer))
    }
    if !unknown.isEmpty, answer.verdict == .undetermined {
      var needs = answer.needs
      if case .unknown(let more) = permission.exit { needs += more }
      return open("it is not known by which endpoint the call leaves", needs)
    }
    return PullDenialVerdict(
      verdict: .ruledOut, because: "the conditions on endpoint and VPC do not stop the call",
      evidence: found.map { $0.citation("its condition does not stop the call") })
  }

  private func conditionCitations(_ match: StatementMatch) -> [Citation] {
    var found: [Citation] = []
    for (condition, _) in match.conditions where Self.network.contains(condition.key.lowercased()) {
      found.append(match.policy.cite(condition.json, "the condition on \(condition.key)"))
    }
    if case .endpoint(let json) = permission.exit {
      found.append(Citation(json["VpcEndpointId"] ?? json, "the endpoint that the call takes"))
    }
    if case .direct(let places) = permission.exit { found += places }
    return found
  }

  private func limit(_ answer: AccessAnswer) -> PullDenialVerdict {
    let layers: [AccessLayer] = [.boundary, .session, .serviceControl, .resourceControl]
    let reports = answer.layers.filter { layers.contains($0.layer) }
    if let report = reports.first(where: { $0.deny.isYes || answer.lacking.contains($0.layer) }) {
      let denying = report.denying.map { $0.citation(AccessWords.deny($0, report.layer, answer.request)) }
      let places = report.places.map { AccessWords.holding($0, lacking: report.layer, answer.request) }
      var verdict = confirmed(
        "the \(report.layer.words) does not allow \(AccessWords.what(answer.request))",
        denying + (denying.isEmpty ? places : report.places), statement: report.denying.first)
      verdict.bindings["layer"] = report.layer.words
      return verdict
    }
    if let report = reports.first(where: { !$0.allow.isYes || !$0.deny.isNo }) {
      return open("the text of the \(report.layer.words) is not all there", report.needs)
    }
    if reports.isEmpty {
      if answer.needs.contains(where: { $0.kind == "iam.get-role" }) {
        return open("it is not known whether the role has a boundary", answer.needs)
      }
      return absent("the role has no permissions boundary", places(answer))
    }
    return PullDenialVerdict(
      verdict: .ruledOut, because: "the \(reports[0].layer.words) allows it",
      evidence: reports.flatMap { report in
        report.allowing.map { $0.citation(AccessWords.allow($0, report.layer, answer.request)) }
      })
  }

  private func endpoint(_ answer: AccessAnswer) -> PullDenialVerdict {
    switch permission.exit {
    case .direct(let places): return absent("the call leaves by no endpoint", places)
    case .unknown(let needs): return open("it is not known by which endpoint the call leaves", needs)
    case .endpoint(let json):
      let id = permission.exit.endpointID ?? ""
      guard let report = answer.report(.endpoint) else {
        return PullDenialVerdict(
          verdict: .ruledOut, because: "\(id) has no policy of its own",
          evidence: [Citation(json, "without a policy an endpoint lets everything through")])
      }
      if report.deny.isYes || report.allow.isNo {
        let denying = report.denying.map { $0.citation(AccessWords.deny($0, .endpoint, answer.request)) }
        let misses = report.nearMisses.map { $0.match.citation(AccessWords.miss($0, answer.request)) }
        let places = report.places.map { AccessWords.holding($0, lacking: .endpoint, answer.request) }
        return confirmed(
          "the policy of \(id) does not allow \(AccessWords.what(answer.request))", denying + misses + places)
      }
      if report.allow.isYes, report.deny.isNo {
        return PullDenialVerdict(
          verdict: .ruledOut, because: "the policy of \(id) allows \(permission.action)",
          evidence: report.allowing.prefix(1).map {
            $0.citation(AccessWords.allow($0, .endpoint, answer.request))
          })
      }
      return open(
        "what the policy of \(id) says depends on a key that the snapshot does not tell", report.needs)
    }
  }

  // MARK: the resource's own policy

  private func owner(_ answer: AccessAnswer) -> LayerReport? {
    answer.report(.resource) ?? answer.report(.key)
  }

  private func ownerSilent(_ answer: AccessAnswer) -> PullDenialVerdict {
    guard permission.isForeign else {
      return absent(
        "the resource belongs to the task's account", [Citation(permission.place, "what is asked for")])
    }
    guard let report = owner(answer) else { return open("no policy to ask", answer.needs) }
    if report.allow.isNo, report.deny.isNo {
      return confirmed(
        "the resource's policy does not allow \(permission.action) to \(AccessWords.who(answer.request.principal)) of account \(answer.request.principal.account ?? "")",
        report.places.map { AccessWords.holding($0, lacking: report.layer, answer.request) }
          + report.nearMisses.map { $0.match.citation(AccessWords.miss($0, answer.request)) })
    }
    if report.allow.isYes || report.deny.isYes { return refuted(answer, report) }
    return open("the resource's policy is not in the snapshot", report.needs + answer.needs)
  }

  private func ownerStale(_ answer: AccessAnswer) -> PullDenialVerdict {
    guard let report = owner(answer) else { return open("no policy to ask", answer.needs) }
    let policies = report.matches
    if policies.isEmpty {
      return report.needs.isEmpty
        ? absent("the resource has no policy", report.places)
        : open("the resource's policy is not in the snapshot", report.needs)
    }
    let stale = policies.flatMap { match in
      (match.statement.principal?.entries ?? []).filter(\.isStale).map { (match, $0) }
    }
    guard !stale.isEmpty else {
      return PullDenialVerdict(
        verdict: .ruledOut, because: "every principal of the resource's policy is written as a name",
        evidence: report.places)
    }
    let would = stale.filter { match, _ in
      match.statement.effect == .allow && !match.action.isNo && !match.resource.isNo
    }
    if answer.verdict.isDenied, let first = would.first, report.allow.isNo {
      let citations = would.map { match, entry in
        match.policy.cite(entry.json, "the id of somebody who was deleted, no longer a name")
      }
      var verdict = confirmed(
        "\(first.0.policy.name) allows \(first.1.value), the id of a role or user that no longer exists",
        citations, statement: first.0)
      verdict.bindings["stale-principal"] = first.1.value
      return verdict
    }
    if answer.verdict == .undetermined { return open("other policies are missing", answer.needs) }
    return PullDenialVerdict(
      verdict: .ruledOut, because: "the call does not depend on the principal that is gone",
      evidence: stale.map { match, entry in match.policy.cite(entry.json, "a principal that is gone") })
  }

  private func ownerDeny(_ answer: AccessAnswer) -> PullDenialVerdict {
    guard let report = owner(answer) else { return open("no policy to ask", answer.needs) }
    if report.deny.isYes {
      return confirmed(
        "the resource's policy denies \(AccessWords.what(answer.request))",
        report.denying.map { $0.citation(AccessWords.deny($0, report.layer, answer.request)) },
        statement: report.denying.first)
    }
    if report.matches.isEmpty {
      return report.needs.isEmpty
        ? absent("the resource has no policy of its own", report.places)
        : open("the resource's policy is not in the snapshot", report.needs)
    }
    if report.deny.isNo {
      return PullDenialVerdict(
        verdict: .ruledOut, because: "no statement of the resource's policy denies it",
        evidence: report.places)
    }
    let words = report.deny.unknowns.map(\.words).sorted().joined(separator: ", ")
    return PullDenialVerdict(
      verdict: .undetermined, because: "whether the resource's policy denies it depends on \(words)",
      evidence: report.possiblyDenying.map { $0.citation("may deny it") },
      needs: report.needs.isEmpty ? answer.needs : report.needs)
  }

  private func key(_ answer: AccessAnswer) -> PullDenialVerdict {
    if answer.verdict.isDenied, answer.layer != .boundary, answer.layer != .serviceControl {
      return confirmed(answer.because, answer.evidence, statement: answer.match)
    }
    if answer.verdict == .undetermined {
      return open(answer.because, answer.needs)
    }
    return PullDenialVerdict(verdict: .ruledOut, because: answer.because, evidence: answer.evidence)
  }

  // MARK: verdicts

  private func places(_ answer: AccessAnswer) -> [Citation] {
    (answer.report(.identity)?.places ?? []) + [Citation(permission.caller.place, "the role that calls")]
  }

  private func refuted(_ answer: AccessAnswer, _ report: LayerReport) -> PullDenialVerdict {
    let allowing = answer.layers.flatMap { layer in
      layer.layer.grantsAlone
        ? layer.allowing.prefix(1).map { $0.citation(AccessWords.allow($0, layer.layer, answer.request)) }
        : []
    }
    return PullDenialVerdict(
      verdict: .ruledOut,
      because: "\(AccessWords.who(answer.request.principal)) is allowed \(permission.action)",
      evidence: allowing.isEmpty ? answer.evidence : allowing)
  }

  private func confirmed(
    _ because: String, _ evidence: [Citation], statement: StatementMatch? = nil
  ) -> PullDenialVerdict {
    var bindings = permission.bindings(world)
    if let statement {
      bindings["statement"] = statement.statement.sid ?? String(statement.statement.position + 1)
      bindings["policy"] = statement.policy.name
    }
    let place = Citation(permission.caller.place, "the role that calls")
    return PullDenialVerdict(
      verdict: .confirmed, because: because, evidence: evidence + [place], bindings: bindings)
  }

  private func open(_ because: String, _ needs: [Need]) -> PullDenialVerdict {
    PullDenialVerdict(verdict: .undetermined, because: because, needs: needs)
  }

  private func absent(_ because: String, _ evidence: [Citation]) -> PullDenialVerdict {
    PullDenialVerdict(verdict: .notApplicable, because: because, evidence: evidence)
  }
}
