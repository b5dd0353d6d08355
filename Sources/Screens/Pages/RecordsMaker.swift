import Evidence
import Records
import Services
import Foundation

/// Counts the errors that the access logs hold for the subject, minute by minute.
enum RecordsMaker {
  /// More minutes than this do not fit a sparkline.
  private static let most = 90

  static func records(_ snapshot: Snapshot, _ subject: Subject) -> Incident.Records? {
    guard let name = subject["load-balancer"] else { return nil }
    let facts = LogFacts.of(snapshot, window: LogWindow(subject))
    let balancer = facts.loadBalancers.first { $0.key.contains("/\(name)/") }?.value
    let edges = facts.distributions.values
    for (minutes, title) in [
      (balancer?.minutes ?? [:], "504/min ALB"),
      (edges.reduce(into: [:]) { $0.merge($1.minutes, uniquingKeysWith: +) }, "504/min CloudFront"),
    ] {
      var counts: [Int: Int] = [:]
      for (key, count) in minutes where key.status == 504 { counts[key.minute, default: 0] += count }
      guard let first = counts.keys.min(), let last = counts.keys.max() else { continue }
      let seen = minutes.keys.map(\.minute)
      let start = max(seen.min() ?? first, last - most + 1)
      let end = min(max(seen.max() ?? last, last), start + most - 1)
      var records = Incident.Records(
        title: title, perMinute: (start...end).map { counts[$0] ?? 0 }, first: clock(first),
        total: counts.values.reduce(0, +))
      records.start = start
      return records
    }
    return nil
  }

  /// Who produced most of the subject's errors.
  static func producer(_ snapshot: Snapshot, _ subject: Subject) -> Incident.Producer? {
    guard subject["load-balancer"] != nil else { return nil }
    let verdict = LogVerdict.of(CheckContext(snapshot: snapshot, subject: subject))
    guard let leg = verdict.dominant, let count = verdict.legs[leg]?.count else { return nil }
    return Incident.Producer(leg, count: count, of: verdict.total)
  }

  /// The records with a change marked among them.
  static func marked(_ records: Incident.Records?, _ change: Incident.TimelineEntry?) -> Incident.Records? {
    guard var records, let change else { return records }
    records.event = change.text.prefix { $0 != " " } + " " + change.at.dropFirst(11).prefix(5) + "Z"
    if let date = try? Date(change.at, strategy: .iso8601) {
      records.eventMinute = Int(date.timeIntervalSince1970 / 60) - records.start
    }
    return records
  }

  private static func clock(_ minute: Int) -> String {
    let inDay = ((minute % 1440) + 1440) % 1440
    let (hours, minutes) = (inDay / 60, inDay % 60)
    return "\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)Z"
  }
}
