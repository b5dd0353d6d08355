extension DocumentKind {
  /// The kinds of AWS Organizations.
  static let organizationsKinds: [DocumentKind] = [
    .organizationPolicy, .organizationPoliciesForTarget, .organization,
  ]

  package static let organizationPolicy = DocumentKind(
    "organizations.describe-policy", list: nil, subject: .inside(["Policy.PolicySummary.Id"]),
    options: "--policy-id ${subject}",
    shape: """
      Policy(PolicySummary(Id Arn Name Description Type) Content*)
      """,
    recognizes: { $0["Policy"]?["PolicySummary"] != nil ? .yes : .no })

  package static let organizationPoliciesForTarget = DocumentKind(
    "organizations.list-policies-for-target", list: "Policies", subject: .file(["TargetId"]),
    options: "--target-id ${subject} --filter SERVICE_CONTROL_POLICY",
    shape: """
      Policies[Id Arn Name Description Type] NextToken
      """)

  package static let organization = DocumentKind(
    "organizations.describe-organization", list: nil, marks: ["Organization"],
    shape: """
      Organization(Id Arn)
      """)
}
