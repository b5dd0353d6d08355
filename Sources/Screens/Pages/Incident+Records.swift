import Diagnosis

extension Incident {
  /// What access logs count.
  package struct Records: Sendable, Hashable {
    package var title: String
    package var perMinute: [Int]
    package var first: String
    package var total: Int
    /// The recorded change that came last before the errors.
    package var event: String?
    /// The number of the bar at which the change falls; negative for one before the first.
    package var eventMinute: Int?

    package init(title: String, perMinute: [Int], first: String, total: Int, event: String? = nil) {
      self.title = title
      self.perMinute = perMinute
      self.first = first
      self.total = total
      self.event = event
    }
  }
}

extension Incident.Records {
  /// The counted errors, with the change marked that brought them about.
  init(_ counts: MinuteCounts, title: String, event change: TrailCall?) {
    self.init(
      title: title, perMinute: counts.perMinute, first: Self.clock(counts.first), total: counts.total,
      event: change.map { $0.name + " " + Self.clock($0.event.second / 60) })
    eventMinute = change.map { $0.event.second / 60 - counts.start }
  }

  /// `05:31Z` of a minute since 1970 UTC.
  private static func clock(_ minute: Int) -> String {
    let inDay = ((minute % 1440) + 1440) % 1440
    let (hours, minutes) = (inDay / 60, inDay % 60)
    return "\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)Z"
  }
}
