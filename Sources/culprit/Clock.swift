import Foundation
import Screens

/// The one place that asks what time it is: for the age in the header and the time of a note.
enum Clock {
  static var now: Date {
    if let text = ProcessInfo.processInfo.environment["CULPRIT_NOW"],
      let date = try? Date(text, strategy: .iso8601)
    {
      return date
    }
    return Date()
  }

  /// How old something is, in words; nil where its time is not known.
  static func age(_ time: String?, _ words: Words) -> String? {
    guard let time, let date = try? Date(time, strategy: .iso8601) else { return nil }
    let minutes = Int(now.timeIntervalSince(date) / 60)
    if minutes < 0 { return nil }
    if minutes < 120 { return words(.ageMinutes, "\(minutes)") }
    if minutes < 48 * 60 { return words(.ageHours, "\(minutes / 60)") }
    return words(.ageDays, "\(minutes / 60 / 24)")
  }
}
