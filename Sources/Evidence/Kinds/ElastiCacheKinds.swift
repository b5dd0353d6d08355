extension DocumentKind {
  /// The kinds of Amazon ElastiCache.
  static let elastiCacheKinds: [DocumentKind] = [
    .cacheClusters
  ]

  package static let cacheClusters = DocumentKind(
    "elasticache.describe-cache-clusters", list: "CacheClusters", options: "--show-cache-node-info",
    shape: """
      Marker CacheClusters[SecurityGroups[Status] ARN]
      """)
}
