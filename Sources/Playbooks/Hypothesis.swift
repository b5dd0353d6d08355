import Commands

/// Something that may be wrong, and how that would be proved.
package struct Hypothesis: Sendable {
  /// Whether it can be the cause or only makes one worse.
  package enum Kind: String, Sendable, CaseIterable { case cause, amplifier }

  /// What can prove it: configuration alone, a record as well, or only a look at the live system.
  package enum Proof: String, Sendable, CaseIterable { case configuration, records, live }

  package var id: String
  package var kind: Kind
  package var proof: Proof
  package var hop: String?
  /// Rank by likelihood, 1 first.
  package var prior: Int
  package var claim: String
  package var plausible: String
  package var healthy: String
  package var broken: String
  package var teach: String
  package var test: Expression?
  /// Hypotheses that are literally true as well when this one is, and are then not reported beside it.
  package var general: [String]
  /// The check on the live system.
  package var live: String?
  package var cause: CauseText?

  /// What is told when the hypothesis is confirmed.
  package struct CauseText: Sendable {
    package var title: String
    package var explanation: String
    package var fixes: [FixTemplate]
    package var verify: String
    package var verifyCommand: ShellCommand?
    package var undo: String
    package var prevent: String
    package var trigger: String
  }

  /// How much this one counts when observations are compared.
  package var weight: Double { 1 / Double(max(prior, 1)) }
}
