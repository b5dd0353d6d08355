extension DocumentKind {
  /// The kinds of AWS CloudTrail.
  static let cloudTrailKinds: [DocumentKind] = [
    .trailEvents
  ]

  package static let trailEvents = DocumentKind(
    "cloudtrail.lookup-events", list: "Events", marks: [],
    shape: """
      Events[EventName ReadOnly EventTime@ Username Resources[ResourceName] CloudTrailEvent] NextToken
      """, recognizes: recognizesEvents)

  private static func recognizesEvents(_ root: JSON) -> Match {
    guard let events = root["Events"] else { return .no }
    let first = events.elements.first
    return first == nil || first?["CloudTrailEvent"] != nil || first?["EventName"] != nil ? .yes : .no
  }
}
