import Evidence

/// All documents of a snapshot as one object, for queries: each listing under its own member, and under its kind.
package enum SnapshotUnion {
  /// The object; secrets are redacted by their place.
  package static func value(_ snapshot: Snapshot) -> JSONValue {
    var lists: [(name: String, items: [JSONValue])] = []
    var kinds: [(name: String, documents: [JSONValue])] = []
    // Where each name stands: a document can have as many members as it has bytes.
    var listPlaces: [String: Int] = [:]
    var kindPlaces: [DocumentKind: Int] = [:]
    for document in snapshot.documents {
      let root = Redaction.value(JSONValue(document.root))
      if let kind = document.kind {
        if let known = kindPlaces[kind] {
          kinds[known].documents.append(root)
        } else {
          kindPlaces[kind] = kinds.count
          kinds.append((kind.name, [root]))
        }
      }
      guard case .object(let members) = root else { continue }
      for member in members {
        guard case .array(let items) = member.value else { continue }
        if let known = listPlaces[member.name] {
          lists[known].items += items
        } else {
          listPlaces[member.name] = lists.count
          lists.append((member.name, items))
        }
      }
    }
    return .object(
      lists.map { .init($0.name, .array($0.items)) } + kinds.map { .init($0.name, .array($0.documents)) })
  }
}
