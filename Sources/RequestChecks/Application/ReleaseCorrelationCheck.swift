import Sentences
import Evidence
import Records
import Services

/// `release-correlation`: whether only targets of one task-definition revision stay silent.
///
/// Maps the targets of 504 lines with the idle timeout's wait to running tasks. Confirmed where they all run one
/// revision, and targets that do not run it answered the same paths without such a fault; refuted where the faults
/// cross revisions, began before the deployment, or there is nothing to compare with.
enum ReleaseCorrelationCheck: Check {
  static let name = "release-correlation"
  static let summary: Sentence = "whether only targets of one task-definition revision stay silent"
  static let binds =
    LogEvidence.binds + ["cluster", "previous-task-definition", "service", "task-definition"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .balancerLog, .tasks, .services, .loadBalancerAttributes,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    return view.askBalancer { balancer in
      let silent = view.faults(.silentTarget)
      guard let firstFault = silent.map(\.time).min() else {
        return view.notInBalancerLog(
          "no request of the access log ended because a connected target stayed silent")
      }
      let revisions = TargetRevisions(view.path, context.snapshot)
      guard !revisions.tasks.isEmpty else {
        if revisions.listing.isComplete, view.path.targetGroups.allSatisfy({ $0.type != "ip" }) {
          return .notApplicable("the targets are no tasks with addresses of their own")
        }
        if let cluster = context.kubernetes {
          return .notApplicable(TargetWords.kubernetes(cluster), cluster.evidence)
        }
        return .undetermined(
          "which revision runs behind the silent targets is not known", needs: [revisions.listing.need],
          evidence: LogEvidence.samples(silent, .silentTarget))
      }
      let bad = Set(silent.compactMap { revisions.revision($0.targetAddress) })
      guard let revision = bad.first else {
        return .undetermined(
          "the tasks behind the silent targets are not in the snapshot", needs: [revisions.listing.need],
          evidence: LogEvidence.samples(silent, .silentTarget))
      }
      if bad.count > 1 {
        return .ruledOut(
          "targets of \(bad.count) revisions stay silent alike", LogEvidence.samples(silent, .silentTarget))
      }
      return compare(revision, silent, firstFault, balancer, revisions, view, context.snapshot)
    }
  }

  private static func compare(
    _ revision: String, _ silent: [ALBLine], _ firstFault: Double, _ balancer: ALBTally,
    _ revisions: TargetRevisions, _ view: LogView, _ snapshot: Snapshot
  ) -> Finding {
    let evidence = LogEvidence.samples(silent, .silentTarget)
    let deployment = snapshot.listing(.services).items.flatMap {
      $0["deployments"]?.elements ?? []
    }
    .first { $0["taskDefinition"]?.string == revision }
    let began = deployment?["createdAt"]?.scalar.flatMap(LogTime.parse)
    if let began, firstFault < began - 60 {
      return .ruledOut(
        "targets stayed silent before the revision was deployed (\(LogTime.format(began)))",
        evidence + (deployment?["createdAt"].map { [Citation($0, "the deployment began here")] } ?? []))
    }
    let silentTargets = Set(silent.compactMap(\.target))
    let shapes = Set(silent.map { LogPath.shape($0.path) })
    // Targets that run something else, or ran before and are gone: they must have answered the same paths.
    let good = balancer.outcomes.keys.filter { key in
      guard key.outcome == .ok, key.target != "-", !silentTargets.contains(key.target),
        shapes.contains(key.path)
      else { return false }
      let address = ALBLine.address(ofTarget: key.target)
      if let other = revisions.revision(address) { return other != revision }
      guard let began, let answered = balancer.lastAnswer[key.target] else { return false }
      return answered < began + 900
    }.map(\.target)
    guard let compared = good.min() else {
      return .ruledOut(
        "no target of another revision answered the same paths: nothing ties the faults to the revision",
        evidence)
    }
    let stray = silent.filter { revisions.revision($0.targetAddress) == nil }
    if !stray.isEmpty, began == nil {
      return .undetermined(
        "some silent targets are no longer in the snapshot, and when the revision was deployed is not known",
        needs: [snapshot.need(.services)], evidence: evidence)
    }
    let task = silent.lazy.compactMap { $0.targetAddress.flatMap { revisions.tasks[$0] } }.first
    let cites = [
      task?["taskDefinitionArn"].map { Citation($0, "the revision behind the silent targets") },
      revisions.tasks[ALBLine.address(ofTarget: compared)]?["taskDefinitionArn"].map {
        Citation($0, "the revision behind a target that answers the same path")
      },
      deployment?["createdAt"].map { Citation($0, "the revision was deployed before the first 504") },
    ].compactMap { $0 }
    var values = ["task-definition": revision]
    if let service = service(of: revision, snapshot) {
      values["service"] = service["serviceName"]?.string
      values["cluster"] = service["clusterArn"]?.string.flatMap { ARN($0)?.name }
    }
    values["previous-task-definition"] = revisions.revision(ALBLine.address(ofTarget: compared))
    return .confirmed(
      "all \(silent.count) silent answers come from targets of \(PullSubject.last(revision)); "
        + "targets without it answered the same paths (\(compared))",
      evidence + cites, bindings: LogEvidence.bindings(view, silent, values), scope: LogEvidence.scope(silent)
    )
  }

  private static func service(of revision: String, _ snapshot: Snapshot) -> JSON? {
    snapshot.listing(.services).items.first { service in
      service["taskDefinition"]?.string == revision
        || (service["deployments"]?.elements ?? []).contains { $0["taskDefinition"]?.string == revision }
    }
  }
}
