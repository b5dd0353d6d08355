import Evidence

/// Another snapshot beside the present one, in which the same way works: staging, or the time before a change.
///
/// Hypotheses are the roles by which the two are compared, so no id has to be the same.
package struct Baseline: Sendable {
  /// What the other one is called: its load balancer, service or task, else its folder.
  package let name: String
  private let judgements: [String: Judgement]

  /// The diagnosis of the other snapshot, as far as it is compared.
  package init(_ engine: Engine) {
    let subject = engine.subject
    let keys = ["load-balancer", "target-group", "service", "task", "distribution"]
    let folder = engine.snapshot.origin.split(separator: "/").last.map(String.init)
    name = keys.lazy.compactMap { subject[$0] }.first ?? folder ?? "baseline"
    judgements = engine.conclude().judgements
  }

  /// What a hypothesis comes to there.
  package func judgement(_ id: String) -> Judgement? { judgements[id] }
}
