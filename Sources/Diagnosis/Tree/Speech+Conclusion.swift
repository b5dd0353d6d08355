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
}
