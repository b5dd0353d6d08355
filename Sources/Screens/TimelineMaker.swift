import Diagnosis
import Foundation

/// The dated events that a snapshot records about the subject: changes by people, and what the services said.
enum TimelineMaker {
  /// More entries than this do not help to understand an incident.
  private static let most = 40

  static func timeline(_ snapshot: Snapshot, _ subject: Subject) -> [Incident.TimelineEntry] {
    let entries = trail(snapshot) + services(snapshot, subject)
    return Array(entries.sorted { ($0.at, $0.text) < ($1.at, $1.text) }.suffix(most))
  }

  /// Calls that changed something.
  private static func trail(_ snapshot: Snapshot) -> [Incident.TimelineEntry] {
    snapshot.listing("cloudtrail.lookup-events").items.compactMap { event in
      guard let time = event["EventTime"], let at = utc(time), let name = event["EventName"],
        event["ReadOnly"]?.string != "true", let what = name.string
      else { return nil }
      let who = event["Username"]?.string.map { " (\($0))" } ?? ""
      let on =
        event["Resources"]?.elements.compactMap { $0["ResourceName"]?.string }.first.map { " \($0)" } ?? ""
      return .init(at: at, text: what + on + who, citation: Citation(name, what))
    }
  }

  /// The last events of the subject's service.
  private static func services(_ snapshot: Snapshot, _ subject: Subject) -> [Incident.TimelineEntry] {
    guard let wanted = subject["service"] else { return [] }
    let services = snapshot.listing("ecs.describe-services").items.filter {
      $0["serviceName"]?.string == wanted
    }
    return services.flatMap { $0["events"]?.elements.prefix(20).map(\.self) ?? [] }.compactMap { event in
      guard let at = event["createdAt"].flatMap(utc), let message = event["message"],
        let text = message.string
      else { return nil }
      return .init(at: at, text: Redaction.text(text), citation: Redaction.citation(Citation(message, text)))
    }
  }

  /// A time as the CLI prints it (ISO 8601 or seconds), in UTC to the second.
  static func utc(_ value: JSON) -> String? {
    if let seconds = value.double { return format(Date(timeIntervalSince1970: seconds)) }
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
