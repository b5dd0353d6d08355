/// A repair as the playbook writes it: an operation and the values it takes, still with `${names}`.
package struct FixTemplate: Sendable {
  /// Whether it can be run as printed.
  package enum Applicability: String, Sendable, CaseIterable {
    case ready
    case fillIn = "fill-in"
    case checkFirst = "check-first"
  }

  package var title: String
  /// Name of the ``FixOperation``.
  package var operation: String
  package var values: [String: String]
  package var applicability: Applicability
  /// What else it opens.
  package var opens: String
  package var undo: String
  /// The permanent form, as Terraform.
  package var terraform: String
}
