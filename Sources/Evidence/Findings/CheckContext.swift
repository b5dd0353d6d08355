/// What a check is given.
package struct CheckContext: Sendable {
  package let snapshot: Snapshot
  package let subject: Subject
  /// The playbook's parameters for this use of the check.
  package let parameters: [String: String]

  package init(snapshot: Snapshot, subject: Subject, parameters: [String: String] = [:]) {
    self.snapshot = snapshot
    self.subject = subject
    self.parameters = parameters
  }
}
