import Evidence
import Records
import Foundation

/// Finds tasks and services by the names people use, and tells which of them show the symptom.
package struct PullSubject: Sendable {
  package let snapshot: Snapshot

  package init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  package var tasks: [JSON] { snapshot.listing(.tasks).items }
  package var services: [JSON] {
    snapshot.listing(.services).items.filter { $0["status"]?.string != "INACTIVE" }
  }

  /// Whether an ARN or a name means the thing asked for; nil asks for anything.
  package static func means(_ found: String?, _ asked: String?) -> Bool {
    guard let asked else { return true }
    guard let found else { return false }
    return found == asked || last(found) == last(asked)
  }

  /// The part of an ARN after the last slash.
  package static func last(_ text: String) -> String {
    text.split(separator: "/").last.map(String.init) ?? text
  }

  /// The service that a task belongs to.
  package static func serviceName(of task: JSON) -> String? {
    guard let group = task["group"]?.string, group.hasPrefix("service:") else { return nil }
    return String(group.dropFirst("service:".count))
  }

  /// Whether a task stopped, or waits, before all of its containers ran.
  package static func failedToStart(_ task: JSON) -> Bool {
    if task["startedAt"] != nil { return false }
    if task["stopCode"]?.string == "TaskFailedToStart" { return true }
    let texts =
      [task["stoppedReason"]?.string] + (task["containers"]?.elements.map { $0["reason"]?.string } ?? [])
    let isStopped =
      task["lastStatus"]?.string == "STOPPED" || task["desiredStatus"]?.string == "STOPPED"
      || task["stoppedAt"] != nil
    let reader = MessageReader.standard
    return isStopped && texts.compactMap { $0 }.contains { reader?.read($0).family != "not-image-pull" }
      || isStopped && task["stopCode"] == nil && task["pullStoppedAt"] == nil && task["stoppedReason"] != nil
        && !(task["stoppedReason"]?.string ?? "").lowercased().contains("scaling activity")
  }

  /// Whether a service runs fewer tasks than it should.
  package static func isShort(_ service: JSON) -> Bool {
    guard let desired = service["desiredCount"]?.int, let running = service["runningCount"]?.int else {
      return false
    }
    return running < desired
  }

  /// Whether a service's recent events tell of a task that could not be started.
  package static func eventsTellOfFailure(_ service: JSON) -> Bool {
    events(of: service).contains { $0.reading.family != "not-image-pull" }
  }

  /// The events that tell of failed starts, newest first, not older than the service's last steady state.
  package static func events(of service: JSON) -> [PullMessage] {
    let events = (service["events"]?.elements ?? []).sorted {
      Moment.of($0["createdAt"]) ?? 0 > Moment.of($1["createdAt"]) ?? 0
    }
    var found: [PullMessage] = []
    for event in events {
      guard let text = event["message"] else { continue }
      if text.string?.contains("has reached a steady state") == true { break }
      if let message = PullMessage(text, .serviceEvent), message.isFailure { found.append(message) }
    }
    return found
  }
}

/// Points in time as the AWS CLI prints them: ISO 8601 with Z or offset, or epoch seconds.
package enum Moment {
  /// Seconds since 1970.
  package static func of(_ json: JSON?) -> Double? {
    guard let json else { return nil }
    if let seconds = json.time { return seconds }
    guard let text = json.string else { return nil }
    if let seconds = JSON.time(Double(text)) { return seconds }
    let shape = /(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(\.\d+)?\s*(Z|[+\-]\d{2}:?\d{2})?/
    guard let match = text.prefixMatch(of: shape), let year = Int(match.1), let month = Int(match.2),
      let day = Int(match.3), let hour = Int(match.4), let minute = Int(match.5), let second = Int(match.6),
      (1970..<2200).contains(year), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    // Days from the civil date, with March as the first month so that leap days come last.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    var offset = 0
    if let zone = match.8, zone != "Z" {
      let digits = zone.filter(\.isNumber)
      let hours = Int(digits.prefix(2)) ?? 0
      let minutes = Int(digits.suffix(2)) ?? 0
      offset = (hours * 3600 + minutes * 60) * (zone.hasPrefix("-") ? -1 : 1)
    }
    return Double(days * 86_400 + hour * 3600 + minute * 60 + second - offset)
      + (match.7.flatMap { Double("0" + $0) } ?? 0)
  }
}
