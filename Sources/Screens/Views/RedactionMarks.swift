import Evidence

/// Gives equal secrets equal marks in a report, so that a reader sees where the same value stands twice.
///
/// The marks are numbered in the order of the report's evidence and tell nothing about the values.
package struct RedactionMarks {
  private let snapshot: Snapshot
  private var numbers: [String: Int] = [:]
  private var places: [Incident.Redacted] = []

  /// The incident with marks instead of the bare word, and the list of what was redacted.
  package static func marked(_ incident: Incident, _ snapshot: Snapshot) -> Incident {
    var marks = RedactionMarks(snapshot: snapshot)
    var incident = incident
    for index in incident.causes.indices {
      incident.causes[index].evidence = incident.causes[index].evidence.map { marks.mark($0) }
      incident.causes[index].changes = incident.causes[index].changes.map { marks.mark($0) }
    }
    for index in incident.hypotheses.indices {
      incident.hypotheses[index].evidence = incident.hypotheses[index].evidence.map { marks.mark($0) }
    }
    incident.timeline = incident.timeline.map { marks.mark($0) }
    incident.since = incident.since.map { marks.mark($0) }
    if var sibling = incident.sibling {
      sibling.evidence = sibling.evidence.map { marks.mark($0) }
      incident.sibling = sibling
    }
    incident.redacted = marks.places
    return incident
  }

  private init(snapshot: Snapshot) { self.snapshot = snapshot }

  private mutating func mark(_ entry: Incident.TimelineEntry) -> Incident.TimelineEntry {
    var entry = entry
    entry.citation = entry.citation.map { mark($0) }
    return entry
  }

  private mutating func mark(_ citation: Citation) -> Citation {
    guard let value = citation.value, value.contains(Redaction.word) else { return citation }
    guard let original = CitationProof.text(citation, in: snapshot) else { return citation }
    var marked = citation
    if value == Redaction.word {
      marked.value = name(original, citation)
    } else if citation.pointer == nil {
      let secrets = Redaction.secrets(in: original)
      let pieces = value.split(separator: Redaction.word, omittingEmptySubsequences: false)
      guard pieces.count == secrets.count + 1, let first = pieces.first else { return citation }
      marked.value = zip(secrets, pieces.dropFirst()).reduce(String(first)) {
        $0 + name($1.0, citation) + $1.1
      }
    }
    return marked
  }

  private mutating func name(_ secret: String, _ citation: Citation) -> String {
    let number = numbers[secret] ?? numbers.count + 1
    numbers[secret] = number
    let mark = "\(Redaction.word)-\(number)"
    let place = Incident.Redacted(
      mark: mark, file: citation.file, line: citation.line, pointer: citation.pointer)
    if !places.contains(place) { places.append(place) }
    return mark
  }
}

extension Redaction {
  /// A mark without its number.
  static func plain(_ text: String) -> String { text.replacing(/\bredacted-[0-9]+/, with: word) }
}
