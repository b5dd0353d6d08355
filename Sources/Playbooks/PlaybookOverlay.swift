import Yams

/// Lays a translation over a playbook: the same ids, other words, and nothing else.
enum PlaybookOverlay {
  /// Keys whose values are words for people; only these may be translated.
  static let words: Set<String> = [
    "title", "symptom", "meaning", "impact", "ask", "asks", "why", "teach", "look", "claim", "plausible",
    "healthy", "broken", "live", "explanation", "text", "question", "undo", "prevent", "trigger", "opens",
    "people-try", "looks-right", "argument", "harm",
  ]

  static func merge(_ overlay: Node, over base: Node, _ source: PlaybookSource, key: String = "") -> Node {
    switch (base, overlay) {
    case (.mapping(let below), .mapping(let above)):
      return merge(mapping: above, over: below, source)
    case (.sequence(let below), .sequence(let above)):
      return merge(sequence: above, over: below, source, key)
    case (.scalar(let below), .scalar(let above)):
      if above.string == below.string { return base }
      guard words.contains(key) else {
        source.report("a translation may change words only; `\(key)` is none", at: overlay)
        return base
      }
      let names = Interpolation.names(below.string)
      for name in Interpolation.names(above.string) where !names.contains(name) {
        let meant = Spelling.nearest(name, names).map { " (did you mean `${\($0)}`?)" } ?? ""
        source.report(
          "the playbook's text has no `${\(name)}`\(meant)", at: overlay, part: "${\(name)}")
      }
      return overlay
    default:
      source.report("`\(key)` has another shape in the playbook", at: overlay)
      return base
    }
  }

  private static func merge(
    mapping above: Node.Mapping, over below: Node.Mapping, _ source: PlaybookSource
  ) -> Node {
    var result = below
    var known: [String: (key: Node, value: Node)] = [:]
    for (key, value) in below {
      if let name = key.scalar?.string, known[name] == nil { known[name] = (key, value) }
    }
    for (key, value) in above {
      let name = key.scalar?.string ?? "?"
      guard let found = known[name] else {
        source.report("the playbook has no `\(name)` here", at: key)
        continue
      }
      result[found.key] = merge(value, over: found.value, source, key: name)
    }
    return .mapping(result)
  }

  private static func merge(
    sequence above: Node.Sequence, over below: Node.Sequence, _ source: PlaybookSource, _ key: String
  ) -> Node {
    var result = below
    if key == "fixes", !belongTogether(above, below, source) { return .sequence(below) }
    var places: [String: Int] = [:]
    for (place, value) in below.enumerated() {
      if let id = value.mapping?["id"]?.scalar?.string, places[id] == nil { places[id] = place }
    }
    for (offset, value) in above.enumerated() {
      let id = value.mapping?["id"]?.scalar?.string
      let position = id.flatMap { places[$0] }
      if id != nil, position == nil {
        source.report("the playbook has no `\(id ?? "")` here", at: value)
      } else if let position = position ?? (offset < below.count ? offset : nil) {
        result[position] = merge(value, over: below[position], source, key: key)
      } else {
        source.report("the playbook's `\(key)` has fewer entries", at: value)
      }
    }
    return .sequence(result)
  }

  /// Whether each fix of the translation stands where the playbook has the fix that it repeats the operation of.
  ///
  /// Fixes have no ids: without this a fix that is put in would shift the words of all behind it.
  private static func belongTogether(
    _ above: Node.Sequence, _ below: Node.Sequence, _ source: PlaybookSource
  ) -> Bool {
    func operation(_ node: Node) -> String? { node.mapping?["operation"]?.scalar?.string }
    if above.count != below.count, let first = above.first {
      source.report("`fixes` has \(above.count) entries here and \(below.count) in the playbook", at: first)
      return false
    }
    var belong = true
    for (mine, base) in zip(above, below) where operation(mine) != operation(base) {
      let theirs = operation(base) ?? ""
      source.report(
        "this stands in the place of the fix whose `operation` is `\(theirs)`: repeat it", at: mine)
      belong = false
    }
    return belong
  }
}
