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
    for index in told.entries.indices {
      told.entries[index].because = tell(told.entries[index].because)
      told.entries[index].evidence = told.entries[index].evidence.map { self($0) }
    }
    return told
  }
}
