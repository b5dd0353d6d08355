import Sentences
import Evidence
import Packets

/// The first place at which packets from the load balancer to a target are dropped, by the configuration.
///
/// What is dropped there is dropped whatever the timers, the capacity or the cache.
package struct ClosedWay {
  package let words: Sentence
  package let evidence: [Citation]
  package let target: String

  /// nil where nothing is dropped for sure, or a passing health check on the same port contradicts it.
  package static func find(_ context: CheckContext) -> ClosedWay? {
    for reach in context.targetReaches where !reach.isHealthCheckPort && reach.target.state != "healthy" {
      for trace in reach.traces {
        guard let hop = trace.firstDenied else { continue }
        return ClosedWay(words: hop.decision.rule, evidence: hop.decision.evidence, target: reach.target.id)
      }
    }
    return nil
  }
}

/// What target health says about the subject's targets.
package struct TargetHealthFacts {
  package let targets: [(group: TargetGroupView, target: TargetGroupView.Target)]
  /// Documents that are missing to know all of them.
  package let needs: [Need]

  package init(_ path: RequestPath) {
    let groups = path.targetGroups.filter { !$0.isLambda }
    targets = groups.flatMap { group in group.targets.filter(\.isInUse).map { (group, $0) } }
    needs = groups.filter { $0.health.gap != nil }.map(\.health.need)
  }

  package func with(_ reason: String) -> [Citation] {
    targets.filter { $0.target.reason == reason }.map(TargetHealthFacts.cite)
  }

  /// One citation per distinct reason, to show what the targets say instead.
  package var samples: [Citation] {
    var seen: Set<String> = []
    return targets.filter { seen.insert($0.target.reason ?? $0.target.state).inserted }.prefix(3)
      .map(TargetHealthFacts.cite)
  }

  package var allTimedOut: Bool {
    !targets.isEmpty && needs.isEmpty && targets.allSatisfy { $0.target.reason == "Target.Timeout" }
  }

  package static func cite(_ entry: (group: TargetGroupView, target: TargetGroupView.Target)) -> Citation {
    let health = entry.target.json["TargetHealth"]
    let place = health?["Reason"] ?? health?["State"] ?? entry.target.json
    return Citation(
      place,
      TargetWords.health(entry.target.id, entry.target.state, entry.target.reason))
  }
}
