import Sentences
import Evidence
import Services

/// One kind of incident, as data: what may be wrong, in which order to ask, what proves it and what mends it.
package struct Playbook: Sendable {
  package var id: String
  package var title: String
  /// What the operator sees.
  package var symptom: String
  /// What that means, for who sees it for the first time.
  package var meaning: String
  package var impact: String
  package var inputs: [Input]
  /// Kinds of the documents without which nothing can be said (contract: required documents).
  package var required: [DocumentKind]
  /// Kinds that a capture should hold although no check reads them.
  package var collect: [DocumentKind]
  /// Whether the symptom shows on the subject.
  package var symptomTest: Expression?
  /// Whether this playbook fits a snapshot; the symptom's test where nothing is written.
  package var fits: Expression?
  package var hops: [Hop]
  package var steps: [Step]
  package var hypotheses: [Hypothesis]
  package var decoys: [Decoy]
  /// Other playbooks to go on with, where what they are for is seen on the way.
  package var handovers: [Handover] = []
  /// Whose path its subject stands on; nil where nothing but the findings' own values fills its decoys' fixes.
  package var way: SubjectWay?
  /// `${names}` in its texts that nothing fills, at their places; empty for a translation.
  package var unfilled: [PlaybookProblem] = []
  /// The language of its texts, and of what is told of its findings.
  package var language = Language.english

  /// A value that says which of the account's objects is meant, and how to find it.
  package struct Input: Sendable {
    package var id: String
    package var ask: String
    /// Name of the ``CandidateFinder``.
    package var candidates: String
    package var optional: Bool
    /// Kinds of the documents that list the candidates.
    package var documents: [DocumentKind]
  }

  /// One station of the path that the header draws.
  package struct Hop: Sendable {
    package var id: String
    package var title: String
    package var teach: String
  }

  /// One decoy: the fix people reach for, and why it does not help.
  package struct Decoy: Sendable {
    package var id: String
    package var hop: String?
    package var peopleTry: String
    package var looksRight: String
    /// Whether the decoy's claim is true; ruled out means refuted.
    package var test: Expression
    package var argument: String
    package var harm: String
    package var fix: FixTemplate?
  }

  /// When to go on with another playbook, and about what.
  package struct Handover: Sendable {
    package var id: String
    /// The other playbook's id.
    package var playbook: String
    package var test: Expression
    /// The other's subject: its keys, with values that the test bound.
    package var subject: [(key: String, value: String)]
    package var text: String
  }

  package func hypothesis(_ id: String) -> Hypothesis? { hypotheses.first { $0.id == id } }

  package func decoy(_ id: String) -> Decoy? { decoys.first { $0.id == id } }

  package func step(_ id: String) -> Step? { steps.first { $0.id == id } }

  /// The hypotheses in the order of the steps that test them, then those that no step names.
  package var ordered: [Hypothesis] {
    var seen: Set<String> = []
    var found: [Hypothesis] = []
    for id in steps.flatMap(\.tests) where seen.insert(id).inserted {
      if let hypothesis = hypothesis(id) { found.append(hypothesis) }
    }
    return found + hypotheses.filter { !seen.contains($0.id) }
  }

  /// Every use of a check in the playbook.
  package var checkUses: [CheckUse] {
    let expressions =
      hypotheses.compactMap(\.test) + decoys.map(\.test) + [symptomTest, fits].compactMap(\.self)
      + handovers.map(\.test)
    return expressions.flatMap(\.uses)
  }

  /// The document kinds that an investigation reads, required ones first, each once.
  package var documentKinds: [DocumentKind] {
    var seen: Set<DocumentKind> = []
    let read = checkUses.compactMap { CheckCatalog.named($0.name) }.flatMap { $0.reads }
    return (required + inputs.flatMap(\.documents) + read + collect).filter { seen.insert($0).inserted }
  }
}
