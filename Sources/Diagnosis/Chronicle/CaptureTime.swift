import Evidence
import Records
import Services

/// When a snapshot was taken, as far as it says so itself; ISO 8601 UTC.
package enum CaptureTime: Sendable, Hashable {
  /// The end of collecting.
  case taken(String)
  /// The newest time at which an event, a task or a log line says that something happened.
  ///
  /// A snapshot filled by hand tells no more: it is at least as young as the newest thing in it.
  case newest(String)

  /// The services whose documents tell what happened; elsewhere a time is that of a resource's making.
  private static let eventful = ["ecs", "cloudtrail", "logs"]
  /// Larger documents are not searched for times, bytes.
  private static let searchable = 4 << 20

  /// Nil where nothing in the snapshot has a time.
  static func of(_ analysis: Analysis, _ subject: Subject) -> CaptureTime? {
    let snapshot = analysis.snapshot
    if let end = snapshot.calls.compactMap(\.at).max() { return .taken(end) }
    var newest = logs(analysis, subject)
    for document in snapshot.documents {
      guard let kind = document.kind, eventful.contains(where: { kind.service == $0 }),
        document.root.source.utf8.count <= searchable
      else { continue }
      search(document.root, &newest)
    }
    return newest.map { .newest(LogTime.format($0)) }
  }

  /// The last line of any log: also another load balancer's was written before the snapshot was taken.
  private static func logs(_ analysis: Analysis, _ subject: Subject) -> Double? {
    let facts = analysis.logs(LogWindow(subject))
    return
      (facts.loadBalancers.values.compactMap(\.span?.last)
      + facts.distributions.values.compactMap(\.span?.last)).max()
  }

  private static func search(_ json: JSON, _ newest: inout Double?) {
    for (name, value) in json.members {
      if value.isObject || value.isArray {
        search(value, &newest)
      } else if tellsPast(name), let time = value.scalar.flatMap(LogTime.parse), time > newest ?? 0 {
        newest = time
      }
    }
    for element in json.elements where element.isObject || element.isArray { search(element, &newest) }
  }

  /// Names such as `createdAt` and `EventTime`; none of what lies ahead, such as an expiry.
  private static func tellsPast(_ name: String) -> Bool {
    let name = name.lowercased()
    guard ["at", "time", "date", "timestamp"].contains(where: { name.hasSuffix($0) }) else { return false }
    return !["expir", "notafter", "until", "next", "deletion", "valid"].contains { name.contains($0) }
  }
}
