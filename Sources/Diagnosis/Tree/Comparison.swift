import Sentences
import Commands
import Evidence
import Playbooks
import Output

/// Two diagnoses of one playbook: which verdicts differ, and the values behind them.
///
/// Hypotheses are the roles by which things are matched, so two environments compare although no id is the same.
package struct Comparison: Sendable {
  /// How a verdict changed.
  package enum Change: String, Sendable {
    case worse, better, other
    /// The baseline knew, and now nothing does: never an improvement.
    case lostSight = "lost sight"

    var words: Sentence {
      switch self {
      case .worse: "worse"
      case .better: "better"
      case .other: "other"
      case .lostSight: "lost sight"
      }
    }
  }

  /// One verdict that differs.
  package struct Difference: Sendable {
    package var id: String
    package var change: Change
    package var baseline: Judgement
    package var present: Judgement
  }

  package var differences: [Difference]

  /// Compares what the two diagnoses report; ids that one of them leaves out beside a more specific one do not count.
  package init(baseline: Conclusion, present: Conclusion, playbook: Playbook) {
    let silent = baseline.unlisted.union(present.unlisted)
    let compared = playbook.ordered.filter { $0.kind == .cause && !silent.contains($0.id) }
    let found = compared.map(\.id).compactMap { id -> Difference? in
      guard let old = baseline.judgements[id], let new = present.judgements[id], old.verdict != new.verdict
      else { return nil }
      return Difference(
        id: id, change: Comparison.change(old.verdict, new.verdict), baseline: old, present: new)
    }
    // What got worse comes first, then what can no longer be told.
    differences = [Change.worse, .lostSight, .better, .other].flatMap { change in
      found.filter { $0.change == change }
    }
  }

  /// How one verdict changed into another.
  package static func change(_ old: Verdict, _ new: Verdict) -> Change {
    if new == .undetermined { return .lostSight }
    if new == .confirmed { return .worse }
    return old == .confirmed ? .better : .other
  }

  /// 0 same, 1 differs, 3 something became undetermined.
  package var exitStatus: Int32 {
    if differences.contains(where: { $0.change == .lostSight }) { return 3 }
    return differences.isEmpty ? 0 : 1
  }

  /// The comparison in plain English lines.
  package var text: String { text(in: .english) }

  /// The comparison in plain lines of a language.
  package func text(in language: Language) -> String {
    let speech = Speech(language)
    if differences.isEmpty { return speech("no verdict differs") + "\n" }
    var lines: [String] = []
    for difference in differences {
      let (old, new) = (difference.baseline.verdict, difference.present.verdict)
      let words = "\(speech(Wording.verdict(old))) -> \(speech(Wording.verdict(new)))"
      lines.append("\(difference.id): \(words) (\(speech(difference.change.words)))")
      let sides: [(name: Sentence, judgement: Judgement)] = [
        ("baseline", speech(difference.baseline)), ("snapshot", speech(difference.present)),
      ]
      for (name, judgement) in sides {
        lines.append(VisibleText.line("  \(speech(name)): \(judgement.finding.because)"))
        lines += judgement.finding.evidence.prefix(4).map { "    \(DiagnosisText.line($0))" }
        lines += judgement.finding.needs.prefix(4).map {
          "    \(speech("needs")) \($0.file): \($0.command.text)"
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The comparison for machines.
  package func json(_ playbook: String) -> JSONValue {
    func side(_ judgement: Judgement) -> JSONValue {
      .object([
        .init("verdict", .string(judgement.verdict.rawValue)),
        .init("because", .string(judgement.finding.because.english)),
        .init("evidence", DiagnosisJSON.evidence(judgement.finding.evidence)),
      ])
    }
    let rows = differences.map { difference -> JSONValue in
      .object([
        .init("id", .string(difference.id)), .init("change", .string(difference.change.rawValue)),
        .init("baseline", side(difference.baseline)), .init("snapshot", side(difference.present)),
      ])
    }
    return .object([
      .init("schema", .string("culprit.comparison/1")), .init("playbook", .string(playbook)),
      .init("differences", .array(rows)),
    ])
  }
}
