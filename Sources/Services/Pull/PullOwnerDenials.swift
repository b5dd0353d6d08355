import Evidence
import Permits

/// What the policy of the resource itself says.
extension PullDenialJudge {
  // MARK: the resource's own policy

  func owner(_ answer: AccessAnswer) -> LayerReport? {
    answer.report(.resource) ?? answer.report(.key)
  }

  func ownerSilent(_ answer: AccessAnswer) -> PullDenialVerdict {
    guard permission.isForeign else {
      return absent(
        "the resource belongs to the task's account", [Citation(permission.place, "what is asked for")])
    }
    let image = world.containers.first { $0.name == permission.container }?.image
    if permission.need == .manifest || permission.need == .layerURL, let image,
      PullCache(world.snapshot).hasRepository(image) == false
    {
      return absent("there is no such repository", owner(answer)?.places ?? [])
    }
    guard let report = owner(answer) else { return open("no policy to ask", answer.needs) }
    if report.allow.isNo, report.deny.isNo {
      return confirmed(
        "the resource's policy does not allow \(permission.action) to \(AccessWords.who(answer.request.principal)) of account \(answer.request.principal.account ?? "")",
        report.places.map { AccessWords.holding($0, lacking: report.layer, answer.request) }
          + report.nearMisses.map { $0.match.citation(AccessWords.miss($0, answer.request)) })
    }
    if report.allow.isYes || report.deny.isYes { return refuted(answer, report) }
    if !report.matches.isEmpty {
      let words = report.allow.unknowns.union(report.deny.unknowns).map(\.words).sorted()
      return open(
        "whether the resource's policy allows it depends on \(words.joined(separator: ", "))",
        report.needs + answer.needs)
    }
    return open("the resource's policy is not in the snapshot", report.needs + answer.needs)
  }

  func ownerStale(_ answer: AccessAnswer) -> PullDenialVerdict {
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

  func ownerDeny(_ answer: AccessAnswer) -> PullDenialVerdict {
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

  func key(_ answer: AccessAnswer) -> PullDenialVerdict {
    if answer.verdict.isDenied, answer.layer != .boundary, answer.layer != .serviceControl,
      answer.layer != .resourceControl
    {
      return confirmed(answer.because, answer.evidence, statement: answer.match)
    }
    if answer.verdict == .undetermined {
      return open(answer.because, answer.needs)
    }
    return PullDenialVerdict(verdict: .ruledOut, because: answer.because, evidence: answer.evidence)
  }
}
