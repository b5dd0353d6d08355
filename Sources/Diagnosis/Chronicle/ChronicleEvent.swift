import Evidence
import Records
import Sentences

/// One dated thing that a snapshot records, with the place that says so.
package struct ChronicleEvent: Sendable, Hashable {
  /// Seconds since 1970, UTC.
  package let second: Int
  package let what: Sentence
  package let citation: Citation

  /// Secrets are left out of words and place.
  init(_ time: Double, _ what: Sentence, _ citation: Citation) {
    second = Int(time.rounded(.down))
    self.what = what.mapped { Redaction.text($0) }
    self.citation = Redaction.citation(citation)
  }

  /// ISO 8601 UTC.
  package var time: String { LogTime.format(Double(second)) }

  /// The oldest first; what happened in one second by its words.
  static func isEarlier(_ one: ChronicleEvent, _ other: ChronicleEvent) -> Bool {
    (one.second, one.what) < (other.second, other.what)
  }
}
