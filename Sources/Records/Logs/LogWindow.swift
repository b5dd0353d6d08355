import Evidence

/// The stretch of time under question, `--since` and `--until`; open where nothing was said.
package struct LogWindow: Sendable, Hashable {
  package var since: Double
  package var until: Double

  package static let all = LogWindow(since: -.infinity, until: .infinity)

  package init(since: Double, until: Double) {
    self.since = since
    self.until = until
  }

  /// The window of a subject's `since` and `until`; a text that is no time leaves that side open.
  package init(_ subject: Subject) {
    self.init(
      since: subject["since"].flatMap(LogTime.parse) ?? -.infinity,
      until: subject["until"].flatMap(LogTime.parse) ?? .infinity)
  }

  package func contains(_ time: Double) -> Bool { time >= since && time <= until }
}
