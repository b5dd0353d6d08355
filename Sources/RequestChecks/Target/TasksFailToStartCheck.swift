import Sentences
import Evidence
import Services

/// Whether tasks of the services behind the target groups fail before they run.
///
/// ECS API, `stopCode` TaskFailedToStart: such a task never registers as a target, so no filter on the way to it can
/// be the reason.
enum TasksFailToStartCheck: Check {
  static let name = "tasks-fail-to-start"
  static let summary: Sentence =
    "whether services behind the target groups lack tasks because they fail to start"
  static let binds = RequestPath.binds + ["cluster", "service"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.targetGroups, .services, .tasks]

  static func run(_ context: CheckContext) -> Finding {
    let path = context.requestPath
    let groups = Set(path.targetGroups.map(\.arn))
    let services = path.listing(.services, context.snapshot)
    let own = services.items.filter { service in
      (service["loadBalancers"]?.elements ?? []).contains {
        groups.contains($0["targetGroupArn"]?.string ?? "")
      }
    }
    if own.isEmpty {
      return services.isComplete
        ? .notApplicable("no ECS service stands behind the target groups")
        : .undetermined("the services behind the target groups are not known", needs: [services.need])
    }
    for service in own where PullSubject.isShort(service) {
      guard let proof = failure(service, path, context.snapshot) else { continue }
      var values = path.bindings
      values["service"] = service["serviceName"]?.string
      values["cluster"] = service["clusterArn"]?.string.flatMap(ARN.init)?.name
      return .confirmed(
        "tasks of \(values["service"], or: "the service") fail to start",
        [proof, Citation(service["runningCount"] ?? service, "tasks that run")], bindings: [values])
    }
    if let short = own.first(where: PullSubject.isShort) {
      // Tasks that nobody collected may have failed.
      let tasks = path.listing(.tasks, context.snapshot)
      if !tasks.isComplete {
        return .undetermined(
          "whether tasks of \(short["serviceName"]?.string, or: "the service") failed to start is not in the snapshot",
          needs: [tasks.need], evidence: short["runningCount"].map { [Citation($0, "tasks that run")] } ?? [])
      }
    }
    return .ruledOut(
      "the services' tasks start",
      own.compactMap { $0["runningCount"] }.map { Citation($0, "tasks that run") })
  }

  /// What was recorded of a task that failed to start: the task itself, else an event that tells of one.
  private static func failure(_ service: JSON, _ path: RequestPath, _ snapshot: Snapshot) -> Citation? {
    let name = service["serviceName"]?.string ?? ""
    let cluster = service["clusterArn"]?.string
    for task in path.listing(.tasks, snapshot).items {
      guard task["group"]?.string == "service:" + name, task["clusterArn"]?.string == cluster else {
        continue
      }
      guard task["stopCode"]?.string == "TaskFailedToStart", let code = task["stopCode"] else { continue }
      return Citation(code, "a task of \(name) that failed to start")
    }
    guard PullSubject.eventsTellOfFailure(service) else { return nil }
    return Citation(service["events"] ?? service, "events of \(name) tell of tasks that could not be started")
  }
}
