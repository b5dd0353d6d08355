import Evidence
import Playbooks
import Records
import Sentences
import Services

/// What a snapshot records about its subject, in time: who changed what, what the services said, the errors counted.
///
/// The subject's own load balancer, distributions, services and tasks are those that the checks judge.
package struct Chronicle: Sendable {
  /// Dated events in time order.
  package let timeline: [ChronicleEvent]
  /// The first failure: a 504 in the load balancer's log, or a task that stopped.
  package let since: ChronicleEvent?
  /// The errors per minute; nil where no log holds one.
  package let counts: MinuteCounts?
  package let producer: ErrorProducer?
  package let captured: CaptureTime?
  /// What CloudTrail recorded, the oldest first.
  private let calls: [TrailCall]

  /// More entries than this do not help to understand an incident.
  private static let most = 40

  /// Read once per snapshot and subject; access logs only where the playbook reads them.
  package static func of(_ engine: Engine) -> Chronicle {
    let readsLogs = engine.playbook.documentKinds.contains(where: \.isLog)
    let key = engine.subject.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return engine.snapshot.memo.value("chronicle\u{1}\(readsLogs)\u{1}" + key.joined(separator: "\u{1}")) {
      Chronicle(engine.snapshot, engine.subject, readsLogs: readsLogs)
    }
  }

  init(_ snapshot: Snapshot, _ subject: Subject, readsLogs: Bool) {
    let context = CheckContext(snapshot: snapshot, subject: subject)
    let logs = readsLogs ? context.logView : nil
    let tasks = TaskEvents(snapshot, subject)
    let failures = (logs.map { Chronicle.timeouts($0) } ?? []) + tasks.stops
    calls = TrailEvents.of(snapshot).events.compactMap { TrailCall($0) }
      .sorted { ChronicleEvent.isEarlier($0.event, $1.event) }
    let all = calls.map(\.event) + tasks.services + failures
    timeline = Array(all.sorted(by: ChronicleEvent.isEarlier).suffix(Chronicle.most))
    since = failures.min { $0.second < $1.second }
    counts = logs.flatMap { MinuteCounts.of($0) }
    producer = logs == nil ? nil : ErrorProducer(context.logVerdict)
    captured = CaptureTime.of(snapshot, subject)
  }

  /// The recorded changes whose request names one of the values that prove a cause, the oldest first.
  package func changes(naming values: [String]) -> [TrailCall] {
    // Ids of AWS have a hyphen; ports, protocols and words of a rule would be found in any request.
    let ids = Set(values.filter { $0.count >= 8 && $0.contains("-") && !$0.contains(" ") })
    return calls.filter { $0.hasSucceeded && $0.names(ids) }
  }

  /// The first and the last 504 of the load balancer's log.
  private static func timeouts(_ view: LogView) -> [ChronicleEvent] {
    let lines = (view.balancer?.faults ?? []).filter { $0.status == 504 }.sorted { $0.time < $1.time }
    guard let first = lines.first, let last = lines.last else { return [] }
    let count = lines.count
    return [(1, first), (count, last)].map { number, line in
      ChronicleEvent(
        line.time, "ALB 504 (\(number)/\(count)): \(line.method) \(line.path)",
        line.cite("504 \(number)/\(count)"))
    }
  }
}
