/// All documents of a snapshot as one object, for queries: each listing under its own member, and under its kind.
package enum SnapshotUnion {
  /// The object; secrets are redacted by their place.
  package static func value(_ snapshot: Snapshot) -> JSONValue {
    var lists: [(name: String, items: [JSONValue])] = []
    var kinds: [(name: String, documents: [JSONValue])] = []
    for document in snapshot.documents {
      let root = Redaction.value(JSONValue(document.root))
      if let kind = document.kind {
        if let known = kinds.firstIndex(where: { $0.name == kind }) {
          kinds[known].documents.append(root)
        } else {
          kinds.append((kind, [root]))
        }
      }
      guard case .object(let members) = root else { continue }
      for member in members {
        guard case .array(let items) = member.value else { continue }
        if let known = lists.firstIndex(where: { $0.name == member.name }) {
          lists[known].items += items
        } else {
          lists.append((member.name, items))
        }
      }
    }
    return .object(
      lists.map { .init($0.name, .array($0.items)) } + kinds.map { .init($0.name, .array($0.documents)) })
  }
}
