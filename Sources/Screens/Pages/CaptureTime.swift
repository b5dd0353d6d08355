import Evidence
import Records
import Services
import Foundation

/// When the snapshot was taken, as far as it says so itself.
enum CaptureTime {
  /// The services whose documents tell what happened; elsewhere a time is that of a resource's making.
  private static let eventful = ["ecs", "cloudtrail", "logs", "cloudwatch"]
  /// Larger documents are not searched for times.
  private static let searchable = 4 << 20

  /// The end of collecting, in UTC; nil where no call was recorded.
  static func of(_ snapshot: Snapshot) -> String? { snapshot.calls.compactMap(\.at).max() }

  /// The newest time at which an event, a task or a log line says that something happened, in UTC.
  ///
  /// A snapshot filled by hand tells no more: it is at least as young as the newest thing in it.
  static func newest(_ snapshot: Snapshot, _ subject: Subject) -> String? {
    let found: [String] = snapshot.memo.value("newest time") {
      var newest = logs(snapshot, subject)
      for document in snapshot.documents {
        guard let kind = document.kind, eventful.contains(where: { kind.service == $0 }),
          document.root.source.utf8.count <= searchable
        else { continue }
        search(document.root, &newest)
      }
      return newest.map { [Date(timeIntervalSince1970: $0).formatted(.iso8601)] } ?? []
    }
    return found.first
  }

  private static func logs(_ snapshot: Snapshot, _ subject: Subject) -> Double? {
    let facts = LogFacts.of(snapshot, window: LogWindow(subject))
    return
      (facts.loadBalancers.values.compactMap(\.span?.last)
      + facts.distributions.values.compactMap(\.span?.last)).max()
  }

  private static func search(_ json: JSON, _ newest: inout Double?) {
    for (name, value) in json.members {
      if value.isObject || value.isArray {
        search(value, &newest)
      } else if tellsPast(name), let time = seconds(value), time > newest ?? 0 {
        newest = time
      }
    }
    for element in json.elements where element.isObject || element.isArray { search(element, &newest) }
  }

  /// Seconds since 1970 of a time in any form that the CLI prints; logs count milliseconds.
  private static func seconds(_ value: JSON) -> Double? {
    if let number = value.time { return number > 1e11 ? number / 1000 : number }
    guard let text = TimelineMaker.utc(value) else { return nil }
    return try? Date(text, strategy: .iso8601).timeIntervalSince1970
  }

  /// Names such as `createdAt` and `EventTime`; none of what lies ahead, such as an expiry.
  private static func tellsPast(_ name: String) -> Bool {
    let name = name.lowercased()
    guard ["at", "time", "date", "timestamp"].contains(where: { name.hasSuffix($0) }) else { return false }
    return !["expir", "notafter", "until", "next", "deletion", "valid"].contains { name.contains($0) }
  }
}
