extension DocumentKind {
  /// The kinds of AWS Lambda.
  static let lambdaKinds: [DocumentKind] = [
    .lambdaFunction
  ]

  package static let lambdaFunction = DocumentKind(
    "lambda.get-function", list: nil,
    subject: .inside(["Configuration.FunctionName", "Configuration.FunctionArn"]),
    options: "--function-name ${subject}",
    shape: """
      Configuration(FunctionName FunctionArn Role Description Timeout# Version State) Code() Tags{}
      """,
    recognizes: { $0["Configuration"] != nil && $0["Code"] != nil ? .yes : .no })
}
