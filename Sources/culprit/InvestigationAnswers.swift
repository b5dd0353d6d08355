import Diagnosis
import Foundation
import Screens

/// What the operator does to an investigation; every line is on disk before the next screen.
extension Investigation {
  /// Applies what the operator did.
  func apply(_ event: SessionEvent) {
    later { [self] in
      guard var session else { return }
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
    let words = words
    later { [self] in
      guard var session else { return }
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
    let (journal, path, name, given, session) = state.withLock { state in
      (state.journal, state.path, state.playbook, state.given, state.session)
    }
    if let journal {
      journal.append(line)
    } else if let path, let name, let session {
      let begun = Journal.begin(
        name, path, title: session.engine.playbook.title, given: given, at: now())
      state.withLock { $0.journal = begun }
      begun?.append(Journal.verdicts(session))
      begun?.append(line)
    }
  }

  /// Reads the snapshot again, and says what is better or worse; answers and notes stay.
  func reload() {
    again { [self] path, name, old, meter in
      let before = old.engine.conclude().judgements.mapValues(\.verdict)
      let new = try session(
        name, try load(path, meter), state.withLock { $0.given }, meter, events: old.events)
      let changes = ChangesMaker.changes(since: before, new)
      state.withLock { state in
        state.session = new
        state.effects = nil
      }
      if !changes.isEmpty { state.withLock { $0.journal }?.append(Journal.verdicts(new)) }
      show(new, changed: changes.isEmpty ? nil : changes)
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
        name, old.engine.snapshot, state.withLock { $0.given }, meter, events: old.events)
      state.withLock { state in
        state.session = new
        state.effects = nil
      }
      show(new)
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
        tell(.message(words(.cannotOpen, problem.text), isError: true))
      } catch {
        tell(.message(words(.cannotOpen, "\(error)"), isError: true))
      }
    }
  }
}
