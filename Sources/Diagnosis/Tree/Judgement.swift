import Sentences
import Evidence

/// What a hypothesis or a decoy came to.
package struct Judgement: Sendable {
  package var id: String
  package var verdict: Verdict
  package var finding: Finding
  /// Nil where the playbook gives no test.
  package var trace: TestTrace?
  /// The operator's words, where an answer or an override decided.
  package var decidedBy: String?
  /// Whether nobody looked: the operator skipped the steps that decide it.
  package var isSkipped = false

  /// The operator's words, else what the test saw.
  package var because: Sentence { decidedBy.map { Sentence(name: $0) } ?? finding.because }

  package init(
    id: String, verdict: Verdict, finding: Finding, trace: TestTrace? = nil, decidedBy: String? = nil
  ) {
    self.id = id
    self.verdict = verdict
    self.finding = finding
    self.trace = trace
    self.decidedBy = decidedBy
  }
}

/// A verdict that a person gave, and why.
package struct Override: Sendable, Hashable {
  package var verdict: Verdict
  package var reason: String
  /// Whether it was not looked at; the verdict is undetermined then.
  package var isSkip = false

  package init(_ verdict: Verdict, reason: String) {
    self.verdict = verdict
    self.reason = reason
  }

  /// Left open because the steps that decide it were skipped.
  package static func skip(reason: String) -> Override {
    var skip = Override(.undetermined, reason: reason)
    skip.isSkip = true
    return skip
  }
}
