extension DocumentKind {
  /// The kinds of AWS Systems Manager.
  static let systemsManagerKinds: [DocumentKind] = [
    .parameters
  ]

  package static let parameters = DocumentKind(
    "ssm.describe-parameters", list: "Parameters", marks: [],
    shape: """
      Parameters[Name! ARN Type KeyId Description Version# Policies[%]] NextToken
      """,
    recognizes: { $0["Parameters"] != nil && $0["InvalidParameters"] == nil ? .yes : .no })
}
