import Sentences
import Diagnosis
import Evidence
import Files
import Playbooks
import Foundation
import Screens

/// What the operator does to an investigation; every line is on disk before the next screen.
extension Investigation {
  /// Applies what the operator did; it is on disk when this returns.
  func apply(_ event: SessionEvent) {
    let session = state.withLock { state in
      state.session?.apply(event)
      return state.session
    }
    guard let session else { return }
    record(Journal.stamped(event.line, now()), session)
    showPresent()
  }

  /// A note with the time of writing, for the report's timeline.
  func note(_ text: String) {
    apply(.note(step: session?.step?.id ?? "", text: text, at: now().formatted(.iso8601)))
  }

  /// Leaves a step unlooked at, from now on.
  func skip(_ step: String, reason: String) {
    apply(.skip(step: step, reason: reason, at: now().formatted(.iso8601)))
  }

  /// Deletes a session and offers again what is left.
  func discard(_ item: StartItem, snapshot: String?) {
    let words = words
    guard let id = item.path, Journal.discard(id) else {
      return tell(.message(words(.notDiscarded, item.title), isError: true))
    }
    tell(.message(words(.discarded), isError: false))
    offer(snapshot: snapshot)
  }

  /// Takes the last thing back that the operator did; that is on disk when this returns.
  func undo() {
    let session = state.withLock { state in
      let isTakenBack = state.session?.undo() ?? false
      return isTakenBack ? state.session : nil
    }
    guard let session else { return tell(.message(words(.nothingToUndo), isError: false)) }
    record(Journal.undo, session)
    showPresent()
    tell(.message(words(.undone), isError: false))
  }

  /// Judges and shows what the session has become, after all that was asked before.
  private func showPresent() {
    later { [self] in if let session { show(session) } }
  }

  /// Writes a line into the journal, which begins with the first one.
  private func record(_ line: String, _ session: Session) {
    let (journal, path, name, given) = state.withLock { ($0.journal, $0.path, $0.playbook, $0.given) }
    if let journal {
      if !journal.append(line) { tell(.message(words(.notSaved), isError: false)) }
    } else if let path, let name {
      let title = session.engine.playbook.title
      guard let begun = Journal.begin(name, path, title: title, given: given, at: now()) else {
        return tell(.message(words(.notSaved), isError: false))
      }
      state.withLock { $0.journal = begun }
      if !begun.append(line) { tell(.message(words(.notSaved), isError: false)) }
      later { begun.append(Journal.verdicts(session)) }
    }
  }

  /// Reads the snapshot again, and says what is better or worse; answers and notes stay.
  func reload() {
    again { [self] path, name, old, meter in
      let before = old.engine.conclude().judgements.mapValues(\.verdict)
      let new = try session(
        name, Analysis(try load(path, meter)), state.withLock { $0.given }, meter, events: old.events)
      let changes = ChangesMaker.changes(since: before, new)
      let present = take(new)
      if !changes.isEmpty { state.withLock { $0.journal }?.append(Journal.verdicts(new)) }
      show(present, changed: changes.isEmpty ? nil : changes)
      let count = { (change: Comparison.Change) in "\(changes.filter { $0.change == change }.count)" }
      let words = words
      let said =
        changes.isEmpty
        ? words(.reloadedSame)
        : words(.reloaded, count(.better), count(.worse), count(.lostSight), count(.other))
      tell(.message(said, isError: false))
    }
  }

  /// Says everything in another language from now on.
  func speak(_ language: Language) {
    state.withLock { $0.language = language }
    again { [self] _, name, old, meter in
      let new = try session(
        name, old.engine.analysis, state.withLock { $0.given }, meter, events: old.events)
      let present = take(new)
      show(present)
    }
  }

  /// Makes a newly read session the present one, with what was done while it was read.
  private func take(_ new: Session) -> Session {
    state.withLock { state in
      let events = state.session?.events ?? new.events
      let present = events == new.events ? new : Session(engine: new.engine, events: events)
      state.session = present
      state.effects = nil
      return present
    }
  }

  private func again(
    _ work: @escaping @Sendable (String, String, Session, WorkMeter) throws -> Void
  ) {
    let meter = newMeter()
    later { [self] in
      let (path, name, old) = state.withLock { ($0.path, $0.playbook, $0.session) }
      guard let path, let name, let old else { return }
      do {
        try work(path, name, old, meter)
      } catch is Stopped {
        return
      } catch let problem as SnapshotProblem {
        tell(.message(words(.cannotOpen, words.speech(problem.sentence)), isError: true))
      } catch {
        tell(.message(words(.cannotOpen, "\(error)"), isError: true))
      }
    }
  }
}
