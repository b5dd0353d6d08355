import Diagnosis
import Foundation
import Screens
import Synchronization

/// What is diagnosed, off the main thread: reads snapshots, runs the engine, keeps the journal.
///
/// Work goes one piece after the other; what comes of it waits as events until the screen fetches them.
final class Investigation: Sendable {
  /// What is open.
  private struct State {
    var path: String?
    var playbook: String?
    var session: Session?
    var events: [Event] = []
    var language: Language
    var journal: Journal?
    var given: [String: String]
  }

  private let library: PlaybookLibrary
  private let state: Mutex<State>
  private let queue = DispatchQueue(label: "investigation")
  private let wake: @Sendable () -> Void
  private let now: @Sendable () -> Date

  init(
    library: PlaybookLibrary, given: [String: String], language: Language,
    now: @escaping @Sendable () -> Date, wake: @escaping @Sendable () -> Void
  ) {
    self.library = library
    self.now = now
    self.wake = wake
    state = Mutex(State(language: language, given: given))
  }

  /// What happened since the last call.
  func fetch() -> [Event] {
    state.withLock { state in
      defer { state.events = [] }
      return state.events
    }
  }

  /// The present incident, for who waits.
  var session: Session? { state.withLock { $0.session } }

  private func tell(_ events: Event...) {
    state.withLock { $0.events += events }
    wake()
  }

  /// Runs work after all that was asked before.
  private func later(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }

  /// Waits until all that was asked is done.
  func finish() { queue.sync {} }

  /// Opens a line of the start screen.
  func open(_ item: StartItem) {
    let words = Words(state.withLock { $0.language })
    later { [self] in
      guard let path = item.path else {
        tell(.message(words(.cannotOpen, words(.needsSnapshot)), isError: true))
        return
      }
      do {
        if item.kind == .session {
          try resume(path)
          return
        }
        let snapshot = try Snapshot.load(path)
        guard let name = item.playbook ?? fitting(snapshot) else {
          tell(.message(words(.cannotOpen, words(.noPlaybookFits)), isError: true))
          return
        }
        try start(name, snapshot, path, events: [])
      } catch let problem as SnapshotProblem {
        tell(.message(words(.cannotOpen, problem.text), isError: true))
      } catch let failure as PlaybookLibrary.Failure {
        tell(.message(words(.cannotOpen, failure.description), isError: true))
      } catch {
        tell(.message(words(.cannotOpen, "\(error)"), isError: true))
      }
    }
  }

  /// Goes on with a session of the disk.
  private func resume(_ id: String) throws {
    guard let found = Journal.read(id) else { throw NoSubject(description: id) }
    state.withLock { $0.given = found.head.given }
    try start(
      found.head.playbook, try Snapshot.load(found.head.snapshot), found.head.snapshot, events: found.events)
    state.withLock { $0.journal = found.journal }
  }

  /// Why a subject could not be found.
  struct NoSubject: Error, CustomStringConvertible {
    let description: String
  }

  private func start(
    _ name: String, _ snapshot: Snapshot, _ path: String, events: [SessionEvent]
  ) throws {
    let language = state.withLock { $0.language }
    let playbook = try library.load(name, language: language.rawValue)
    let resolution = SubjectResolution.resolve(playbook, snapshot, state.withLock { $0.given })
    guard case .resolved(let subject) = resolution else { throw NoSubject(description: resolution.complaint) }
    let session = Session(
      engine: Engine(playbook: playbook, snapshot: snapshot, subject: subject), events: events)
    state.withLock { state in
      if state.path != path || events.isEmpty { state.journal = nil }
      state.path = path
      state.playbook = name
      state.session = session
    }
    show(session)
  }

  /// Shows a session at once, and again when it is known what each fix would do.
  private func show(_ session: Session) {
    let words = Words(state.withLock { $0.language })
    let incident = IncidentMaker.incident(session)
    tell(.incident(incident))
    if !incident.causes.isEmpty { tell(.incident(EffectsMaker.filled(incident, session, words))) }
  }

  /// The playbook whose symptom the snapshot shows; with only one playbook, that one.
  func fitting(_ snapshot: Snapshot) -> String? {
    let given = state.withLock { $0.given }
    let playbooks = library.ids.compactMap { try? library.load($0) }
    let found = playbooks.first { playbook in
      guard case .resolved(let subject) = SubjectResolution.resolve(playbook, snapshot, given),
        let test = playbook.fits ?? playbook.symptomTest
      else { return false }
      return Evaluator(snapshot: snapshot, subject: subject).run(test).finding.verdict == .confirmed
    }
    if let found { return found.id }
    let resolvable = playbooks.filter { playbook in
      if case .resolved = SubjectResolution.resolve(playbook, snapshot, given) { true } else { false }
    }
    return resolvable.count == 1 ? resolvable.first?.id : nil
  }

  /// Applies what the operator did.
  func apply(_ event: SessionEvent) {
    later { [self] in
      guard var session = state.withLock({ $0.session }) else { return }
      session.apply(event)
      record(event.line)
      put(session)
    }
  }

  /// A note with the time of writing, for the report's timeline.
  func note(_ text: String) {
    let stamp = now().formatted(.iso8601)
    let step = session?.step?.id ?? ""
    apply(.note(step: step, text: "\(stamp) \(text)"))
  }

  func undo() {
    let words = Words(state.withLock { $0.language })
    later { [self] in
      guard var session = state.withLock({ $0.session }) else { return }
      if session.undo() {
        record(Journal.undo)
        put(session)
        tell(.message(words(.undone), isError: false))
      } else {
        tell(.message(words(.nothingToUndo), isError: false))
      }
    }
  }

  private func put(_ session: Session) {
    state.withLock { $0.session = session }
    show(session)
  }

  /// Writes a line into the journal, which begins with the first one.
  private func record(_ line: String) {
    let (journal, path, name, given, title) = state.withLock { state in
      (state.journal, state.path, state.playbook, state.given, state.session?.engine.playbook.title)
    }
    if let journal {
      journal.append(line)
    } else if let path, let name {
      let begun = Journal.begin(name, path, title: title ?? name, given: given, at: now())
      state.withLock { $0.journal = begun }
      begun?.append(line)
    }
  }

  /// Reads the snapshot again, or the playbook in another language; answers and notes stay.
  func reload(language: Language? = nil) {
    later { [self] in
      let (path, name, old) = state.withLock { state in
        if let language { state.language = language }
        return (state.path, state.playbook, state.session)
      }
      guard let path, let name, let old else { return }
      let words = Words(state.withLock { $0.language })
      do {
        let snapshot = language == nil ? try Snapshot.load(path) : old.engine.snapshot
        try start(name, snapshot, path, events: old.events)
        guard language == nil, let new = session else { return }
        let before = old.conclusion.judgements.mapValues(\.verdict)
        let changed = new.conclusion.judgements.filter { before[$0.key] != $0.value.verdict }.count
        tell(.message(words(.reloaded, "\(changed)"), isError: false))
      } catch let problem as SnapshotProblem {
        tell(.message(words(.cannotOpen, problem.text), isError: true))
      } catch {
        tell(.message(words(.cannotOpen, "\(error)"), isError: true))
      }
    }
  }

  /// Reads one file of the snapshot as it is; a compressed one is unpacked.
  func readFile(_ name: String) {
    later { [self] in
      guard let snapshot = session?.engine.snapshot,
        let file = snapshot.files.first(where: { $0.path == name }), let bytes = try? file.read()
      else {
        let words = Words(state.withLock { $0.language })
        tell(.message(words(.cannotRead, name), isError: true))
        return
      }
      let isPacked = bytes.starts(with: [0x1F, 0x8B])
      let plain = isPacked ? (try? FileTree.gunzip(bytes, file: name)) ?? bytes : bytes
      tell(.file(RawFile(path: name, bytes: plain)))
    }
  }

  /// The report of the present incident.
  func report(language: Language) -> String? {
    guard let session else { return nil }
    return Report.markdown(session, language: language)
  }
}

/// The Markdown report of a session.
enum Report {
  static func markdown(_ session: Session, language: Language) -> String {
    let words = Words(language)
    let incident = EffectsMaker.filled(IncidentMaker.incident(session), session, words)
    var hashes: [String: String] = [:]
    let cited = Set(
      (incident.hypotheses.flatMap(\.evidence) + incident.causes.flatMap(\.evidence)
        + incident.timeline.compactMap(\.citation)).map(\.file))
    for file in session.engine.snapshot.files where cited.contains(file.path) {
      if let bytes = try? file.read() { hashes[file.path] = SHA256.hex(bytes) }
    }
    let parts = Set(
      (incident.hypotheses.flatMap(\.evidence) + incident.causes.flatMap(\.evidence)).filter {
        isPart($0, session.engine.snapshot)
      })
    return Markdown.text(ReportPage.of(incident, words, hashes: hashes, parts: parts), words: words)
  }

  /// Whether a citation shows a part of a longer text, such as a statement of a policy.
  private static func isPart(_ citation: Citation, _ snapshot: Snapshot) -> Bool {
    guard let pointer = citation.pointer, let value = citation.value, value != Redaction.word,
      let document = snapshot.documents.first(where: {
        $0.file == citation.file && ($0.number ?? 1) == (citation.document ?? 1)
      }), let text = document.root.resolve(pointer)?.scalar
    else { return false }
    return text != value
  }

  /// A name for the report that no other file has: the playbook and the subject.
  static func fileName(_ incident: Incident) -> String {
    let subject = incident.subject.first.map { "-" + $0.value } ?? ""
    let name = "incident-" + incident.playbook + subject
    return String(name.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." ? $0 : "-" })
      + ".md"
  }
}
