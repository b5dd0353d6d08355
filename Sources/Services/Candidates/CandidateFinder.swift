import Sentences
import Evidence

/// Finds the objects of a snapshot that may be the subject of an investigation.
///
/// A finder respects what the subject holds already (`--set`): it lists only what fits.
package protocol CandidateFinder: Sendable {
  /// The name playbooks use, kebab-case.
  static var name: String { get }
  /// One sentence for `culprit checks`.
  static var summary: Sentence { get }

  /// The objects that fit the subject so far.
  static func candidates(_ analysis: Analysis, _ subject: Subject) -> CandidateOutcome
}

/// What a finder found.
package enum CandidateOutcome: Sendable {
  /// All candidates that fit; empty means that the snapshot holds none.
  case candidates([Candidate])
  /// The document that lists them is missing, denied or cannot be read.
  case missing(because: Sentence, needs: [Need])
}

/// One object that may be the subject.
package struct Candidate: Sendable, Hashable {
  /// The keys of the subject that choosing it sets.
  package var values: [String: String]
  /// What stands in the list.
  package var label: String
  /// What tells it from the others.
  package var detail: Sentence
  /// Whether the incident's symptom shows on it.
  package var symptom: Bool

  package init(values: [String: String], label: String, detail: Sentence = "", symptom: Bool = false) {
    self.values = values
    self.label = label
    self.detail = detail
    self.symptom = symptom
  }
}
