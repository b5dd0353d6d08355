/// Says what the program has to say in the language of a playbook.
package struct Speech: Sendable {
  private let forms: SentenceForms?

  /// Speaks a language; one without forms is English.
  package init(_ language: String) { forms = language == "ja" ? .japanese : nil }

  /// Whether sentences stay as the checks made them.
  package var isEnglish: Bool { forms == nil }

  /// The sentence in the language.
  package func callAsFunction(_ sentence: Sentence) -> String { forms?.said(sentence) ?? sentence.english }

  /// The citation with what it says in the language; place and value are the file's own.
  package func callAsFunction(_ citation: Citation) -> Citation {
    var told = citation
    told.says = tell(citation.says)
    return told
  }

  /// The finding with its sentences in the language.
  package func callAsFunction(_ finding: Finding) -> Finding {
    guard !isEnglish else { return finding }
    var told = finding
    told.because = tell(finding.because)
    told.evidence = finding.evidence.map { self($0) }
    return told
  }

  /// The judgement with its sentences in the language, through all its conditions.
  package func callAsFunction(_ judgement: Judgement) -> Judgement {
    guard !isEnglish else { return judgement }
    var told = judgement
    told.finding = self(judgement.finding)
    told.trace = judgement.trace.map { self($0) }
    return told
  }

  private func callAsFunction(_ trace: TestTrace) -> TestTrace {
    TestTrace(trace.kind, self(trace.finding), trace.parts.map { self($0) })
  }

  /// The conclusion with its sentences in the language, for reading; JSON is made of the conclusion itself.
  package func callAsFunction(_ conclusion: Conclusion) -> Conclusion {
    guard !isEnglish else { return conclusion }
    var told = conclusion
    told.judgements = conclusion.judgements.mapValues { self($0) }
    told.symptom = conclusion.symptom.map { self($0) }
    for index in told.causes.indices { told.causes[index].judgement = self(told.causes[index].judgement) }
    for index in told.ruledOut.indices {
      told.ruledOut[index].because = tell(told.ruledOut[index].because)
      told.ruledOut[index].evidence = told.ruledOut[index].evidence.map { self($0) }
    }
    for index in told.undetermined.indices {
      told.undetermined[index].because = tell(told.undetermined[index].because)
      told.undetermined[index].evidence = told.undetermined[index].evidence.map { self($0) }
    }
    for index in told.notApplicable.indices {
      told.notApplicable[index].because = tell(told.notApplicable[index].because)
      told.notApplicable[index].evidence = told.notApplicable[index].evidence.map { self($0) }
    }
    return told
  }

  /// The sentence as it was told: from then on one text.
  private func tell(_ sentence: Sentence) -> Sentence {
    forms.map { Sentence(name: $0.said(sentence)) } ?? sentence
  }
}
