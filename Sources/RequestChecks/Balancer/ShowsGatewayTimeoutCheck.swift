import Sentences
import Evidence
import Services

/// Whether the symptom shows on the subject: 504 lines of its own in a log, or unhealthy targets.
///
/// Records that newer ones of the same way contradict are history (``SymptomHistory``).
enum ShowsGatewayTimeoutCheck: Check {
  static let name = "shows-gateway-timeout"
  static let summary: Sentence = "whether log lines with 504, or unhealthy targets, show on the subject"
  static let binds: [String] = []
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .loadBalancers, .targetGroups, .targetHealth, .balancerLog, .edgeLog,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let symptom = LoadBalancerSymptom(context)
    if let citation = symptom.citation, symptom.isOver {
      return .ruledOut(
        "the 504s are over: the way has answered since the last of them, and every target is healthy",
        [citation])
    }
    if let citation = symptom.citation { return .confirmed(symptom.words, [citation]) }
    if !symptom.needs.isEmpty { return .undetermined(symptom.words, needs: symptom.needs) }
    let view = context.logView
    let logs = (view.balancer.map(view.balancerCitations) ?? []) + (view.edge.map(view.edgeCitations) ?? [])
    let targets = TargetHealthFacts(context.requestPath).samples
    return .ruledOut(symptom.words, targets.isEmpty ? logs : targets)
  }
}
