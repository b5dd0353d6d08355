extension DocumentKind {
  /// The kinds of AWS STS.
  static let stsKinds: [DocumentKind] = [
    .callerIdentity
  ]

  package static let callerIdentity = DocumentKind(
    "sts.get-caller-identity", list: nil,
    shape: """
      UserId Account Arn
      """,
    recognizes: { $0["Account"] != nil && $0["UserId"] != nil && $0["Arn"] != nil ? .yes : .no })
}
