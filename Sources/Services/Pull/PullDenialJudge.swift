import Sentences
import Evidence
import Permits

/// What one permission says to one kind of denial.
package struct PullDenialVerdict {
  /// The names among ``bindings``.
  package static let binds = PullPermission.binds + ["statement", "policy", "layer", "stale-principal"]

  package let verdict: Verdict
  package let because: Sentence
  package var evidence: [Citation] = []
  package var needs: [Need] = []
  package var bindings: [String: String] = [:]

  package init(
    verdict: Verdict, because: Sentence, evidence: [Citation] = [], needs: [Need] = [],
    bindings: [String: String] = [:]
  ) {
    self.verdict = verdict
    self.because = because
    self.evidence = evidence
    self.needs = needs
    self.bindings = bindings
  }
}

/// Asks one permission for one kind of denial.
package struct PullDenialJudge {
  package let permission: PullPermission
  package let denial: PullDenial
  package let world: PullWorld
  private let access: Access

  package init(permission: PullPermission, denial: PullDenial, world: PullWorld, access: Access) {
    self.permission = permission
    self.denial = denial
    self.world = world
    self.access = access
  }

  package func judge() -> PullDenialVerdict {
    guard let answer = permission.answer else { return open("nobody to ask about", permission.needs) }
    let found = verdict(answer)
    // Of two roles that may have pulled, one is enough where it is not known which did.
    if found.verdict == .confirmed, !permission.caller.isCertain, isOtherCallerAllowed() {
      return open(
        "\(found.because), but it is not recorded which role pulled",
        [world.snapshot.need(.tasks, region: world.region)])
    }
    return found
  }

  func isOtherCallerAllowed() -> Bool {
    let (callers, needs) = PullCallers(world: world, access: access).ofRegistry()
    if !needs.isEmpty { return true }
    return callers.contains { caller in
      caller.role != permission.caller.role
        && !access.can(
          principal: caller.role, action: permission.action, resource: permission.resource,
          account: world.account
        ).verdict.isDenied
    }
  }

  func verdict(_ answer: AccessAnswer) -> PullDenialVerdict {
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

  func identity(_ answer: AccessAnswer) -> PullDenialVerdict {
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

  func scoped(_ answer: AccessAnswer) -> PullDenialVerdict {
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

  func suffix(_ answer: AccessAnswer) -> PullDenialVerdict {
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

  func otherRole(_ answer: AccessAnswer) -> PullDenialVerdict {
    guard let other = world.taskRole else {
      return absent("the task definition names no task role", world.definitionCitation("no taskRoleArn"))
    }
    if ARN(other.value) == ARN(permission.caller.role) {
      return absent("task role and execution role are the same", [Citation(other.place, "the task role")])
    }
    let plain = identity(answer)
    guard plain.verdict == .confirmed else { return plain }
    let asked = access.can(
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

  // MARK: verdicts

  func places(_ answer: AccessAnswer) -> [Citation] {
    (answer.report(.identity)?.places ?? []) + [Citation(permission.caller.place, "the role that calls")]
  }

  func refuted(_ answer: AccessAnswer, _ report: LayerReport) -> PullDenialVerdict {
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

  func confirmed(
    _ because: Sentence, _ evidence: [Citation], statement: StatementMatch? = nil
  ) -> PullDenialVerdict {
    var bindings = permission.bindings(world)
    if let statement {
      bindings["statement"] = statement.statement.sid ?? String(statement.statement.position + 1)
      bindings["policy"] = statement.policy.name.english
    }
    let place = Citation(permission.caller.place, "the role that calls")
    return PullDenialVerdict(
      verdict: .confirmed, because: because, evidence: evidence + [place], bindings: bindings)
  }

  func open(_ because: Sentence, _ needs: [Need]) -> PullDenialVerdict {
    PullDenialVerdict(verdict: .undetermined, because: because, needs: needs)
  }

  func absent(_ because: Sentence, _ evidence: [Citation]) -> PullDenialVerdict {
    PullDenialVerdict(verdict: .notApplicable, because: because, evidence: evidence)
  }
}
