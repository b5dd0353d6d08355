import Sentences
import Commands
import Evidence
import Playbooks
import Services

/// Which of the account's objects is diagnosed, or what has to be said first.
package enum SubjectResolution: Sendable {
  case resolved(Subject)
  /// Several fit, and not exactly one of them shows the symptom.
  case choose(Playbook.Input, [Candidate])
  /// Nothing fits what was asked for; these are there.
  case nothing(Playbook.Input, Subject, [Candidate])
  /// There is nothing of the name that was asked for; the names that there are.
  case unknown(key: String, value: String, names: [String])
  /// The document that lists the candidates is missing.
  case missing(Playbook.Input, because: Sentence, needs: [Need])

  /// Completes what was given (`--set`) by the playbook's inputs, one after the other.
  package static func resolve(
    _ playbook: Playbook, _ analysis: Analysis, _ given: [String: String]
  ) -> SubjectResolution {
    var subject = Subject(analysis.snapshot.presets.merging(given) { _, asked in asked })
    let names = SubjectNames(analysis: analysis)
    for (key, value) in subject.values.sorted(by: { $0.key < $1.key }) {
      if let others = names.alternatives(key, value) {
        return .unknown(key: key, value: value, names: others)
      }
    }
    for input in playbook.inputs {
      guard let finder = CandidateCatalog.named(input.candidates) else { continue }
      switch finder.candidates(analysis, subject) {
      case .missing(let because, let needs):
        if input.optional { continue }
        return .missing(input, because: because, needs: needs)
      case .candidates(let found):
        let ill = found.filter(\.symptom)
        if let one = found.count == 1 ? found.first : ill.count == 1 ? ill.first : nil {
          subject.values.merge(one.values) { given, _ in given }
        } else if found.isEmpty {
          if input.optional, subject[input.id] == nil { continue }
          return .nothing(input, subject, others(finder, analysis, subject, input))
        } else if !input.optional {
          return .choose(input, found)
        }
      }
    }
    return .resolved(subject)
  }

  /// What could have been asked for instead.
  private static func others(
    _ finder: any CandidateFinder.Type, _ analysis: Analysis, _ subject: Subject, _ input: Playbook.Input
  ) -> [Candidate] {
    var open = subject
    open.values[input.id] = nil
    if case .candidates(let found) = finder.candidates(analysis, open), !found.isEmpty { return found }
    if case .candidates(let found) = finder.candidates(analysis, Subject()) { return found }
    return []
  }

  /// What stands on stderr when there is no subject; empty where there is one.
  package var complaint: String { complaint(Speech(.english)) }

  /// The same in a language.
  package func complaint(_ speech: Speech) -> String {
    func lines(_ lead: Sentence, _ rest: [String]) -> String {
      ([speech(lead)] + rest).joined(separator: "\n")
    }
    switch self {
    case .resolved: return ""
    case .missing(let input, let because, let needs):
      let calls = needs.map { "  \($0.command.text)" }
      return lines("cannot tell which \(input.id) is meant: \(because)", calls)
    case .unknown(let key, let value, let names):
      let choices = names.prefix(50).map { "  --set " + SubjectResolution.pair(key, $0) }
      return lines("the snapshot holds no \(key) \(value); there are:", choices)
    case .nothing(let input, let subject, let others):
      let given = subject.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      if given.isEmpty { return speech("the snapshot holds no \(input.id) to diagnose") }
      let asked = given.joined(separator: ", ")
      if others.isEmpty { return speech("the snapshot holds no \(input.id) that fits \(asked)") }
      return lines(
        "the snapshot holds no \(input.id) that fits \(asked); there are:",
        others.map { Self.line($0, input, speech) })
    case .choose(let input, let candidates):
      let symptoms = candidates.filter(\.symptom).count
      let choices = candidates.map { Self.line($0, input, speech) }
      return lines(
        symptoms == 0
          ? "\(candidates.count) fit as \(input.id) and none of them shows the symptom; say which one is meant:"
          : "\(candidates.count) fit as \(input.id) and \(symptoms) of them show the symptom; say which one is meant:",
        choices)
    }
  }

  /// The argument of `--set` as it is typed.
  private static func pair(_ key: String, _ value: String) -> String {
    ("\(CommandWord.value(key, "key"))=\(CommandWord.value(value, key))" as CommandWord).text
  }

  private static func line(_ candidate: Candidate, _ input: Playbook.Input, _ speech: Speech) -> String {
    let values = candidate.values.isEmpty ? [input.id: candidate.label] : candidate.values
    let words = values.sorted { $0.key < $1.key }
      .map { "--set " + pair($0.key, $0.value) }.joined(separator: " ")
    return "  \(words)" + (candidate.detail.isEmpty ? "" : "   " + speech(candidate.detail))
      + (candidate.symptom ? "   " + speech("shows the symptom") : "")
  }
}
