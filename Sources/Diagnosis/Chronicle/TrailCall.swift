import Evidence
import Records
import Sentences

/// A call that changed something, or was refused to, as CloudTrail recorded it.
package struct TrailCall: Sendable {
  /// `SetSecurityGroups`.
  package let name: String
  package let event: ChronicleEvent
  /// Whether it did what was asked.
  let hasSucceeded: Bool
  /// Every text of the request and its answer.
  private let mentions: Set<String>

  /// Nil for a call that only read, and for one without a time.
  init?(_ event: TrailEvent) {
    guard let time = event.time, !event.name.isEmpty, event.json["ReadOnly"]?.bool != true else { return nil }
    name = event.name
    hasSucceeded = event.errorCode == nil
    mentions = event.mentions
    var what = Sentence(name: event.name)
    let names = event.json["Resources"]?.elements.lazy.compactMap { $0["ResourceName"]?.string }
    if let on = names?.first { what += " \(on)" }
    if let who = event.json["Username"]?.string { what += " (\(who))" }
    if let code = event.errorCode { what += ": \(code)" }
    self.event = ChronicleEvent(time, what, event.cite(Sentence(name: event.name)))
  }

  /// Whether the request or its answer names one of these.
  func names(_ ids: Set<String>) -> Bool { !mentions.isDisjoint(with: ids) }
}
