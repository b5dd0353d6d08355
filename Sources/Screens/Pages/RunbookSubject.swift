import Evidence

/// What the subject of a document kind is called where a reader has to fill it in.
enum RunbookSubject {
  private static let names: [(part: String, name: String)] = [
    ("describe-listeners", "load-balancer"), ("load-balancer", "load-balancer"), ("target", "target-group"),
    ("describe-rules", "listener-arn"), ("distribution", "distribution"), ("vpc-origin", "vpc-origin"),
    ("prefix-list", "prefix-list"), ("policy-version", "policy-arn"), ("role", "role"),
    ("repository", "repository"), ("describe-images", "repository"), ("task-definition", "task-definition"),
    ("describe-tasks", "task"), ("describe-services", "service"), ("key", "key-id"), ("secret", "secret-id"),
    ("parameter", "parameter"), ("record-sets", "zone-id"), ("vpc", "vpc-id"), ("security-group", "group-id"),
  ]

  static func name(of kind: DocumentKind) -> String {
    names.first { kind.name.contains($0.part) }?.name ?? "subject"
  }
}
