import Sentences
import Evidence
import Records
import Services

/// `mixed-outcomes`: whether a target both times out on connecting and answers other requests.
///
/// What a target without room for new connections looks like; a closed network path never answers. Refuted where no
/// target that timed out has answered anything in a log that covers the time.
enum MixedOutcomesCheck: Check {
  static let name = "mixed-outcomes"
  static let summary: Sentence = "whether a target both times out on connecting and answers other requests"
  static let binds = LogEvidence.binds
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.balancerLog]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    return view.askBalancer { balancer in
      let lines = view.faults(.connectTimeout)
      guard !lines.isEmpty else {
        return view.notInBalancerLog("no connection to a target timed out in the access log")
      }
      // An answer before the first timeout shows only that the path was open once.
      let first = Dictionary(lines.map { ($0.target ?? "-", $0.time) }, uniquingKeysWith: min)
      let mixed = lines.filter { line in
        guard let target = line.target, let answered = balancer.lastAnswer[target] else { return false }
        return answered > (first[target] ?? .infinity)
      }
      guard !mixed.isEmpty else {
        return view.notInBalancerLog("no target that timed out on connecting has answered a request since")
      }
      return .confirmed(
        "\(Set(mixed.compactMap(\.target)).count) targets timed out on connecting and answered other requests after that",
        LogEvidence.samples(mixed, .connectTimeout), bindings: LogEvidence.bindings(view, mixed),
        scope: LogEvidence.scope(mixed))
    }
  }
}
