import Diagnosis
import Evidence
import Playbooks
import Foundation

/// Makes the screens' incident of the engine's session: the only place that knows both.
package struct IncidentMaker {
  private let session: Session
  /// In the playbook's language.
  private let conclusion: Conclusion
  /// What the checks found, before it was told in a language.
  private let found: [String: Judgement]
  private let chronicle: Chronicle
  private let speech: Speech
  private let playbook: Playbook
  private let engine: Engine

  /// The incident as the session stands now.
  package static func incident(_ session: Session) -> Incident {
    IncidentMaker(session).made()
  }

  private init(_ session: Session) {
    self.session = session
    engine = session.engine
    playbook = engine.playbook
    speech = Speech(playbook.language)
    let conclusion = session.conclusion
    found = conclusion.judgements
    self.conclusion = speech(conclusion)
    chronicle = engine.chronicle
  }

  private func made() -> Incident {
    var incident = Incident()
    incident.playbook = playbook.id
    incident.title = playbook.title
    incident.symptom = playbook.symptom
    incident.meaning = playbook.meaning
    incident.impact = playbook.impact
    incident.subject = subject()
    incident.account = engine.snapshot.accounts.first
    incident.regions = Array(engine.snapshot.regions.prefix(2))
    incident.outcome = conclusion.outcome
    incident.hops = playbook.hops.map { hop in
      Incident.Hop(id: hop.id, title: hop.title, teach: hop.teach, state: hopState(hop.id))
    }
    incident.hypotheses =
      playbook.ordered.compactMap { hypothesis($0) } + playbook.decoys.compactMap { decoy($0) }
    incident.steps = playbook.steps.map { step($0) }
    incident.causes = conclusion.causes.map { cause($0) }
    if let best = conclusion.nextBest {
      incident.next = .init(command: best.need.command, file: best.need.file, decides: best.decides.count)
    }
    incident.handovers = conclusion.handovers.map { .init(text: $0.text, command: $0.command) }
    incident.notes = session.state.notes.map { Incident.Note(at: $0.at, text: $0.text) }
    incident.canUndo = session.events.contains { $0 != .advance }
    incident.overview = OverviewMaker.overview(
      engine.snapshot, conclusion, Damage.of(engine.analysis, engine.playbook, engine.subject), speech)
    if let symptom = conclusion.symptom, symptom.verdict == .confirmed {
      // The failure's own words say more than that there is one.
      let words = symptom.evidence.lazy.compactMap { Redaction.citation($0).value }.first { $0.count > 20 }
      incident.shown = [symptom.because.text, words].compactMap { $0 }.joined(separator: ": ")
    }
    incident.sibling = sibling()
    tell(chronicle, in: &incident)
    return incident
  }

  /// What the snapshot records, in the playbook's language.
  private func tell(_ chronicle: Chronicle, in incident: inout Incident) {
    switch chronicle.captured {
    case .taken(let time): incident.captured = time
    case .newest(let time): incident.newest = time
    case nil: break
    }
    incident.timeline = chronicle.timeline.map { entry($0) }
    incident.since = chronicle.since.map { entry($0) }
    incident.producer = chronicle.producer
    incident.records = chronicle.counts.map { counts in
      let causing = conclusion.causes.flatMap { changes($0) }.max { $0.event.second < $1.event.second }
      return .init(counts, title: speech(counts.title), event: causing)
    }
  }

  private func entry(_ event: ChronicleEvent) -> Incident.TimelineEntry {
    .init(at: event.time, text: speech(event.what), citation: speech(event.citation))
  }

  private func changes(_ cause: Conclusion.Cause) -> [TrailCall] {
    chronicle.changes(naming: cause.evidence.compactMap(\.value))
  }

  /// What works beside the subject, where a finding compared the two.
  private func sibling() -> Incident.Sibling? {
    let ids = playbook.decoys.map(\.id) + playbook.ordered.map(\.id)
    for finding in ids.compactMap({ conclusion.judgements[$0]?.finding }) {
      guard finding.verdict == .ruledOut, let name = finding.sibling else { continue }
      return Incident.Sibling(
        name: name, because: finding.because.text, evidence: finding.evidence.map { Redaction.citation($0) })
    }
    return nil
  }

  private func subject() -> [Incident.Pair] {
    Subject.keys.compactMap { key in
      engine.subject[key].map { Incident.Pair(key, Redaction.subject(key, $0)) }
    }
  }

  private func hopState(_ id: String) -> Incident.State {
    if conclusion.causes.contains(where: { $0.hop == id }) { return .fault }
    switch conclusion.hops[id] {
    case .confirmed, .ruledOut?: return .ruledOut
    case .undetermined: return .noData
    case .notApplicable: return .notApplicable
    case nil: return .open
    }
  }

  private func hypothesis(_ hypothesis: Hypothesis) -> Incident.Hypothesis? {
    guard let judgement = conclusion.judgements[hypothesis.id] else { return nil }
    let values = engine.values(judgement)
    func filled(_ text: String) -> String {
      Interpolation.text(text, values, language: playbook.language)
    }
    var made = Incident.Hypothesis(id: hypothesis.id, claim: filled(hypothesis.claim))
    fill(&made, judgement)
    made.values = self.values(judgement)
    made.plausible = filled(hypothesis.plausible)
    made.healthy = filled(hypothesis.healthy)
    made.broken = filled(hypothesis.broken)
    made.teach = filled(hypothesis.teach)
    made.hop = hypothesis.hop
    made.step = playbook.steps.first { $0.tests.contains(hypothesis.id) }?.id
    if let entry = conclusion.entry(hypothesis.id), entry.isListed { made.live = entry.live }
    if judgement.isSkipped { skip(&made, reason: judgement.decidedBy ?? "") }
    if made.state == .noData, made.live != nil, made.needs.isEmpty { made.state = .live }
    return made
  }

  private func decoy(_ decoy: Playbook.Decoy) -> Incident.Hypothesis? {
    guard let judgement = conclusion.judgements[decoy.id] else { return nil }
    let values = engine.values(judgement)
    func filled(_ text: String) -> String {
      Interpolation.text(text, values, language: playbook.language)
    }
    var made = Incident.Hypothesis(id: decoy.id, claim: filled(decoy.peopleTry))
    made.isDecoy = true
    fill(&made, judgement)
    made.values = self.values(judgement)
    if let entry = conclusion.entry(decoy.id) { made.because = entry.because.text }
    made.plausible = filled(decoy.looksRight)
    made.harm = filled(decoy.harm)
    made.hop = decoy.hop
    return made
  }

  /// The names that the verdict speaks of: the subject, and what its finding bound and its sentences or places name.
  private func values(_ judgement: Judgement) -> [Incident.Pair] {
    guard let finding = found[judgement.id]?.finding else { return subject() }
    let sentences = [finding.because] + finding.evidence.map(\.says)
    let cited = finding.evidence.compactMap(\.value)
    let said = sentences.reduce(into: Set(cited).union(cited.flatMap(\.words))) { $0.formUnion($1.names) }
    var seen = Set(subject().map(\.value))
    let bound = (finding.bindings.first ?? [:]).sorted {
      ($0.key.count, $0.key) < ($1.key.count, $1.key)
    }
    return subject()
      + bound.compactMap { key, value in
        let shown = Redaction.subject(key, value)
        guard said.contains(shown), seen.insert(shown).inserted else { return nil }
        return Incident.Pair(key, shown)
      }
  }

  /// Nobody looked: no evidence is cited and no file is asked for.
  private func skip(_ made: inout Incident.Hypothesis, reason: String) {
    let words = Words(playbook.language)
    made.state = .skipped
    made.because = reason.isEmpty ? words(.skipped) : words(.skippedBecause, reason)
    made.overridden = false
    made.evidence = []
    made.needs = []
    made.live = nil
  }

  private func fill(_ made: inout Incident.Hypothesis, _ judgement: Judgement) {
    made.because = judgement.because.text
    made.evidence = judgement.finding.evidence.map { Redaction.citation($0) }
    made.needs = judgement.verdict == .undetermined ? judgement.finding.needs : []
    made.overridden = judgement.decidedBy != nil
    if made.overridden {
      let words = Words(playbook.language)
      let verdict = IncidentMaker.state(judgement.finding.verdict)
      made.snapshotSays = words.state(verdict) + ": " + judgement.finding.because.text
    }
    made.isAside = conclusion.entry(made.id)?.isListed == false
    made.state = IncidentMaker.state(judgement.verdict)
  }

  /// How the walk shows a verdict.
  static func state(_ verdict: Verdict) -> Incident.State {
    switch verdict {
    case .confirmed: .fault
    case .ruledOut: .ruledOut
    case .undetermined: .noData
    case .notApplicable: .notApplicable
    }
  }

  private func step(_ step: Step) -> Incident.Step {
    func filled(_ text: String) -> String {
      Interpolation.text(text, engine.subject.values, language: playbook.language)
    }
    var made = Incident.Step(id: step.id, title: step.title)
    made.asks = filled(step.asks)
    made.why = filled(step.why)
    made.teach = filled(step.teach)
    made.look = filled(step.look)
    made.hop = step.hop
    made.hypotheses = step.tests
    made.skip = session.state.skips[step.id].map { .init(at: $0.at, text: $0.reason) }
    made.follows = session.following(step).map { filled($0.asks) }
    if let question = session.question(step) ?? (session.state.answers[step.id] == nil ? nil : step.question)
    {
      let answer = session.state.answers[step.id]
      made.question = .init(
        text: filled(question.text),
        choices: question.answers.map { .init($0.id, $0.text) }, answer: answer,
        isOpen: answer == nil && reached.contains(step.id))
    }
    return made
  }

  /// The steps that the walk comes by when nothing but the present answers is given.
  private var reached: Set<String> {
    var walk = Session(engine: engine, events: session.events.filter { $0 != .advance })
    var seen = Set(walk.state.path)
    for _ in 0..<(2 * playbook.steps.count) {
      guard walk.step != nil else { break }
      walk.apply(.advance)
      seen.formUnion(walk.state.path)
    }
    return seen
  }

  private func cause(_ cause: Conclusion.Cause) -> Incident.Cause {
    var made = Incident.Cause(id: cause.id, title: cause.title)
    made.explanation = cause.explanation
    if let judgement = conclusion.judgements[cause.id], let reason = judgement.decidedBy,
      judgement.finding.verdict != .confirmed, let claim = playbook.hypothesis(cause.id)?.claim
    {
      // The cause's own words speak of values that nothing has bound.
      made.title = claim
      made.explanation = reason
      made.isClaimed = true
    }
    made.trigger = cause.trigger
    made.evidence = cause.evidence.map { Redaction.citation($0) }
    made.fixes = cause.fixes.map { fix in
      var repair = Incident.Repair(
        title: fix.title, commands: fix.commands, applicability: fix.applicability)
      repair.opens = fix.opens
      repair.undo = fix.undo
      repair.terraform = fix.terraform
      return repair
    }
    made.verify = cause.verify
    made.verifyCommand = cause.verifyCommand
    made.undo = cause.undo
    made.prevent = cause.prevent
    made.hop = cause.hop
    if let baseline = session.baseline, let found = baseline.judgement(cause.id) {
      let told = speech(found)
      made.baseline = Incident.BaselineRow(
        name: baseline.name, state: IncidentMaker.state(told.verdict), because: told.finding.because.text,
        evidence: told.finding.evidence.prefix(4).map { Redaction.citation($0) })
    }
    made.changes = changes(cause).map { entry($0.event) }
    return made
  }
}

extension String {
  /// The words of a text that a service or runtime wrote, without the signs around them.
  fileprivate var words: [String] {
    let signs = CharacterSet(charactersIn: ".,:;'\"`()[]")
    return split(whereSeparator: \.isWhitespace).map { $0.trimmingCharacters(in: signs) }
  }
}
