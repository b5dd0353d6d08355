import Evidence

/// Leads citations of a changed snapshot back to the snapshot as it was taken, wherever the value stands there too.
struct OriginalPlaces {
  let snapshot: Snapshot

  /// A diagnosis whose citations have the lines of the original files; what only the change made says so.
  func restored(_ conclusion: Conclusion) -> Conclusion {
    var result = conclusion
    for index in result.entries.indices {
      result.entries[index].evidence = result.entries[index].evidence.map { original($0) }
    }
    return result
  }

  private func original(_ citation: Citation) -> Citation {
    guard let pointer = citation.pointer else { return citation }
    let document = snapshot.documents.first {
      $0.file == citation.file && ($0.number ?? 1) == (citation.document ?? 1)
    }
    var result = citation
    guard let found = document?.root.resolve(pointer), holds(citation.value, found) else {
      result.says = "\(result.says) (after the change)"
      return result
    }
    result.line = found.index.place(of: found.offset).line
    return result
  }

  private func holds(_ value: String?, _ found: JSON) -> Bool {
    guard let value else { return true }
    if found.isNull { return value == "null" }
    return found.scalar == value || found.string?.contains(value) == true
  }
}
