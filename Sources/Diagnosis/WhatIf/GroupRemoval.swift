import Sentences
import Evidence
import Playbooks

/// A security group taken off what carries it, or deleted: who relies on it, and what the diagnosis would be.
package struct GroupRemoval: Sendable {
  package var group: String
  /// Who relies on the group today.
  package var uses: [GroupUse]
  /// The snapshot afterwards; as it is where AWS refuses.
  package var snapshot: Snapshot
  /// What was done, in words.
  package var applied: [Sentence]
  /// What AWS would refuse, or what the snapshot cannot show.
  package var refused: [Sentence]

  /// Takes the group off every load balancer, interface and service that has another one.
  package static func detach(_ group: String, from snapshot: Snapshot) throws(FixUnmodelled) -> GroupRemoval {
    var removal = try GroupRemoval(group, snapshot)
    var edits: [DocumentEdit] = []
    let carriers: [(kind: DocumentKind, name: String, path: [String], key: String?)] = [
      (.loadBalancers, "LoadBalancerName", ["SecurityGroups"], nil),
      (.networkInterfaces, "NetworkInterfaceId", ["Groups"], "GroupId"),
      (
        .services, "serviceName",
        ["networkConfiguration", "awsvpcConfiguration", "securityGroups"], nil
      ),
    ]
    for carrier in carriers {
      for item in snapshot.listing(carrier.kind).items {
        var list: JSON? = item
        for member in carrier.path { list = list?[member] }
        let carried = list?.elements ?? []
        let gone = carried.filter { entry in
          let id = carrier.key.map { entry[$0] } ?? entry
          return id?.string == group
        }
        if gone.isEmpty { continue }
        let name = item[carrier.name]?.string ?? carrier.kind.name
        if gone.count == carried.count {
          removal.refused.append("AWS refuses: \(group) is the only group of \(name)")
          continue
        }
        edits.append(DocumentEdit(item.document, gone.reversed().map { JSONPatch(.remove, $0.pointer) }))
        removal.applied.append("\(group) taken off \(name)")
      }
    }
    if !edits.isEmpty {
      removal.snapshot = try WhatIf.apply(GroupRemoval.ordered(edits), to: snapshot, what: "detach \(group)")
    }
    return removal
  }

  /// Deletes the group, if AWS would.
  package static func delete(_ group: String, from snapshot: Snapshot) throws(FixUnmodelled) -> GroupRemoval {
    var removal = try GroupRemoval(group, snapshot)
    let users = removal.uses.filter(\.forbidsDeletion)
    if !users.isEmpty {
      removal.refused = users.map { "AWS refuses (DependencyViolation): \($0.says)" }
      return removal
    }
    guard let edits = FixCatalog.named("delete-security-group")?.edits else { return removal }
    let made = try edits(FixValues(["group-id": group]), snapshot)
    removal.snapshot = try WhatIf.apply(made, to: snapshot, what: "delete \(group)")
    removal.applied = ["\(group) deleted"]
    return removal
  }

  private init(_ group: String, _ snapshot: Snapshot) throws(FixUnmodelled) {
    self.group = group
    self.snapshot = snapshot
    uses = GroupUse.of(group, snapshot)
    applied = []
    refused = []
    let groups = snapshot.listing(.securityGroups).items
    if uses.isEmpty, !groups.contains(where: { $0["GroupId"]?.string == group }) {
      throw FixUnmodelled("the snapshot knows no security group \(group)")
    }
  }

  /// Removals inside one document, later positions first, so that pointers stay true.
  private static func ordered(_ edits: [DocumentEdit]) -> [DocumentEdit] { edits.reversed() }

  /// Who relies on the group and what would be done, as text.
  package func text(_ speech: Speech) -> String {
    let lead: Sentence =
      uses.isEmpty ? "nothing in the snapshot relies on \(group)" : "who relies on \(group):"
    var lines = [speech(lead)]
    lines += uses.map { "  \(DiagnosisText.line(speech($0.place)))" }
    lines += (applied + refused).map { speech($0) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The members beside the diagnosis.
  package var json: [JSONValue.Member] {
    [
      .init("applied", .array(applied.map { .string($0.english) })),
      .init("refused", .array(refused.map { .string($0.english) })),
      .init("reliedOnBy", DiagnosisJSON.evidence(uses.map(\.place))),
    ]
  }
}
