/// One question about the snapshot, asked by name from a playbook.
///
/// One check is one file; its doc comment is its manual. A check is pure: same snapshot, same subject, same
/// parameters, same finding. It never names a cause.
package protocol Check: Sendable {
  /// The name playbooks use, kebab-case, for example `target-ingress`.
  static var name: String { get }
  /// One sentence for `culprit checks`.
  static var summary: String { get }
  /// The parameters a playbook may give, with the values each accepts (empty = any text).
  static var parameters: [CheckParameter] { get }
  /// The document kinds it reads, for `collect` and for the playbook's list of required documents.
  static var reads: [DocumentKind] { get }

  /// Answers the check's question about the snapshot.
  static func run(_ context: CheckContext) -> Finding
}

/// One parameter of a check.
package struct CheckParameter: Sendable {
  package let name: String
  package let summary: String
  package let values: [String]
  package let required: Bool

  package init(_ name: String, _ summary: String, values: [String] = [], required: Bool = false) {
    self.name = name
    self.summary = summary
    self.values = values
    self.required = required
  }
}
