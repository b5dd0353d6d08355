import Evidence
import Playbooks

/// Which documents a playbook's capture holds, and how those are made that need a name.
package enum CollectionPlan {
  /// The kinds a playbook's capture holds.
  package static func kinds(_ playbook: Playbook) -> [DocumentKind] {
    playbook.documentKinds.filter(\.isCall)
  }

  static var inBlocks: Set<DocumentKind> { Set(DocumentKind.collectionBlocks.flatMap(\.kinds)) }

  /// The IAM actions that the capture needs, sorted.
  package static func actions(_ playbook: Playbook) -> [String] {
    let kinds = kinds(playbook)
    let served = DocumentKind.collectionBlocks.filter { $0.serves(kinds) }
    var actions: Set<String> = ["sts:GetCallerIdentity"]
    for kind in kinds + served.flatMap(\.kinds) { actions.insert(action(kind)) }
    return actions.union(served.flatMap(\.actions)).sorted()
  }

  private static func action(_ kind: DocumentKind) -> String {
    let words = kind.name.split(separator: ".", maxSplits: 1).map(String.init)
    let services = ["elbv2": "elasticloadbalancing", "s3api": "s3", "efs": "elasticfilesystem"]
    let operation = (words.last ?? "").split(separator: "-")
      .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    return "\(services[words[0]] ?? words[0]):\(operation)"
  }

  /// The least IAM policy under which the capture works.
  package static func policy(_ playbook: Playbook) -> JSONValue {
    .object([
      .init("Version", .string("2012-10-17")),
      .init(
        "Statement",
        .array([
          .object([
            .init("Sid", .string("CulpritCollect")), .init("Effect", .string("Allow")),
            .init("Action", .array(actions(playbook).map { .string($0) })), .init("Resource", .string("*")),
          ])
        ])),
    ])
  }
}
