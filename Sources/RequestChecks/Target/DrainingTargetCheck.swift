import Sentences
import Evidence
import Records
import Services

/// Whether requests time out at addresses that were just deregistered: the targets end before the load balancer
/// has stopped sending to them.
///
/// Application Load Balancer guide, "Deregistration delay": a target in `draining` may still be asked for a while.
/// An address that is gone answers nothing, so that this is a 504 after the 10 s of connecting; a target that
/// refuses gives 502. Confirmed where the requests began after the deregistration, and no target that takes
/// requests failed alike; refuted where those that failed are registered, or failed before they were taken out.
enum DrainingTargetCheck: TargetCheck {
  static let name = "draining-target"
  static let summary: Sentence =
    "whether requests time out at targets that ended while they were being deregistered"
  static let binds =
    LogEvidence.binds + ["deregistration-delay", "kubernetes", "stop-timeout", "task-definition"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .balancerLog, .targetHealth, .targetGroupAttributes, .tasks, .taskDefinition, .networkInterfaces,
    .trailEvents,
  ]

  static func judge(_ context: CheckContext, _ path: RequestPath) -> Finding {
    let view = context.logView
    return view.askBalancer { _ in
      let lines = view.faults(.connectTimeout)
      guard !lines.isEmpty else {
        return view.notInBalancerLog("no connection to a target timed out in the access log")
      }
      return judge(lines, view, context)
    }
  }

  private static func judge(_ lines: [ALBLine], _ view: LogView, _ context: CheckContext) -> Finding {
    let targets = DepartedTargets(view.path, context.analysis)
    var departed: [ALBLine] = []
    var evidence: [Citation] = []
    var proof: [Citation] = []
    var registered: [ALBLine] = []
    var before: [ALBLine] = []
    var unknown: [ALBLine] = []
    for line in lines {
      switch targets.standing(of: line) {
      case .departed(let departure):
        departed.append(line)
        proof += departure.evidence
      case .failedBefore: before.append(line)
      case .registered: registered.append(line)
      case .untimed(let departure):
        unknown.append(line)
        evidence += departure.evidence
      case .gone: unknown.append(line)
      }
    }
    if !departed.isEmpty, registered.isEmpty, before.isEmpty {
      return confirmed(departed, proof.unique, view, context)
    }
    if !departed.isEmpty {
      return .undetermined(
        "targets that take requests time out as well, so that being deregistered does not tell them apart",
        needs: [], evidence: LogEvidence.samples(registered + before, .connectTimeout))
    }
    if !unknown.isEmpty {
      return .undetermined(
        "when the targets that timed out were deregistered is not known", needs: [targets.trail.need],
        evidence: evidence.unique.prefix(3) + LogEvidence.samples(unknown, .connectTimeout))
    }
    return .ruledOut(
      registered.isEmpty
        ? "the targets failed before they were deregistered"
        : "the targets that timed out are registered and take requests",
      LogEvidence.samples(registered + before, .connectTimeout))
  }

  private static func confirmed(
    _ lines: [ALBLine], _ proof: [Citation], _ view: LogView, _ context: CheckContext
  ) -> Finding {
    var evidence = LogEvidence.samples(lines, .connectTimeout) + proof.prefix(4)
    var values: [String: String] = [:]
    let groups = view.path.targetGroups.filter { group in lines.contains { $0.targetGroup == group.arn } }
    if let group = groups.first, let delay = delay(of: group, context.snapshot), let text = delay.string {
      values["deregistration-delay"] = text
      evidence.append(Citation(delay, "a deregistered target is kept for \(text) s"))
    }
    values["kubernetes"] = context.kubernetes?.name
    let tasks = TargetRevisions(view.path, context.snapshot).tasks
    let definition = lines.lazy.compactMap { $0.targetAddress.flatMap { tasks[$0] } }
      .compactMap { $0["taskDefinitionArn"]?.string }.first
    if let definition {
      values["task-definition"] = definition
      let containers = context.snapshot.listing(.taskDefinition, subject: definition).items
        .flatMap { $0["taskDefinition"]?["containerDefinitions"]?.elements ?? [] }
      if let place = containers.compactMap({ $0["stopTimeout"] }).first, let seconds = place.scalar {
        values["stop-timeout"] = seconds
        evidence.append(Citation(place, "a container is killed \(seconds) s after it is told to stop"))
      }
    }
    return .confirmed(
      "\(lines.count) requests timed out at targets that had been deregistered before", evidence.unique,
      bindings: LogEvidence.bindings(view, lines, values), scope: LogEvidence.scope(lines))
  }

  private static func delay(of group: TargetGroupView, _ snapshot: Snapshot) -> JSON? {
    let place = ARN(group.arn)
    let listing = snapshot.listing(
      .targetGroupAttributes, subject: group.name, aliases: [group.arn], account: place?.account,
      region: place?.region)
    return listing.items.flatMap { $0["Attributes"]?.elements ?? [] }
      .first { $0["Key"]?.string == "deregistration_delay.timeout_seconds" }?["Value"]
  }
}
