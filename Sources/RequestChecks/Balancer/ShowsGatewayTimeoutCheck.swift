import Evidence
import Services

/// Whether the symptom shows on the subject: 504 lines of its own in a log, or unhealthy targets.
///
/// Records that newer ones of the same way contradict are history (``SymptomHistory``).
enum ShowsGatewayTimeoutCheck: Check {
  static let name = "shows-gateway-timeout"
  static let summary = "whether log lines with 504, or unhealthy targets, show on the subject"
  static let binds: [String] = []
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .loadBalancers, .targetGroups, .targetHealth,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let symptom = LoadBalancerSymptom(context)
    if let citation = symptom.citation, symptom.isOver {
      return .ruledOut(
        "the 504s are over: the way has answered since the last of them, and every target is healthy", [citation])
    }
    if let citation = symptom.citation { return .confirmed(symptom.words, [citation]) }
    if !symptom.needs.isEmpty { return .undetermined(symptom.words, needs: symptom.needs) }
    return .ruledOut(symptom.words, TargetHealthFacts(RequestPath.of(context)).samples)
  }
}
