import Evidence
import Playbooks

/// Which documents a playbook's capture holds, and how those are made that need a name.
package enum CollectionPlan {
  /// One part of the script: calls whose names come from other calls.
  struct Block: Sendable {
    /// The kinds it makes; the part stands in the script if one of them is read.
    var kinds: [String]
    /// What disappears soonest is collected first.
    var isFirst = false
    var script: String
    /// Actions beside those of the kinds themselves.
    var actions: [String] = []

    func serves(_ wanted: [String]) -> Bool { wanted.contains { kinds.contains($0) } }
  }

  /// The kinds a playbook's capture holds.
  package static func kinds(_ playbook: Playbook) -> [String] {
    playbook.documentKinds.filter { DocumentKind.all[$0] != nil }
  }

  static var blocks: [Block] {
    CollectionBlocks.containers + CollectionBlocks.network + CollectionBlocks.balancers
      + CollectionBlocks.registry + CollectionBlocks.secrets
  }

  static var inBlocks: Set<String> { Set(blocks.flatMap(\.kinds)) }

  /// The IAM actions that the capture needs, sorted.
  package static func actions(_ playbook: Playbook) -> [String] {
    let kinds = kinds(playbook)
    let served = blocks.filter { $0.serves(kinds) }
    var actions: Set<String> = ["sts:GetCallerIdentity"]
    for kind in kinds + served.flatMap(\.kinds) { actions.insert(action(kind)) }
    return actions.union(served.flatMap(\.actions)).sorted()
  }

  private static func action(_ kind: String) -> String {
    let words = kind.split(separator: ".", maxSplits: 1).map(String.init)
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
