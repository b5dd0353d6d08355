import Sentences
import Evidence
import Permits

/// Conditions on the way, limits above the role, and the endpoint's policy.
extension PullDenialJudge {
  // MARK: conditions and limits

  static let network: Set<String> = ["aws:sourcevpce", "aws:sourcevpc", "aws:vpcsourceip"]

  func condition(_ answer: AccessAnswer) -> PullDenialVerdict {
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
      let way: Sentence = permission.exit.endpointID.map { "by \($0)" } ?? "by no endpoint"
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
    let isStopped = found.contains { match in
      match.statement.effect == .allow && match.conditions.contains { $0.truth.isNo }
    }
    if isStopped, answer.verdict == .undetermined {
      return open("whether another policy allows the call without the condition is not known", answer.needs)
    }
    return PullDenialVerdict(
      verdict: .ruledOut, because: "the conditions on endpoint and VPC do not stop the call",
      evidence: found.map { $0.citation("its condition does not stop the call") })
  }

  func conditionCitations(_ match: StatementMatch) -> [Citation] {
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

  func limit(_ answer: AccessAnswer) -> PullDenialVerdict {
    let layers: [AccessLayer] = [.boundary, .session, .serviceControl, .resourceControl]
    let reports = answer.layers.filter { layers.contains($0.layer) }
    if let report = reports.first(where: { $0.deny.isYes || answer.lacking.contains($0.layer) }) {
      let denying = report.denying.map { $0.citation(AccessWords.deny($0, report.layer, answer.request)) }
      let places = report.places.map { AccessWords.holding($0, lacking: report.layer, answer.request) }
      var verdict = confirmed(
        "the \(report.layer.words) does not allow \(AccessWords.what(answer.request))",
        denying + (denying.isEmpty ? places : report.places), statement: report.denying.first)
      verdict.bindings["layer"] = report.layer.words.english
      return verdict
    }
    if let report = reports.first(where: { !$0.allow.isYes || !$0.deny.isNo }) {
      return open("the text of the \(report.layer.words) is not all there", report.needs)
    }
    if reports.isEmpty {
      if answer.needs.contains(where: { $0.kind == .role }) {
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

  func endpoint(_ answer: AccessAnswer) -> PullDenialVerdict {
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
}
