import Sentences
import Diagnosis
import Evidence
import Files
import Playbooks
import Foundation
import Screens
import Synchronization

/// What is diagnosed, off the main thread: reads snapshots, runs the engine, keeps the journal.
///
/// Work goes one piece after the other; what comes of it waits as events until the screen fetches them. What
/// repairs would do is tried beside that, so that no key waits for it.
final class Investigation: Sendable {
  /// What is open.
  struct State {
    var path: String?
    var playbook: String?
    var session: Session?
    var events: [Event] = []
    var language: Language
    var journal: Journal?
    var given: [String: String]
    /// The reading that is under way.
    var meter: WorkMeter?
    /// Counts the sessions shown; what was tried for an older one is thrown away.
    var turn = 0
    /// What the repairs were found to do, and under which decisions of the operator.
    var effects: (decisions: [String: Override], rows: [WhatIf.Row])?
  }

  let library: PlaybookLibrary
  let state: Mutex<State>
  /// What every session is held against.
  let baseline: BaselineChoice?
  private let queue = DispatchQueue(label: "investigation")
  private let trials = DispatchQueue(label: "trials")
  private let wake: @Sendable () -> Void
  let now: @Sendable () -> Date

  init(
    library: PlaybookLibrary, given: [String: String], language: Language, baseline: BaselineChoice? = nil,
    now: @escaping @Sendable () -> Date, wake: @escaping @Sendable () -> Void
  ) {
    self.library = library
    self.baseline = baseline
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

  var words: Words { Words(state.withLock { $0.language }) }

  func tell(_ events: Event...) {
    state.withLock { $0.events += events }
    wake()
  }

  /// Runs work after all that was asked before.
  func later(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }

  /// Waits until all that was asked is done.
  func finish() {
    queue.sync {}
    trials.sync {}
  }

  /// Ends what can be ended and waits for what has to reach the disk.
  func close() {
    cancel()
    state.withLock { $0.turn += 1 }
    queue.sync {}
  }

  /// Stops the reading that is under way; nothing more is heard of it.
  func cancel() {
    let meter = state.withLock { state in
      state.events.removeAll { event in
        switch event {
        case .incident, .progress: true
        default: false
        }
      }
      return state.meter
    }
    meter?.stop()
  }

  /// Offers what the start screen lists.
  func offer(snapshot: String?) {
    let (library, language) = (library, state.withLock { $0.language })
    DispatchQueue.global().async { [self] in
      tell(.items(StartItems.all(library, snapshot: snapshot, language: language)))
    }
  }

  /// A meter whose progress the screen shows.
  func newMeter() -> WorkMeter {
    let teller = ProgressTeller { [weak self] in self?.tell(.progress($0)) }
    let meter = WorkMeter { teller.hear($0, $1, $2) }
    state.withLock { $0.meter = meter }
    return meter
  }

  /// Shows a session at once, and again when it is known what each repair would do.
  func show(_ session: Session, changed: [Incident.Change]? = nil) {
    let made = IncidentMaker.incident(session)
    let decisions = session.decisions
    let (turn, rows) = state.withLock { state in
      state.turn += 1
      return (state.turn, state.effects?.decisions == decisions ? state.effects?.rows : nil)
    }
    tell(.incident(rows.map { EffectsMaker.filled(made, $0, session, words) } ?? made))
    if let changed { tell(.changed(changed)) }
    if rows == nil, !made.causes.isEmpty { trials.async { [self] in tryRepairs(session, made, turn) } }
  }

  private func tryRepairs(_ session: Session, _ incident: Incident, _ turn: Int) {
    let teller = ProgressTeller { [self] progress in
      // A session that is shown no more has nothing to say.
      state.withLock { if $0.turn == turn { $0.events.append(.progress(progress)) } }
      wake()
    }
    let rows = EffectsMaker.rows(session) { done, total in
      teller.hear(.repairs, done, total)
      return state.withLock { $0.turn == turn }
    }
    guard let rows else { return }
    let filled = EffectsMaker.filled(incident, rows, session, words)
    state.withLock { state in
      guard state.turn == turn else { return }
      state.effects = (session.decisions, rows)
      state.events.append(.incident(filled))
    }
    wake()
  }

  /// Writes the report of the present incident beside the operator's shell.
  func export() {
    later { [self] in
      let words = words
      guard let session else { return tell(.message(words(.nothingToCopy), isError: true)) }
      let decisions = session.decisions
      let known = state.withLock { $0.effects?.decisions == decisions ? $0.effects?.rows : nil }
      let said = Report.export(session, language: words.language, effects: known)
      tell(.message(said.message, isError: said.isError))
    }
  }

  /// Reads one file of the snapshot as it is; a compressed one is unpacked.
  func readFile(_ name: String) {
    later { [self] in
      guard let snapshot = session?.engine.snapshot,
        let file = snapshot.files.first(where: { $0.path == name }), let bytes = try? file.read()
      else {
        tell(.message(words(.cannotRead, name), isError: true))
        return
      }
      let isPacked = bytes.starts(with: [0x1F, 0x8B])
      let plain = isPacked ? (try? FileTree.gunzip(bytes, file: name)) ?? bytes : bytes
      tell(.file(RawFile(path: name, bytes: plain)))
    }
  }
}
