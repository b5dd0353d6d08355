extension DocumentKind {
  /// The kinds of Amazon CloudWatch Logs.
  static let cloudWatchLogsKinds: [DocumentKind] = [
    .logGroups
  ]

  package static let logGroups = DocumentKind(
    "logs.describe-log-groups", list: "logGroups",
    shape: """
      logGroups[logGroupName!:id arn logGroupArn] nextToken
      """)
}
