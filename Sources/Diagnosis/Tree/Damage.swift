import Sentences
import Evidence
import Files
import Playbooks
import Records
import Services

/// All of a snapshot that could not be read: files, values, lines of logs, code.
///
/// What is lost counts as missing (`contract.md` 2), and nothing is lost in silence: every command and screen that
/// judges a snapshot shows this list.
package struct Damage: Sendable {
  /// Where what stands that could not be read, files first, then logs, then Terraform.
  package let problems: [SnapshotProblem]

  /// How many lines of one log are named; the rest is counted.
  static let linesPerLog = 3

  /// All that is lost; `window` is the logs' under question, nil leaves the logs alone where nobody reads them.
  package static func of(_ analysis: Analysis, window: LogWindow? = .all) -> Damage {
    let snapshot = analysis.snapshot
    let facts = window.map { analysis.logs($0) }
    let found =
      snapshot.problems + (facts.map { logs($0) + packed(snapshot, $0) } ?? [])
      + analysis.terraform.problems
    var seen: Set<SnapshotProblem> = []
    let once = found.filter { seen.insert($0).inserted }
    return Damage(
      problems: once.map {
        SnapshotProblem(
          file: $0.file, line: $0.line, column: $0.column, what: $0.what.mapped { Redaction.text(plain($0)) })
      })
  }

  /// What a diagnosis of a playbook may have missed.
  package static func of(_ analysis: Analysis, _ playbook: Playbook, _ subject: Subject) -> Damage {
    let readsLogs = playbook.documentKinds.contains(where: \.isLog)
    return of(analysis, window: readsLogs ? LogWindow(subject) : nil)
  }

  /// A text without control characters: what is told of a file may quote it.
  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
  }

  /// `file:line:column: what`, the first `limit` of them and how many more there are.
  package func lines(_ limit: Int) -> [Sentence] {
    let shown = problems.prefix(limit).map(\.sentence)
    let more = problems.count - shown.count
    return more > 0 ? shown + ["\(more) more that cannot be read; `culprit snapshot DIR` names all"] : shown
  }

  private static func logs(_ facts: LogFacts) -> [SnapshotProblem] {
    facts.files.flatMap { file -> [SnapshotProblem] in
      var found: [SnapshotProblem] = []
      if let problem = file.problem {
        found.append(
          SnapshotProblem(
            file: file.path, line: file.lines + 1, column: 1,
            what: "\(problem); what follows line \(file.lines) counts as missing: fetch the log again"))
      }
      let lines = facts.unparsed.filter { $0.file == file.path }.sorted { $0.line < $1.line }
      found += lines.prefix(linesPerLog).map {
        SnapshotProblem(
          file: $0.file, line: $0.line, column: 1,
          what: $0.isLoss ? "\($0.reason); the line is not counted" : $0.reason)
      }
      let more = file.unparsed - lines.prefix(linesPerLog).count(where: \.isLoss)
      if more > 0 {
        found.append(
          SnapshotProblem(
            file: file.path,
            what: "\(more) more of \(file.lines) lines cannot be read; what this log lacks proves nothing"))
      }
      if !file.kind.isRead {
        found.append(SnapshotProblem(file: file.path, what: "a \(file.kind.words) is not read"))
      }
      return found
    }
  }

  /// Packed files, and files named like a log, whose first lines are none of a log that is known.
  private static func packed(_ snapshot: Snapshot, _ facts: LogFacts) -> [SnapshotProblem] {
    let known = Set(facts.files.map(\.path))
    return snapshot.texts.filter { text in
      let name = text.file.path.lowercased()
      let isNamedSo = text.kind == .other && (name.hasSuffix(".gz") || name.hasSuffix(".log"))
      let isLog = text.kind == .cloudFrontLog || text.kind == .loadBalancerLog
      return (isNamedSo || isLog) && !known.contains(text.file.path)
    }.map { text in
      SnapshotProblem(
        file: text.file.path, line: 1, column: 1,
        what: "named like a log, and its first lines are of none that is known; it is not read")
    }
  }
}
