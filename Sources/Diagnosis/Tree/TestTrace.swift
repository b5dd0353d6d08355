import Evidence
import Playbooks

/// How a test came to its verdict: every condition and what each saw.
package struct TestTrace: Sendable {
  /// What kind of node of the test this is.
  package enum Kind: Sendable, Hashable {
    case check(CheckUse)
    case all, any, first, not
  }

  package var kind: Kind
  package var finding: Finding
  package var parts: [TestTrace]

  package init(_ kind: Kind, _ finding: Finding, _ parts: [TestTrace] = []) {
    self.kind = kind
    self.finding = finding
    self.parts = parts
  }
}
