import Evidence

extension Speech {
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
    for index in told.causes.indices {
      told.causes[index].judgement = self(conclusion.causes[index].judgement)
    }
    for index in told.ruledOut.indices {
      let id = told.ruledOut[index].id
      told.ruledOut[index].because = because(told.ruledOut[index].because, conclusion.judgements[id])
      told.ruledOut[index].evidence = told.ruledOut[index].evidence.map { self($0) }
    }
    for index in told.undetermined.indices {
      let id = told.undetermined[index].id
      told.undetermined[index].because = because(told.undetermined[index].because, conclusion.judgements[id])
      told.undetermined[index].evidence = told.undetermined[index].evidence.map { self($0) }
    }
    for index in told.notApplicable.indices {
      let id = told.notApplicable[index].id
      told.notApplicable[index].because = because(
        told.notApplicable[index].because, conclusion.judgements[id])
      told.notApplicable[index].evidence = told.notApplicable[index].evidence.map { self($0) }
    }
    return told
  }

  /// A reason in the language: the operator's own words stay, and so does a decoy's argument before the finding.
  private func because(_ text: String, _ judgement: Judgement?) -> String {
    guard let judgement else { return self(text) }
    if judgement.decidedBy == text { return text }
    let found = judgement.finding.because
    let end = " (\(found))"
    if text != found, text.hasSuffix(end) { return text.dropLast(end.count) + "（\(self(found))）" }
    return self(text)
  }
}
