/// Applies repairs to a snapshot and diagnoses what it would be afterwards.
package struct WhatIf: Sendable {
  /// One line of the table that shows what every repair and every decoy would do.
  package struct Row: Sendable {
    /// The cause or decoy whose repair it is.
    package var id: String
    package var isDecoy: Bool
    /// The number for `--fix ID/N`; nil for a decoy.
    package var number: Int?
    package var title: String
    package var opens: String
    /// Nil where the change cannot be shown on the snapshot; `why` says why.
    package var after: Conclusion?
    package var why: String

    /// Whether nothing is proved wrong any more.
    package var restores: Bool? { after.map { $0.causes.isEmpty } }
  }

  package let engine: Engine
  package let before: Conclusion

  package init(engine: Engine, before: Conclusion) {
    self.engine = engine
    self.before = before
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
  package func conclude(on changed: Snapshot) -> Conclusion {
    let present = RecordHistory.forgetting(changed)
    return Engine(playbook: engine.playbook, snapshot: present, subject: engine.subject).conclude()
  }

  /// The snapshot as it would be after one repair.
  package static func apply(_ fix: PreparedFix, to snapshot: Snapshot) throws(FixUnmodelled) -> Snapshot {
    guard let edits = fix.operation.edits else {
      throw FixUnmodelled("no document of a snapshot shows what `\(fix.operation.name)` does")
    }
    if let unknown = fix.unknown.first {
      throw FixUnmodelled("the value of \(unknown) is not known from the snapshot")
    }
    var changed = snapshot
    for values in fix.sets {
      let what = fix.operation.commands(values).joined(separator: "\n")
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
        throw FixUnmodelled(error.text)
      }
    }
    return snapshot.replacing(Array(files.values), applied: what)
  }

  /// Every repair of every cause, then every decoy's.
  package var table: [Row] {
    var rows: [Row] = []
    for cause in before.causes {
      for (index, fix) in cause.fixes.enumerated() {
        rows.append(row(cause.id, false, index + 1, [fix]))
      }
    }
    for decoy in engine.playbook.decoys {
      guard let template = decoy.fix, let judgement = before.judgements[decoy.id],
        judgement.verdict == .ruledOut
      else { continue }
      let fixes = decoyFixes(template, judgement)
      if !fixes.isEmpty { rows.append(row(decoy.id, true, nil, fixes)) }
    }
    return rows
  }

  /// What people would do for a decoy, with the evidence's values.
  package func decoyFixes(_ template: FixTemplate, _ judgement: Judgement) -> [PreparedFix] {
    let known = before.causes.flatMap { $0.judgement.finding.bindings }.first ?? [:]
    let bindings = judgement.finding.bindings.isEmpty ? [[:]] : judgement.finding.bindings
    let filled = bindings.map { binding in
      engine.subject.values.merging(known) { _, new in new }.merging(binding) { _, new in new }
    }
    return PreparedFix.prepare(template, filled)
  }

  private func row(_ id: String, _ isDecoy: Bool, _ number: Int?, _ fixes: [PreparedFix]) -> Row {
    var row = Row(
      id: id, isDecoy: isDecoy, number: number, title: fixes.first?.title ?? "",
      opens: fixes.first?.opens ?? "", after: nil, why: "")
    do {
      row.after = try conclude(after: fixes)
    } catch {
      row.why = error.what
    }
    return row
  }

  /// The first hop that still fails after a repair.
  package func firstFailing(_ conclusion: Conclusion) -> Playbook.Hop? {
    engine.playbook.hops.first { conclusion.hops[$0.id] == .confirmed }
  }

  /// The smallest set of repairs after which nothing is confirmed, in the order to make them; nil where none is known.
  package var smallestRepair: [(cause: String, fix: PreparedFix)]? {
    var chosen: [(cause: String, fix: PreparedFix)] = []
    for cause in before.causes {
      guard let ready = cause.fixes.first(where: { $0.applicability == .ready }) else { return nil }
      chosen.append((cause.id, ready))
    }
    guard !chosen.isEmpty, heals(chosen.map(\.fix)) else { return nil }
    for index in chosen.indices.reversed() where chosen.count > 1 {
      var fewer = chosen
      fewer.remove(at: index)
      if heals(fewer.map(\.fix)) { chosen = fewer }
    }
    return chosen
  }

  private func heals(_ fixes: [PreparedFix]) -> Bool {
    guard let after = try? conclude(after: fixes) else { return false }
    return after.causes.isEmpty
  }
}
