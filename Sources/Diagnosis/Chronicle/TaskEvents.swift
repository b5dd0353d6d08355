import Evidence
import Records
import Sentences
import Services

/// What ECS says of the subject's services and tasks.
struct TaskEvents {
  private let snapshot: Snapshot
  private let subject: Subject
  private let context: CheckContext

  /// So many of a service's events say what an incident is; they stand newest first.
  private static let perService = 12
  /// Longer texts are cut, characters.
  private static let longest = (reason: 200, part: 300, whole: 400, says: 80)

  init(_ snapshot: Snapshot, _ subject: Subject) {
    self.snapshot = snapshot
    self.subject = subject
    context = CheckContext(snapshot: snapshot, subject: subject)
  }

  /// The last events of the subject's services.
  var services: [ChronicleEvent] {
    let own = subject["service"] == nil ? behindThePath : [context.pullWorld.service].compactMap(\.self)
    return own.flatMap { $0["events"]?.elements.prefix(TaskEvents.perService).map(\.self) ?? [] }.compactMap {
      event in
      guard let time = event["createdAt"]?.scalar.flatMap(LogTime.parse), let message = event["message"],
        let text = message.string
      else { return nil }
      let says = Sentence(name: TaskEvents.cut(text, to: TaskEvents.longest.says))
      return ChronicleEvent(time, Sentence(name: text), Citation(message, says))
    }
  }

  /// The services whose targets the requests of the subject go to.
  private var behindThePath: [JSON] {
    let groups = Set(context.requestPath.targetGroups.map(\.arn))
    return PullSubject(snapshot).services.filter { service in
      let own = service["loadBalancers"]?.elements.compactMap { $0["targetGroupArn"]?.string } ?? []
      return !groups.isDisjoint(with: own)
    }
  }

  /// The subject's tasks that stopped for a reason.
  var stops: [ChronicleEvent] {
    guard subject["service"] != nil || subject["task"] != nil else { return [] }
    let world = context.pullWorld
    return PullSubject(snapshot).tasks.filter { isOwn($0, world) }.compactMap { task in
      guard let time = (task["stoppedAt"] ?? task["stoppingAt"])?.scalar.flatMap(LogTime.parse),
        let reason = task["stoppedReason"], let text = reason.string
      else { return nil }
      var citation = Citation(reason, "why the task stopped")
      if text.count > TaskEvents.longest.whole {
        var part = text.prefix(TaskEvents.longest.part)
        while part.last?.isWhitespace == true { part.removeLast() }
        citation.value = String(part)
      }
      return ChronicleEvent(
        time, Sentence(name: TaskEvents.cut(text, to: TaskEvents.longest.reason)), citation)
    }
  }

  /// Whether a task is one of the subject's: another cluster or region may run a service of the same name.
  private func isOwn(_ task: JSON, _ world: PullWorld) -> Bool {
    let region = task["taskArn"]?.string.flatMap(ARN.init)?.region
    return PullSubject.means(task["taskArn"]?.string, subject["task"])
      && PullSubject.means(PullSubject.serviceName(of: task), subject["service"].map(PullSubject.last))
      && PullSubject.means(task["clusterArn"]?.string ?? world.cluster, world.cluster)
      && (region == nil || world.region == nil || region == world.region)
  }

  private static func cut(_ text: String, to length: Int) -> String {
    text.count > length ? text.prefix(length) + "⋯" : text
  }
}
