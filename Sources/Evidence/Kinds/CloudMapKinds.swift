extension DocumentKind {
  /// The kinds of AWS Cloud Map.
  static let cloudMapKinds: [DocumentKind] = [
    .serviceNamespaces
  ]

  package static let serviceNamespaces = DocumentKind(
    "servicediscovery.list-namespaces", list: "Namespaces",
    shape: """
      Namespaces[Id Arn Name Type Description] NextToken
      """)
}
