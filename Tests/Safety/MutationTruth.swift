/// Mutations that make a conviction true: the mutated document says just what a broken account would say.
///
/// By hand, with the reason. A row holds for a kind and member, never for an incident.
enum MutationTruth {
  private struct Row {
    let changes: Set<DocumentMutation.Change>
    let kind: String
    let members: Set<String>
    let reason: String

    init(_ changes: Set<DocumentMutation.Change>, _ kind: String, _ members: Set<String>, _ reason: String) {
      self.changes = changes
      self.kind = kind
      self.members = members
      self.reason = reason
    }
  }

  private static let rows: [Row] = [
    Row(
      [.cut], "iam.get-policy-version", ["Action"], "a policy that does not list an action does not grant it")
  ]

  /// Why the conviction follows from what the document says now; nil where it does not.
  static func reason(_ mutation: DocumentMutation, convicts id: String) -> String? {
    rows.first { row in
      row.changes.contains(mutation.change) && row.kind == mutation.kind
        && row.members.contains(mutation.member)
    }?.reason
  }
}
