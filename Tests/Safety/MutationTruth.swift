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
      [.cut, .flipped], "iam.get-policy-version", ["Action"],
      "a policy that does not list an action does not grant it"),
    Row([.cut], "iam.get-policy-version", ["Statement"], "a policy without statements grants nothing"),
    Row(
      [.cut], "iam.get-role-policy", ["Statement", "Action"], "a policy without statements grants nothing"),
    Row(
      [.cut], "iam.list-role-policies", ["PolicyNames"], "a role whose list names no policy has no inline one"
    ),
    Row(
      [.cut], "iam.list-attached-role-policies", ["AttachedPolicies"],
      "a role whose list names no policy has none attached"),
    Row([.cut], "iam.get-role", ["Statement"], "a trust policy without statements trusts nobody"),
    Row(
      [.cut], "iam.get-account-authorization-details", ["Statement"],
      "a policy without statements grants nothing and trusts nobody"),
    Row([.flipped], "iam.get-role", ["Service"], "the trust policy names another service"),
    Row([.flipped], "iam.get-role", ["Arn"], "the role of that name has another ARN than the task's"),
    Row(
      [.flipped], "ecs.describe-task-definition", ["valueFrom"],
      "the definition names a secret that the role may not read"),
    Row(
      [.flipped], "ec2.describe-vpc-endpoints", ["ServiceName"],
      "the endpoint is another service's, so this one has none"),
    Row(
      [.dropped], "ecs.describe-task-definition", ["awslogs-group", "awslogs-stream-prefix"],
      "a log driver without an option that it needs does not start"),
    Row(
      [.cut], "ec2.describe-route-tables", ["Associations"],
      "a subnet that no table names is routed by the main one"),
  ]

  /// Why the conviction follows from what the document says now; nil where it does not.
  static func reason(_ mutation: DocumentMutation, convicts id: String) -> String? {
    rows.first { row in
      row.changes.contains(mutation.change) && row.kind == mutation.kind
        && row.members.contains(mutation.member)
    }?.reason
  }
}
