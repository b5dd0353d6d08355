import Commands
import Evidence
import Playbooks

/// Judges all hypotheses and decoys of a playbook on a snapshot; with an operator and without, the same.
package struct Engine: Sendable {
  package let playbook: Playbook
  package let evaluator: Evaluator

  package init(playbook: Playbook, analysis: Analysis, subject: Subject) {
    self.playbook = playbook
    self.evaluator = Evaluator(analysis: analysis, subject: subject)
  }

  package var analysis: Analysis { evaluator.analysis }

  package var snapshot: Snapshot { analysis.snapshot }

  package var subject: Subject { evaluator.subject }

  /// What a hypothesis comes to; nil for an id that the playbook does not know.
  package func judge(_ id: String, _ overrides: [String: Override] = [:]) -> Judgement? {
    if let hypothesis = playbook.hypothesis(id) { return judge(hypothesis, overrides[id]) }
    if let decoy = playbook.decoy(id) { return judge(decoy) }
    return nil
  }

  private func judge(_ hypothesis: Hypothesis, _ override: Override?) -> Judgement {
    var judgement: Judgement
    if let test = hypothesis.test {
      let trace = evaluator.run(test)
      judgement = Judgement(
        id: hypothesis.id, verdict: trace.finding.verdict, finding: trace.finding, trace: trace)
    } else {
      let finding = Finding.undetermined("no document of a snapshot can show this", needs: [])
      judgement = Judgement(id: hypothesis.id, verdict: .undetermined, finding: finding)
    }
    if hypothesis.proof == .live, judgement.verdict == .confirmed {
      judgement.verdict = .undetermined
    }
    if let override {
      judgement.verdict = override.verdict
      judgement.decidedBy = override.reason
      judgement.isSkipped = override.isSkip
    }
    return Redaction.judgement(judgement)
  }

  private func judge(_ decoy: Playbook.Decoy) -> Judgement {
    let trace = evaluator.run(decoy.test)
    return Redaction.judgement(
      Judgement(id: decoy.id, verdict: trace.finding.verdict, finding: trace.finding, trace: trace))
  }

  /// The diagnosis; `overrides` are what the operator decided.
  package func conclude(_ overrides: [String: Override] = [:]) -> Conclusion {
    var judgements: [String: Judgement] = [:]
    let hypotheses = playbook.ordered
    for hypothesis in hypotheses { judgements[hypothesis.id] = judge(hypothesis, overrides[hypothesis.id]) }
    for decoy in playbook.decoys { judgements[decoy.id] = judge(decoy) }
    let implied = impliedIds(hypotheses, judgements)
    var conclusion = Conclusion(
      playbook: playbook.id, outcome: .nothingFound, subject: subject, entries: [], symptom: nil,
      nextBest: nil, judgements: judgements, hops: [:])
    conclusion.entries =
      hypotheses.compactMap { hypothesis in
        judgements[hypothesis.id].map {
          entry(hypothesis, $0, isImplied: implied.contains(hypothesis.id))
        }
      } + playbook.decoys.compactMap { decoy in judgements[decoy.id].map { entry(decoy, $0) } }
    conclusion.symptom = playbook.symptomTest.map { Redaction.finding(evaluator.run($0).finding) }
    conclusion.outcome = outcome(conclusion)
    conclusion.nextBest = nextBest(conclusion)
    conclusion.handovers = playbook.handovers.compactMap { handover($0) }
    conclusion.hops = hopVerdicts(judgements, isOpen: isBurning(conclusion))
    return conclusion
  }

  /// Ids that a confirmed, more specific hypothesis says as well.
  ///
  /// Where two imply each other the one that stands earlier in the playbook is told.
  private func impliedIds(_ hypotheses: [Hypothesis], _ judgements: [String: Judgement]) -> Set<String> {
    var implied: Set<String> = []
    let confirmed = hypotheses.filter { $0.kind == .cause && judgements[$0.id]?.verdict == .confirmed }
    for specific in confirmed {
      for general in specific.general {
        let mutual = confirmed.first { $0.id == general }?.general.contains(specific.id) == true
        if mutual, implied.contains(specific.id) { continue }
        implied.insert(general)
      }
    }
    return implied
  }

  private func entry(_ hypothesis: Hypothesis, _ judgement: Judgement, isImplied: Bool) -> Conclusion.Entry {
    var entry = Conclusion.Entry(
      id: hypothesis.id, verdict: judgement.verdict, because: judgement.because,
      evidence: judgement.finding.evidence)
    entry.isListed = !isImplied
    switch judgement.verdict {
    case .confirmed where !isImplied && hypothesis.kind == .cause:
      entry.remedy = hypothesis.cause.map { remedy(hypothesis, $0, judgement) }
      entry.isListed = entry.remedy != nil
    case .confirmed: entry.isListed = false
    case .undetermined:
      // What only a look at the live system can show needs no document.
      entry.needs = needs(judgement, hypothesis.proof == .live ? nil : hypothesis.test)
      entry.live = hypothesis.live.map { filled($0, values(judgement)) }
    case .ruledOut, .notApplicable: break
    }
    return entry
  }

  private func entry(_ decoy: Playbook.Decoy, _ judgement: Judgement) -> Conclusion.Entry {
    let finding = judgement.finding
    var entry = Conclusion.Entry(
      id: decoy.id, verdict: judgement.verdict, because: finding.because, evidence: finding.evidence,
      isDecoy: true)
    switch judgement.verdict {
    case .confirmed: entry.isListed = false
    case .ruledOut:
      let argument = filled(decoy.argument, values(judgement))
      entry.because = finding.because.isEmpty ? "\(argument)" : "\(argument) (\(finding.because))"
    case .undetermined: entry.needs = needs(judgement, decoy.test, orRequired: true)
    case .notApplicable: break
    }
    return entry
  }

  /// The other playbook, where its test is confirmed; once for each subject that the test bound.
  private func handover(_ handover: Playbook.Handover) -> Conclusion.Handover? {
    let finding = evaluator.run(handover.test).finding
    guard finding.verdict == .confirmed else { return nil }
    let values = subject.values.merging(finding.bindings.first ?? [:]) { _, bound in bound }
    return Conclusion.Handover(
      playbook: handover.playbook,
      subject: handover.subject.map { ($0.key, Redaction.text(Interpolation.text($0.value, values))) },
      text: filled(handover.text, values))
  }

  /// What an open judgement needs: what its test named, else what the test reads and the snapshot has nothing of.
  private func needs(_ judgement: Judgement, _ test: Expression?, orRequired: Bool = false) -> [Need] {
    if judgement.isSkipped { return [] }
    if !judgement.finding.needs.isEmpty || judgement.verdict != .undetermined {
      return judgement.finding.needs.unique
    }
    var seen: Set<DocumentKind> = []
    let kinds = (test?.uses ?? []).compactMap { CheckCatalog.named($0.name) }.flatMap { $0.reads }
    let absent = (kinds + (orRequired ? playbook.required : [])).filter { kind in
      guard seen.insert(kind).inserted, snapshot.documents(of: kind).isEmpty else { return false }
      return kind.isListingOfMany
    }
    if absent.isEmpty {
      // Whatever is collected leaves it open: then another look at what it reads is the next observation.
      let supporting = kinds.filter { !playbook.required.contains($0) }
      let subjects = playbook.inputs.flatMap(\.documents).filter { snapshot.documents(of: $0).isEmpty }
      let next = subjects + (supporting.isEmpty && orRequired ? kinds : supporting)
      return next.prefix(1).map { snapshot.need($0) }
    }
    return absent.map { snapshot.need($0) }
  }

  /// The values that fill a judgement's texts: what the test bound, over what the subject holds.
  package func values(_ judgement: Judgement) -> [String: String] {
    subject.values.merging(judgement.finding.bindings.first ?? [:]) { _, bound in bound }
  }

  private func filled(_ text: String, _ values: [String: String]) -> String {
    Redaction.text(Interpolation.text(text, values, language: playbook.language))
  }

  private func remedy(
    _ hypothesis: Hypothesis, _ text: Hypothesis.CauseText, _ judgement: Judgement
  ) -> Conclusion.Remedy {
    var bindings = judgement.finding.bindings.isEmpty ? [[:]] : judgement.finding.bindings
    func prepared() -> [PreparedFix] {
      let sets = bindings.map { subject.values.merging($0) { _, bound in bound } }
      return text.fixes.flatMap { PreparedFix.prepare($0, sets, language: playbook.language) }
        .map { Redaction.fix($0.minding(snapshot, language: playbook.language)) }
    }
    var fixes = prepared()
    if fixes.contains(where: { !$0.unknown.isEmpty }), let configured = configured(hypothesis) {
      bindings = bindings.map { $0.merging(configured) { own, _ in own } }
      fixes = prepared()
    }
    let first = subject.values.merging(bindings.first ?? [:]) { _, bound in bound }
    let command = text.verifyCommand?.filled { first[$0] }.withoutSecrets
    func filled(_ text: String) -> String { self.filled(text, first) }
    return Conclusion.Remedy(
      title: filled(text.title), explanation: filled(text.explanation), fixes: fixes,
      verify: filled(text.verify), verifyCommand: command, undo: filled(text.undo),
      prevent: filled(text.prevent), trigger: filled(text.trigger), hop: hypothesis.hop)
  }

  /// What the configuration alone binds, where it proves the cause, too: a recorded text names less than the documents.
  private func configured(_ hypothesis: Hypothesis) -> [String: String]? {
    let present = Analysis(RecordHistory.forgetting(snapshot))
    let quiet = Engine(playbook: playbook, analysis: present, subject: subject).judge(hypothesis.id)
    return quiet?.verdict == .confirmed ? quiet?.finding.bindings.first : nil
  }

  /// Whether the symptom shows and no cause is known: then somebody has to look, whatever is ruled out (`contract.md` 2).
  ///
  /// What was recorded before a change says nothing of the time after it.
  private func isBurning(_ conclusion: Conclusion) -> Bool {
    conclusion.causes.isEmpty && snapshot.applied.isEmpty && conclusion.symptom?.verdict == .confirmed
  }

  private func outcome(_ conclusion: Conclusion) -> Conclusion.Outcome {
    if !conclusion.causes.isEmpty { return .causeFound }
    if isBurning(conclusion) { return .undetermined }
    let required = Set(playbook.required)
    for open in conclusion.undetermined where !open.isDecoy {
      guard let hypothesis = playbook.hypothesis(open.id), hypothesis.kind == .cause else { continue }
      if open.needs.contains(where: { required.contains($0.kind) }) { return .undetermined }
    }
    return .nothingFound
  }

  /// The document that decides most of what is open, counting likelier hypotheses more.
  private func nextBest(_ conclusion: Conclusion) -> Conclusion.Observation? {
    var weights: [Need: Double] = [:]
    var decides: [Need: [Hypothesis]] = [:]
    for open in conclusion.undetermined where !open.isDecoy {
      guard let hypothesis = playbook.hypothesis(open.id) else { continue }
      for need in open.needs {
        weights[need, default: 0] += hypothesis.weight / Double(open.needs.count)
        decides[need, default: []].append(hypothesis)
      }
    }
    let best = weights.min { left, right in
      (-left.value, left.key.file, left.key.command.text)
        < (-right.value, right.key.file, right.key.command.text)
    }
    guard let best else { return nil }
    let ids = (decides[best.key] ?? []).sorted { $0.prior < $1.prior }.map(\.id)
    return Conclusion.Observation(need: best.key, decides: ids)
  }

  /// What each hop comes to; where it is open what fails, no hop is told to be passed because it lacks a culprit.
  private func hopVerdicts(_ judgements: [String: Judgement], isOpen: Bool) -> [String: Verdict] {
    var verdicts: [String: Verdict] = [:]
    for hop in playbook.hops {
      let here = playbook.hypotheses.filter { $0.hop == hop.id && $0.kind == .cause && $0.proof != .live }
      let found = here.compactMap { judgements[$0.id]?.verdict }
      if found.isEmpty { continue }
      if found.contains(.confirmed) {
        verdicts[hop.id] = .confirmed
      } else if found.contains(.undetermined) || isOpen && found.contains(.ruledOut) {
        verdicts[hop.id] = .undetermined
      } else {
        verdicts[hop.id] = found.contains(.ruledOut) ? .ruledOut : .notApplicable
      }
    }
    return verdicts
  }
}
