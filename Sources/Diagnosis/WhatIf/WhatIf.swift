import Sentences
import Commands
import Evidence
import Files
import Playbooks

/// Applies repairs to a snapshot and diagnoses what it would be afterwards.
package struct WhatIf: Sendable {
  package let engine: Engine
  package let before: Conclusion
  /// The diagnosis without the records, before any change; nil where nothing was found.
  private let withoutRecords: Conclusion?

  package init(engine: Engine, before: Conclusion) {
    self.engine = engine
    self.before = before
    if before.causes.isEmpty {
      withoutRecords = nil
    } else {
      let present = Analysis(RecordHistory.forgetting(engine.snapshot))
      withoutRecords =
        Engine(playbook: engine.playbook, analysis: present, subject: engine.subject).conclude()
    }
  }

  /// The diagnosis after some repairs, in their order.
  ///
  /// - Throws: ``FixUnmodelled`` where a repair changes nothing that a snapshot shows.
  package func conclude(after fixes: [PreparedFix]) throws(FixUnmodelled) -> Conclusion {
    var snapshot = engine.snapshot
    for fix in fixes { snapshot = try WhatIf.apply(fix, to: snapshot) }
    return conclude(on: snapshot)
  }

  /// The diagnosis of the same subject on a changed snapshot; what was recorded before the change is history.
  ///
  /// A cause that only records proved, and that the change does not refute, is open afterwards: it needs new records.
  package func conclude(on changed: Snapshot) -> Conclusion {
    let present = Analysis(RecordHistory.forgetting(changed))
    var after = Engine(playbook: engine.playbook, analysis: present, subject: engine.subject).conclude()
    for cause in pending(after) { reopen(cause, &after) }
    return OriginalPlaces(snapshot: engine.snapshot).restored(after)
  }

  /// Whether nothing but records proved a cause, so that no change to what is configured shows its end.
  package func isProvedByRecords(_ id: String) -> Bool {
    withoutRecords.map { $0.judgements[id]?.verdict != .confirmed } ?? false
  }

  /// The causes that a diagnosis after a change neither proves nor refutes, because their records are history.
  package func pending(_ after: Conclusion) -> [Conclusion.Cause] {
    before.causes.filter { cause in
      guard isProvedByRecords(cause.id), let now = after.judgements[cause.id]?.verdict, now != .confirmed
      else { return false }
      let refuted = now == .ruledOut || now == .notApplicable
      return !refuted || now == withoutRecords?.judgements[cause.id]?.verdict
    }
  }

  private func reopen(_ cause: Conclusion.Cause, _ after: inout Conclusion) {
    guard let index = after.entries.firstIndex(where: { $0.id == cause.id }), after.entries[index].isListed
    else { return }
    let known = after.entries.remove(at: index)
    var needs = RecordHistory.needs(cause.evidence, engine.snapshot)
    if needs.isEmpty { needs = known.needs }
    let open = Conclusion.Entry(
      id: cause.id, verdict: .undetermined,
      because: "needs new records: what proved it was recorded before the change", evidence: [],
      needs: needs, live: known.live)
    after.entries.insert(open, at: 0)
    after.judgements[cause.id]?.verdict = .undetermined
    if after.causes.isEmpty { after.outcome = .undetermined }
  }

  /// The snapshot as it would be after one repair; a value of the operator's is any that is admissible.
  package static func apply(_ fix: PreparedFix, to snapshot: Snapshot) throws(FixUnmodelled) -> Snapshot {
    guard let edits = fix.operation.edits else {
      throw FixUnmodelled("no document of a snapshot shows what `\(fix.operation.name)` does")
    }
    let (sets, standIns) = try fix.filled(on: snapshot)
    var changed = snapshot
    for standIn in standIns where !standIn.edits.isEmpty {
      changed = try apply(standIn.edits, to: changed, what: "\(standIn.name) is \(standIn.says)")
    }
    for values in sets {
      let what = fix.operation.commands(values).text
      changed = try apply(try edits(values, changed), to: changed, what: what)
    }
    return changed
  }

  /// The snapshot with some edits.
  package static func apply(
    _ edits: [DocumentEdit], to snapshot: Snapshot, what: String
  ) throws(FixUnmodelled) -> Snapshot {
    var files: [String: SnapshotFile] = [:]
    for edit in edits {
      if let created = edit.created {
        files[edit.file] = SnapshotFile(path: edit.file, bytes: Array((created.text() + "\n").utf8))
        continue
      }
      let present = files[edit.file] ?? snapshot.files.first { $0.path == edit.file }
      guard let present else { throw FixUnmodelled("the snapshot has no file \(edit.file)") }
      let prefix = edit.document.map { "/@\($0)" } ?? ""
      let patches = edit.patches.map { patch in
        JSONPatch(patch.operation, prefix + patch.path, value: patch.value, from: patch.from)
      }
      do {
        files[edit.file] = try present.patched(with: patches, shownIn: edit.file)
      } catch {
        throw FixUnmodelled(error.what)
      }
    }
    return snapshot.replacing(Array(files.values), applied: what)
  }

  /// The first hop that still fails after a repair.
  package func firstFailing(_ conclusion: Conclusion) -> Playbook.Hop? {
    engine.playbook.hops.first { conclusion.hops[$0.id] == .confirmed }
  }
}
