import Sentences

/// What a hypothesis, a check or a hop comes to, in the contract's words.
package enum Verdict: String, Sendable, CaseIterable, Codable {
  case confirmed, ruledOut, undetermined, notApplicable
}

/// What one check saw.
///
/// `verdict` answers the check's own question: `confirmed` = the condition holds and evidence proves it,
/// `ruledOut` = evidence refutes it, `undetermined` = a document is missing (then `needs` says which),
/// `notApplicable` = the premise is absent.
package struct Finding: Sendable {
  package var verdict: Verdict
  /// One sentence: what was seen and what it means.
  package var because: Sentence
  package var evidence: [Citation]
  package var needs: [Need]
  /// Values for the playbook's texts and fixes; several where several objects are affected, most important first.
  ///
  /// Keys are kebab-case nouns: `target-group`, `security-group`, `port`, `region`, `load-balancer-arn` ...
  package var bindings: [[String: String]]
  /// Where the fault sits when only a part of the path is affected (a subnet, a target).
  package var scope: [String]
  /// What is alike and works, where that is what shows the fault: its name.
  package var sibling: String?

  package init(
    _ verdict: Verdict, because: Sentence, evidence: [Citation] = [], needs: [Need] = [],
    bindings: [[String: String]] = [], scope: [String] = []
  ) {
    self.verdict = verdict
    self.because = because
    self.evidence = evidence
    self.needs = needs
    self.bindings = bindings
    self.scope = scope
  }

  package static func confirmed(
    _ because: Sentence, _ evidence: [Citation], bindings: [[String: String]] = [], scope: [String] = []
  ) -> Finding {
    Finding(.confirmed, because: because, evidence: evidence, bindings: bindings, scope: scope)
  }

  package static func ruledOut(_ because: Sentence, _ evidence: [Citation]) -> Finding {
    Finding(.ruledOut, because: because, evidence: evidence)
  }

  package static func undetermined(
    _ because: Sentence, needs: [Need], evidence: [Citation] = [], bindings: [[String: String]] = []
  ) -> Finding {
    Finding(.undetermined, because: because, evidence: evidence, needs: needs, bindings: bindings)
  }

  package static func notApplicable(_ because: Sentence, _ evidence: [Citation] = []) -> Finding {
    Finding(.notApplicable, because: because, evidence: evidence)
  }
}
