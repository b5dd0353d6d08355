/// Whether 504s, or what leads to them, show on a load balancer and the distributions before it.
struct LoadBalancerSymptom {
  /// Nil where nothing shows.
  let citation: Citation?
  let words: Sentence
  /// What would have to be there to say that nothing shows.
  let needs: [Need]

  init(_ context: CheckContext) {
    let path = RequestPath.of(context)
    let view = LogView.of(context)
    if let line = view.balancer?.faults.first(where: { $0.status == 504 || $0.status == 460 }) {
      citation = line.cite("the load balancer answered \(line.status ?? 504)")
      words = "the load balancer's log holds 504s"
      needs = []
      return
    }
    if let line = view.edgeTimeouts.first {
      citation = line.cite("CloudFront answered 504")
      words = "CloudFront's log holds 504s"
      needs = []
      return
    }
    for group in path.targetGroups {
      for target in group.targets where target.state == "unhealthy" {
        let place =
          target.json["TargetHealth"]?["Reason"] ?? target.json["TargetHealth"]?["State"] ?? target.json
        citation = Citation(place, TargetWords.health(target.id, target.state, target.reason))
        words = "target \(target.id) of \(group.name) is unhealthy"
        needs = []
        return
      }
    }
    citation = nil
    words = "neither logs nor target health show 504s"
    needs = path.targetGroups.filter { !$0.health.isComplete }.map(\.health.need)
  }
}

/// Whether the symptom shows on the subject: 504 lines of its own in a log, or unhealthy targets.
enum ShowsGatewayTimeoutCheck: Check {
  static let name = "shows-gateway-timeout"
  static let summary = "whether log lines with 504, or unhealthy targets, show on the subject"
  static let parameters: [CheckParameter] = []
  static let reads = [
    "elbv2.describe-load-balancers", "elbv2.describe-target-groups", "elbv2.describe-target-health",
  ]

  static func run(_ context: CheckContext) -> Finding {
    let symptom = LoadBalancerSymptom(context)
    if let citation = symptom.citation { return .confirmed(symptom.words, [citation]) }
    if !symptom.needs.isEmpty { return .undetermined(symptom.words, needs: symptom.needs) }
    return .ruledOut(symptom.words, [])
  }
}
