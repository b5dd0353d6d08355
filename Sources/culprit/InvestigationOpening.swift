import Sentences
import Diagnosis
import Evidence
import Files
import Playbooks
import Screens

/// How an investigation begins: a snapshot is read, or a session of the disk goes on.
extension Investigation {
  /// Opens a line of the start screen.
  func open(_ item: StartItem) {
    let meter = newMeter()
    later { [self] in
      let words = words
      do {
        try begin(item, meter)
      } catch is Stopped {
        return
      } catch let problem as SnapshotProblem {
        tell(.message(words(.cannotOpen, words.speech(problem.sentence)), isError: true))
      } catch let failure as PlaybookLibrary.Failure {
        tell(.message(words(.cannotOpen, failure.description), isError: true))
      } catch {
        tell(.message(words(.cannotOpen, "\(error)"), isError: true))
      }
    }
  }

  /// Why a subject could not be found.
  struct NoSubject: Error, CustomStringConvertible {
    let description: String
  }

  /// The operator does not want to wait any longer.
  struct Stopped: Error {}

  private func begin(_ item: StartItem, _ meter: WorkMeter) throws {
    guard let path = item.path else { throw NoSubject(description: words(.needsSnapshot)) }
    if item.kind == .session { return try resume(path, meter) }
    let analysis = Analysis(try load(path, meter))
    if let name = item.playbook {
      try start(name, analysis, path, meter)
    } else if let fitting = fitting(analysis) {
      try start(fitting.playbook.id, analysis, path, meter)
      if !fitting.because.isEmpty {
        let because = words.speech(fitting.because)
        tell(
          .fits(words(.startFits, fitting.playbook.title, because)),
          .message(words(.playbookChosen, fitting.playbook.id, because), isError: false))
      }
    } else {
      throw NoSubject(description: words(.noPlaybookFits))
    }
  }

  func load(_ path: String, _ meter: WorkMeter) throws -> Snapshot {
    let snapshot = try Snapshot.load(path, meter: meter)
    if meter.isStopped { throw Stopped() }
    return snapshot
  }

  /// Goes on with a session of the disk, and says which verdicts are others now.
  private func resume(_ id: String, _ meter: WorkMeter) throws {
    guard let found = Journal.read(id) else { throw NoSubject(description: id) }
    let analysis = Analysis(try load(found.head.snapshot, meter))
    let given = found.head.given
    let session = try session(found.head.playbook, analysis, given, meter, events: found.events)
    state.withLock { state in
      state.given = given
      state.path = found.head.snapshot
      state.playbook = found.head.playbook
      state.session = session
      state.journal = found.journal
      state.effects = nil
    }
    let changes = found.verdicts.map { ChangesMaker.changes(since: $0, session) } ?? []
    show(session, changed: changes.isEmpty ? nil : changes)
    if found.unread > 0 { tell(.message(words(.journalUnread, "\(found.unread)"), isError: true)) }
    if found.verdicts == nil || !changes.isEmpty { found.journal.append(Journal.verdicts(session)) }
  }

  private func start(_ name: String, _ analysis: Analysis, _ path: String, _ meter: WorkMeter) throws {
    let session = try session(name, analysis, state.withLock { $0.given }, meter, events: [])
    state.withLock { state in
      state.journal = nil
      state.path = path
      state.playbook = name
      state.session = session
      state.effects = nil
    }
    show(session)
  }

  /// A session whose hypotheses are all judged, so that showing it takes no time.
  func session(
    _ name: String, _ analysis: Analysis, _ given: [String: String], _ meter: WorkMeter,
    events: [SessionEvent]
  ) throws -> Session {
    let playbook = try library.load(name, language: words.language)
    let resolution = SubjectResolution.resolve(playbook, analysis, given)
    guard case .resolved(let subject) = resolution else {
      throw NoSubject(description: resolution.complaint(Speech(playbook.language)))
    }
    let engine = Engine(playbook: playbook, analysis: analysis, subject: subject)
    let ids = playbook.ordered.map(\.id) + playbook.decoys.map(\.id)
    for (number, id) in ids.enumerated() {
      if meter.isStopped { throw Stopped() }
      meter.tell(.hypotheses, number, of: ids.count)
      _ = engine.judge(id)
    }
    if meter.isStopped { throw Stopped() }
    var session = Session(engine: engine, events: events)
    session.baseline = try baseline(playbook, meter)
    return session
  }

  /// The baseline on the same playbook.
  private func baseline(_ playbook: Playbook, _ meter: WorkMeter) throws -> Baseline? {
    guard let baseline else { return nil }
    let analysis = Analysis(try load(baseline.path, meter))
    let resolution = SubjectResolution.resolve(playbook, analysis, baseline.given)
    guard case .resolved(let subject) = resolution else {
      throw NoSubject(description: resolution.complaint(Speech(playbook.language)))
    }
    return Baseline(Engine(playbook: playbook, analysis: analysis, subject: subject))
  }

  /// The playbook whose symptom the snapshot shows, and what shows it; with only one that has a subject, that one.
  private func fitting(_ analysis: Analysis) -> (playbook: Playbook, because: Sentence)? {
    let (given, language) = state.withLock { ($0.given, $0.language) }
    let playbooks = library.ids.compactMap { try? library.load($0, language: language) }
    var possible: [Playbook] = []
    for playbook in playbooks {
      guard case .resolved(let subject) = SubjectResolution.resolve(playbook, analysis, given) else {
        continue
      }
      possible.append(playbook)
      guard let test = playbook.fits ?? playbook.symptomTest else { continue }
      let finding = Evaluator(analysis: analysis, subject: subject).run(test).finding
      if finding.verdict == .confirmed { return (playbook, finding.because) }
    }
    return possible.count == 1 ? possible.first.map { ($0, "") } : nil
  }
}
