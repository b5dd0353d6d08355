import Sentences
import Evidence

/// Lists the services and stand-alone tasks whose image pull may be investigated.
enum PullSubjects: CandidateFinder {
  static let name = "pull-subjects"
  static let summary: Sentence =
    "Services, and tasks outside of services, that may have failed to start."

  static func candidates(_ analysis: Analysis, _ subject: Subject) -> CandidateOutcome {
    let snapshot = analysis.snapshot
    let finder = PullSubject(snapshot)
    let tasks = finder.tasks.filter { task in
      PullSubject.means(task["clusterArn"]?.string, subject["cluster"])
        && PullSubject.means(task["taskArn"]?.string, subject["task"])
    }
    var services = finder.services.filter { PullSubject.means($0["clusterArn"]?.string, subject["cluster"]) }
    if let behind = targetGroups(analysis, subject) {
      services = services.filter { service in
        (service["loadBalancers"]?.elements ?? []).contains {
          $0["targetGroupArn"]?.string.map(behind.contains) ?? false
        }
      }
    }
    if finder.tasks.isEmpty, finder.services.isEmpty {
      return .missing(
        because: "neither a task nor a service is in the snapshot",
        needs: [snapshot.need(.tasks), snapshot.need(.services)])
    }
    var found: [Candidate] = []
    var covered: Set<String> = []
    for service in services {
      guard let name = service["serviceName"]?.string,
        PullSubject.means(name, subject["service"].map(PullSubject.last))
      else { continue }
      let cluster = service["clusterArn"]?.string
      let own = tasks.filter {
        PullSubject.serviceName(of: $0) == name && PullSubject.means($0["clusterArn"]?.string, cluster)
      }
      covered.formUnion(own.compactMap { $0["taskArn"]?.string })
      if subject["task"] != nil, own.isEmpty { continue }
      found.append(candidate(service, name, cluster, own))
    }
    if targetGroups(analysis, subject) != nil { return .candidates(found) }
    found += withoutService(tasks.filter { !covered.contains($0["taskArn"]?.string ?? "") }, subject)
    return .candidates(found)
  }

  /// The target groups behind the load balancer, target group, distribution or URL that was named.
  private static func targetGroups(_ analysis: Analysis, _ subject: Subject) -> Set<String>? {
    let keys = ["load-balancer", "target-group", "distribution", "url"]
    let named = subject.values.filter { keys.contains($0.key) }
    if named.isEmpty { return nil }
    return Set(analysis.requestPath(Subject(named)).targetGroups.map(\.arn))
  }

  private static func candidate(_ service: JSON, _ name: String, _ cluster: String?, _ own: [JSON])
    -> Candidate
  {
    let failed = own.filter(PullSubject.failedToStart).count
    let running = service["runningCount"]?.scalar ?? "?"
    let desired = service["desiredCount"]?.scalar ?? "?"
    var values = ["service": name]
    values["cluster"] = cluster.map(PullSubject.last)
    return Candidate(
      values: values, label: name,
      detail: failed > 0
        ? "\(running) of \(desired) tasks run, \(failed) failed to start"
        : "\(running) of \(desired) tasks run",
      symptom: failed > 0 || PullSubject.isShort(service))
  }

  /// Tasks of one family and revision are one candidate, named by the newest one that failed.
  private static func withoutService(_ tasks: [JSON], _ subject: Subject) -> [Candidate] {
    var groups: [String: [JSON]] = [:]
    var order: [String] = []
    for task in tasks {
      let service = PullSubject.serviceName(of: task)
      if let asked = subject["service"], !PullSubject.means(service, PullSubject.last(asked)) { continue }
      let key =
        service.map { "service:" + $0 + (task["clusterArn"]?.string ?? "") }
        ?? (task["taskDefinitionArn"]?.string ?? task["taskArn"]?.string ?? "")
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(task)
    }
    return order.compactMap { key in
      guard let all = groups[key] else { return nil }
      let failed = all.filter(PullSubject.failedToStart)
      let newest = (failed.isEmpty ? all : failed).max {
        Moment.of($0["createdAt"]) ?? 0 < Moment.of($1["createdAt"]) ?? 0
      }
      guard let task = newest, let arn = task["taskArn"]?.string else { return nil }
      var values: [String: String] = [:]
      values["cluster"] = task["clusterArn"]?.string.map(PullSubject.last)
      if let service = PullSubject.serviceName(of: task) {
        values["service"] = service
      } else {
        values["task"] = PullSubject.last(arn)
      }
      return Candidate(
        values: values, label: values["service"] ?? PullSubject.last(arn),
        detail: "\(failed.count) of \(all.count) tasks failed to start", symptom: !failed.isEmpty)
    }
  }
}
