extension DocumentKind {
  /// The kinds of Amazon S3.
  static let s3Kinds: [DocumentKind] = [
    .bucketPolicy
  ]

  package static let bucketPolicy = DocumentKind(
    "s3api.get-bucket-policy", list: nil, subject: .file(["Bucket"]), options: "--bucket ${subject}",
    shape: """
      Policy*
      """, recognizes: recognizesBucketPolicy)

  private static func recognizesBucketPolicy(_ root: JSON) -> Match {
    guard let policy = root["Policy"] else { return .no }
    return policy["PolicySummary"] == nil && policy["PolicyName"] == nil ? .named : .no
  }
}
