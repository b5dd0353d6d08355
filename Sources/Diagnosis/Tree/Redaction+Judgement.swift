import Evidence

extension Redaction {
  /// A judgement without secrets, through all its conditions.
  package static func judgement(_ judgement: Judgement) -> Judgement {
    var result = judgement
    result.finding = finding(judgement.finding)
    result.trace = judgement.trace.map { trace($0) }
    return result
  }

  private static func trace(_ trace: TestTrace) -> TestTrace {
    TestTrace(trace.kind, finding(trace.finding), trace.parts.map { self.trace($0) })
  }
}
