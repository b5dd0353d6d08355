/// What a failure text comes to: its facts, the mechanism it states, and the families it cannot exclude.
package struct MessageReading: Sendable {
  package let facts: MessageFacts
  /// The mechanism in the table's words, for example `no-current-secret-value`; nil where nothing matched.
  package let fault: String?
  package let family: String
  package let candidates: [String]
  package let advice: MessageAdvice?

  /// Whether the text states the fault outright: an answer was given, and it names what is wrong.
  ///
  /// A timeout states nothing but silence, and a cut text may have said more.
  package var isOutright: Bool {
    guard let fault, family != "ambiguous", !fault.hasPrefix("cut") else { return false }
    switch facts.verb {
    case .timeout, .canceled, .refused, .reset, .panic, .unresolved: return false
    default: return true
    }
  }
}

/// What a reader should know about a family of failure texts.
package struct MessageAdvice: Sendable, Hashable {
  package let says: String
  package let open: String
  package let next: String
}
