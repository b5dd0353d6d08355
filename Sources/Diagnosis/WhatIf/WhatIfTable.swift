import Sentences
import Evidence
import Playbooks

extension WhatIf {
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
    /// Ids of the causes that only new records can show to be gone.
    package var pending: [String] = []
    package var why: Sentence
    /// What the model took for values that only the operator knows.
    package var standIns: [StandIn] = []
    /// Whether the decoy is advice to look elsewhere, and no change.
    package var changesNothing = false
    /// Whether the command without what the decoy wants of it restores the path as well: a new deployment, say.
    package var isByTheWay = false

    /// Whether nothing is proved wrong any more; nil where the snapshot cannot tell.
    package var restores: Bool? {
      guard let after else { return nil }
      if !after.causes.isEmpty { return false }
      return pending.isEmpty ? true : nil
    }
  }

  /// Every repair of every cause, then every decoy's; empty where nothing was found.
  package var table: [Row] { table { _, _ in true } ?? [] }

  /// The same table; `goesOn` hears before each row how many of how many are done, and nil comes of its false.
  package func table(_ goesOn: (Int, Int) -> Bool) -> [Row]? {
    guard !before.causes.isEmpty else { return [] }
    let decoys = engine.playbook.decoys.filter { before.judgements[$0.id]?.verdict == .ruledOut }
    let total = before.causes.reduce(decoys.count) { $0 + $1.fixes.count }
    var rows: [Row] = []
    for cause in before.causes {
      for (index, fix) in cause.fixes.enumerated() {
        guard goesOn(rows.count, total) else { return nil }
        rows.append(row(cause.id, index + 1, fix))
      }
    }
    for decoy in decoys {
      guard goesOn(rows.count, total), let judgement = before.judgements[decoy.id] else { return nil }
      rows.append(row(decoy, judgement))
    }
    return rows
  }

  /// What people would do for a decoy, with the evidence's values; nil where it is advice without a change.
  package func decoyFix(_ decoy: Playbook.Decoy) -> PreparedFix? {
    guard let template = decoy.fix, let judgement = before.judgements[decoy.id] else { return nil }
    let own = judgement.finding.bindings.isEmpty ? [[:]] : judgement.finding.bindings
    let values = own.map { known.merging($0) { _, own in own } }
    return PreparedFix.prepare(template, values, language: engine.playbook.language).first
  }

  /// What a decoy tells people to do, in words.
  package func advice(_ decoy: Playbook.Decoy) -> String {
    let own = before.judgements[decoy.id]?.finding.bindings.first ?? [:]
    let text = Interpolation.text(
      decoy.peopleTry, known.merging(own) { _, own in own }, language: engine.playbook.language)
    return text.split(separator: "\n").joined(separator: " ")
  }

  /// The values that any finding bound, those of the causes first.
  private var known: [String: String] {
    var values = engine.subject.values
    let ids = before.causes.map(\.id) + engine.playbook.ordered.map(\.id)
    for judgement in ids.compactMap({ before.judgements[$0] }) {
      values.merge(judgement.finding.bindings.first ?? [:]) { first, _ in first }
    }
    let standing = engine.playbook.way?.values(engine.analysis, engine.subject) ?? [:]
    return values.merging(standing) { first, _ in first }
  }

  private func row(_ id: String, _ number: Int, _ fix: PreparedFix) -> Row {
    let row = Row(
      id: id, isDecoy: false, number: number, title: fix.title, opens: fix.opens, after: nil, why: "")
    return tried(row, fix)
  }

  /// A refuted decoy without a change that a snapshot shows leaves everything as it is.
  private func row(_ decoy: Playbook.Decoy, _ judgement: Judgement) -> Row {
    var row = Row(
      id: decoy.id, isDecoy: true, number: nil, title: advice(decoy), opens: "", after: before, why: "")
    guard let fix = decoyFix(decoy) else {
      row.changesNothing = true
      return row
    }
    row.title = fix.title
    row.opens = fix.opens
    row = tried(row, fix)
    if row.restores == true, let plain = fix.withoutWishes, let after = try? conclude(after: [plain]) {
      row.isByTheWay = after.causes.isEmpty && pending(after).isEmpty
    }
    return row
  }

  /// The row with what the diagnosis would be afterwards.
  private func tried(_ row: Row, _ fix: PreparedFix) -> Row {
    var row = row
    do {
      let trial = try attempt([WhatIfChange(id: row.id, title: row.title, fix: fix)])
      row.after = trial.conclusion
      row.standIns = fix.standIns(on: engine.snapshot)
      row.pending = pending(trial.conclusion).map(\.id)
      row.why = trial.notModelled.first?.why ?? ""
      if !row.pending.isEmpty {
        row.why = "only new records can show it: \(row.pending.joined(separator: ", "))"
      }
    } catch {
      row.why = error.what
    }
    return row
  }
}
