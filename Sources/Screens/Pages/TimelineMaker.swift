import Sentences
import Evidence
import Records
import Services
import Foundation

/// The dated events that a snapshot records about the subject: changes by people, and what the services said.
enum TimelineMaker {
  /// More entries than this do not help to understand an incident.
  private static let most = 40

  static func timeline(_ snapshot: Snapshot, _ subject: Subject) -> [Incident.TimelineEntry] {
    let entries =
      trail(snapshot) + services(snapshot, subject) + errors(snapshot, subject) + stops(snapshot, subject)
    return Array(entries.sorted { ($0.at, $0.text) < ($1.at, $1.text) }.suffix(most))
  }

  /// The first failure that the records hold: a 504 in the load balancer's log, or a task that stopped.
  static func since(_ snapshot: Snapshot, _ subject: Subject) -> Incident.TimelineEntry? {
    (errors(snapshot, subject) + stops(snapshot, subject)).min { $0.at < $1.at }
  }

  /// Tasks of the subject that stopped for a reason.
  private static func stops(_ snapshot: Snapshot, _ subject: Subject) -> [Incident.TimelineEntry] {
    snapshot.listing(.tasks).items.compactMap { task in
      if let service = subject["service"], task["group"]?.string != "service:\(service)" { return nil }
      if let wanted = subject["task"], task["taskArn"]?.string?.hasSuffix(wanted) != true { return nil }
      guard subject["service"] != nil || subject["task"] != nil,
        let at = (task["stoppedAt"] ?? task["stoppingAt"]).flatMap(utc),
        let reason = task["stoppedReason"], let text = reason.string
      else { return nil }
      let short = Redaction.text(text.count > 200 ? String(text.prefix(200)) + "⋯" : text)
      var citation = Citation(reason, "why the task stopped")
      if text.count > 400 {
        var part = text.prefix(300)
        while part.last?.isWhitespace == true { part.removeLast() }
        citation.value = String(part)
      }
      return .init(at: at, text: short, citation: Redaction.citation(citation))
    }
  }

  /// The first and the last 504 that the load balancer's log holds.
  private static func errors(_ snapshot: Snapshot, _ subject: Subject) -> [Incident.TimelineEntry] {
    guard let name = subject["load-balancer"] else { return [] }
    let facts = LogFacts.of(snapshot, window: LogWindow(subject))
    let lines = facts.loadBalancers.first { $0.key.contains("/\(name)/") }?.value.faults ?? []
    let timeouts = lines.filter { $0.status == 504 }.sorted { $0.time < $1.time }
    guard let first = timeouts.first, let last = timeouts.last else { return [] }
    return [(1, first), (timeouts.count, last)].map { number, line in
      let text = "ALB 504 (\(number)/\(timeouts.count)): \(line.method) \(line.path)"
      return .init(
        at: LogTime.format(line.time), text: Redaction.text(text),
        citation: Redaction.citation(line.cite("504 \(number)/\(timeouts.count)")))
    }
  }

  /// Calls that changed something.
  private static func trail(_ snapshot: Snapshot) -> [Incident.TimelineEntry] {
    snapshot.listing(.trailEvents).items.compactMap { entry($0) }
  }

  private static func entry(_ event: JSON) -> Incident.TimelineEntry? {
    guard let time = event["EventTime"], let at = utc(time), let name = event["EventName"],
      event["ReadOnly"]?.string != "true", let what = name.string
    else { return nil }
    let who = event["Username"]?.string.map { " (\($0))" } ?? ""
    let on =
      event["Resources"]?.elements.compactMap { $0["ResourceName"]?.string }.first.map { " \($0)" } ?? ""
    return .init(at: at, text: what + on + who, citation: Citation(name, Sentence(name: what)))
  }

  /// The recorded changes whose call names one of the values that prove a cause, oldest first.
  static func changes(_ snapshot: Snapshot, naming values: [String]) -> [Incident.TimelineEntry] {
    let ids = Set(values.filter { $0.count >= 8 && $0.contains("-") && !$0.contains(" ") })
    guard !ids.isEmpty else { return [] }
    return snapshot.listing(.trailEvents).items.filter { event in
      let text = event["CloudTrailEvent"]?.string ?? event.source
      return ids.contains { text.contains($0) }
    }.compactMap { entry($0) }.sorted { $0.at < $1.at }
  }

  /// The last events of the services under question.
  private static func services(_ snapshot: Snapshot, _ subject: Subject) -> [Incident.TimelineEntry] {
    let groups = targetGroups(snapshot, subject)
    let services = snapshot.listing(.services).items.filter { service in
      if let wanted = subject["service"] { return service["serviceName"]?.string == wanted }
      let own = service["loadBalancers"]?.elements.compactMap { $0["targetGroupArn"]?.string } ?? []
      return own.contains { groups.contains($0) }
    }
    return services.flatMap { $0["events"]?.elements.prefix(12).map(\.self) ?? [] }.compactMap { event in
      guard let at = event["createdAt"].flatMap(utc), let message = event["message"],
        let text = message.string
      else { return nil }
      let citation = Citation(message, Sentence(name: text.count > 80 ? text.prefix(80) + "⋯" : text))
      return .init(at: at, text: Redaction.text(text), citation: Redaction.citation(citation))
    }
  }

  /// ARNs of the target groups behind the subject's load balancer.
  private static func targetGroups(_ snapshot: Snapshot, _ subject: Subject) -> Set<String> {
    guard let name = subject["load-balancer"] else { return [] }
    let balancers = snapshot.listing(.loadBalancers).items
    let arn = balancers.first { $0["LoadBalancerName"]?.string == name }?["LoadBalancerArn"]?.string ?? name
    let groups = snapshot.listing(.targetGroups).items.filter {
      $0["LoadBalancerArns"]?.strings.contains(arn) == true
    }
    return Set(groups.compactMap { $0["TargetGroupArn"]?.string })
  }

  /// A time as the CLI prints it (ISO 8601 or seconds), in UTC to the second.
  static func utc(_ value: JSON) -> String? {
    if let seconds = value.time { return format(Date(timeIntervalSince1970: seconds)) }
    guard let text = value.string else { return nil }
    return utc(text)
  }

  static func utc(_ text: String) -> String? {
    var plain = text
    if let dot = plain.firstIndex(of: ".") {
      let end = plain[plain.index(after: dot)...].firstIndex { !$0.isNumber } ?? plain.endIndex
      plain.removeSubrange(dot..<end)
    }
    guard let date = try? Date(plain, strategy: .iso8601) else { return nil }
    return format(date)
  }

  private static func format(_ date: Date) -> String { date.formatted(.iso8601) }
}
