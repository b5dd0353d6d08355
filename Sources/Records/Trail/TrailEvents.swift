import Sentences
import Evidence

/// One event of CloudTrail: who changed what, when.
package struct TrailEvent: Sendable {
  package let name: String
  /// Seconds since 1970; nil where the event has no time that can be read.
  package let time: Double?
  /// The ARN of who called, or the name that the listing gives.
  package let principal: String
  /// nil where the call succeeded.
  package let errorCode: String?
  /// The item of `Events`.
  package let json: JSON
  /// The parsed `CloudTrailEvent`.
  package let detail: PolicyText?
  /// Every text of the request and its answer.
  package let mentions: Set<String>

  /// The group, load balancer or other object that the request is about.
  package func parameter(_ name: String) -> String? { detail?.root["requestParameters"]?[name]?.scalar }

  /// Cites the event by its name inside the listing.
  package func cite(_ says: Sentence) -> Citation { Citation(json["EventName"] ?? json, says) }

  /// Cites an id inside the event's own text.
  package func cite(_ id: String, _ says: Sentence) -> Citation {
    guard let text = json["CloudTrailEvent"], text.string?.contains(id) ?? false else { return cite(says) }
    return Citation(text, says, part: id)
  }

  /// Time, call and caller, as one phrase.
  package var words: Sentence {
    let who = principal.split(separator: ":").last.map(String.init) ?? principal
    return
      "\(time.map(LogTime.format), or: "at an unknown time") \(name) by \(who.replacing("assumed-role/", with: ""))"
  }

  /// The ports and groups of a rule that the request names.
  package var permissions: [(from: Int?, to: Int?, groups: [String])] {
    (detail?.root["requestParameters"]?["ipPermissions"]?["items"]?.elements ?? []).map { item in
      (
        item["fromPort"]?.int, item["toPort"]?.int,
        (item["groups"]?["items"]?.elements ?? []).compactMap { $0["groupId"]?.string }
      )
    }
  }
}

/// The events of `cloudtrail lookup-events`, the oldest first.
package struct TrailEvents: Sendable {
  package let events: [TrailEvent]
  package let listing: Listing

  private init(_ snapshot: Snapshot) {
    listing = snapshot.listing(.trailEvents)
    events = listing.items.map(TrailEvents.read).sorted { ($0.time ?? 0, $0.name) < ($1.time ?? 0, $1.name) }
  }

  /// Successful changes that name this id, the oldest first.
  package func naming(_ id: String) -> [TrailEvent] {
    events.filter { $0.errorCode == nil && $0.mentions.contains(id) }
  }

  /// The latest successful change of one of these kinds that names one of the ids: what set it off.
  package func trigger(_ names: Set<String>, ids: [String]) -> TrailEvent? {
    events.last { event in
      event.errorCode == nil && names.contains(event.name) && ids.contains { event.mentions.contains($0) }
    }
  }

  /// Cites the latest successful change of one kind that names one of the ids: who, what, when.
  package func cite(_ change: TrailChange, _ ids: [String]) -> [Citation] {
    guard let event = trigger(change.names, ids: ids),
      let id = ids.first(where: { event.mentions.contains($0) })
    else { return [] }
    return [event.cite(id, "what changed before: \(event.words)")]
  }

  private static func read(_ item: JSON) -> TrailEvent {
    let detail = item["CloudTrailEvent"].flatMap { PolicyText($0) }
    let time = item["EventTime"]?.scalar ?? detail?.root["eventTime"]?.string
    var mentions: Set<String> = []
    for part in ["requestParameters", "responseElements"] {
      if let value = detail?.root[part] { collect(value, into: &mentions) }
    }
    for resource in item["Resources"]?.elements ?? [] {
      if let name = resource["ResourceName"]?.string { mentions.insert(name) }
    }
    return TrailEvent(
      name: item["EventName"]?.string ?? "", time: time.flatMap(LogTime.parse),
      principal: detail?.root["userIdentity"]?["arn"]?.string ?? item["Username"]?.string
        ?? "an unknown principal",
      errorCode: detail?.root["errorCode"]?.string, json: item, detail: detail, mentions: mentions)
  }

  private static func collect(_ value: JSON, into texts: inout Set<String>) {
    for member in value.members { collect(member.value, into: &texts) }
    for element in value.elements { collect(element, into: &texts) }
    if let text = value.string { texts.insert(text) }
  }
}

extension TrailEvents: AnalysisModel {
  package static func make(_: WholeSnapshot, in analysis: Analysis) -> TrailEvents {
    TrailEvents(analysis.snapshot)
  }
}

extension Analysis {
  /// What CloudTrail recorded.
  package var trailEvents: TrailEvents { value(of: TrailEvents.self) }
}
