/// Which of the account's objects is diagnosed, or what has to be said first.
package enum SubjectResolution: Sendable {
  case resolved(Subject)
  /// Several fit, and not exactly one of them shows the symptom.
  case choose(Playbook.Input, [Candidate])
  /// Nothing fits what was asked for.
  case nothing(Playbook.Input, Subject)
  /// The document that lists the candidates is missing.
  case missing(Playbook.Input, because: String, needs: [Need])

  /// Keys that a subject may hold.
  package static let keys: [String] = [
    "load-balancer", "target-group", "distribution", "url", "cluster", "service", "task", "container",
    "since", "until",
  ]

  /// Completes what was given (`--set`) by the playbook's inputs, one after the other.
  package static func resolve(
    _ playbook: Playbook, _ snapshot: Snapshot, _ given: [String: String]
  ) -> SubjectResolution {
    var subject = Subject(snapshot.presets.merging(given) { _, asked in asked })
    for input in playbook.inputs {
      guard let finder = CandidateCatalog.named(input.candidates) else { continue }
      switch finder.candidates(snapshot, subject) {
      case .missing(let because, let needs):
        if input.optional { continue }
        return .missing(input, because: because, needs: needs)
      case .candidates(let found):
        let ill = found.filter(\.symptom)
        if let one = found.count == 1 ? found.first : ill.count == 1 ? ill.first : nil {
          subject.values.merge(one.values) { given, _ in given }
        } else if found.isEmpty {
          if input.optional, subject[input.id] == nil { continue }
          return .nothing(input, subject)
        } else if !input.optional {
          return .choose(input, found)
        }
      }
    }
    return .resolved(subject)
  }

  /// What stands on stderr when there is no subject; empty where there is one.
  package var complaint: String {
    switch self {
    case .resolved: return ""
    case .missing(let input, let because, let needs):
      let calls = needs.map { "  \($0.command)" }
      return (["cannot tell which \(input.id) is meant: \(because)"] + calls).joined(separator: "\n")
    case .nothing(let input, let subject):
      let given = subject.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      if given.isEmpty { return "the snapshot holds no \(input.id) to diagnose" }
      return "the snapshot holds no \(input.id) that fits \(given.joined(separator: ", "))"
    case .choose(let input, let candidates):
      let lines = candidates.map { candidate in
        let words = candidate.values.sorted { $0.key < $1.key }
          .map { "--set " + Shell.quote("\($0.key)=\($0.value)") }.joined(separator: " ")
        return "  \(words)" + (candidate.detail.isEmpty ? "" : "   \(candidate.detail)")
          + (candidate.symptom ? "   shows the symptom" : "")
      }
      let symptoms = candidates.filter(\.symptom).count
      let reason = symptoms == 0 ? "none of them shows the symptom" : "\(symptoms) of them show the symptom"
      return
        (["\(candidates.count) fit as \(input.id) and \(reason); say which one is meant:"] + lines)
        .joined(separator: "\n")
    }
  }
}
