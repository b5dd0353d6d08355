import Files
import Yams

/// The one door for YAML that somebody else may have written: what comes out is bounded in bytes, depth and nodes.
///
/// An alias stands for a whole subtree, so a text of 500 bytes can mean a billion nodes; Yams shares the subtrees
/// but whoever walks, hashes or prints them does not. The size is therefore counted before any alias is followed.
package enum BoundedYAML {
  /// The largest text, in bytes: ten times the largest playbook, and still read within a few seconds.
  package static let byteLimit = 4 << 20
  /// The deepest nesting, aliases followed.
  package static let depthLimit = 128
  /// The most nodes, aliases followed.
  package static let nodeLimit = 400_000

  /// The root node of a YAML text of one document; nil where it is empty.
  ///
  /// Scalars keep YAML's basic types, as `Resolver.basic` gives them.
  ///
  /// - Parameters:
  ///   - text: one YAML document.
  ///   - file: how the text is called in messages.
  /// - Returns: the root, with the places of the text.
  /// - Throws: ``SnapshotProblem`` with the 1-based line and column, for text that is no YAML or passes a bound.
  package static func compose(_ text: String, file: String) throws(SnapshotProblem) -> Node? {
    guard text.utf8.count <= byteLimit else {
      throw SnapshotProblem(
        file: file,
        what:
          "the YAML is larger than \(byteLimit >> 20) MB and is not read; split it or leave out what is generated"
      )
    }
    // Every alias is made a plain word first: this tree is as small as the text, and shows what the aliases mean.
    let (masked, hasAliases) = mask(text)
    let parser: Parser
    let tree: Node?
    do {
      parser = try Parser(yaml: masked, resolver: .basic)
      tree = try parser.singleRoot()
    } catch {
      throw problem(error, file)
    }
    guard let tree else { return nil }
    var count = ExpandedCount(file: file)
    // Nodes hold their anchors weakly; the parser owns them.
    _ = try withExtendedLifetime(parser) { () throws(SnapshotProblem) in try count.size(of: tree, depth: 1) }
    guard hasAliases else { return tree }
    do {
      return try Yams.compose(yaml: text, .basic)
    } catch {
      throw problem(error, file)
    }
  }

  /// The text with the `*` of everything that may be an alias replaced, at the same lines and columns.
  private static func mask(_ text: String) -> (text: String, hasAliases: Bool) {
    guard text.utf8.contains(UInt8(ascii: "*")) else { return (text, false) }
    var masked = String.UnicodeScalarView()
    var hasAliases = false
    var before: Unicode.Scalar = "\n"
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
      next = scalars.next()
      let opens =
        before.properties.isWhitespace || before == "\u{FEFF}" || "[{,-?:\"'".unicodeScalars.contains(before)
      let named =
        next.map { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "-" } ?? false
      let isAlias = scalar == "*" && opens && named
      if isAlias { hasAliases = true }
      masked.append(isAlias ? ExpandedCount.mark : scalar)
      before = scalar
    }
    return (String(masked), hasAliases)
  }

  private static func problem(_ error: any Error, _ file: String) -> SnapshotProblem {
    switch error as? YamlError {
    case .scanner(_, let what, let mark, _), .parser(_, let what, let mark, _),
      .composer(_, let what, let mark, _):
      return SnapshotProblem(file: file, line: mark.line, column: mark.column, what: "\(what)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map(ExpandedCount.unmasked).joined(separator: ", ")
      return SnapshotProblem(
        file: file, line: context.mark.line, column: context.mark.column,
        what: "a key stands twice in one mapping: \(names)")
    case .reader(let what, let offset, _, let yaml):
      let before = yaml.prefix(offset ?? 0)
      let line = before.utf8.count(where: { $0 == 0x0A }) + 1
      let column = (before.lastIndex(of: "\n").map { before[$0...].count } ?? before.count + 1)
      return SnapshotProblem(file: file, line: line, column: column, what: "the YAML cannot be read: \(what)")
    default:
      return SnapshotProblem(
        file: file, line: 1, column: 1, what: "the YAML cannot be read: \(String(describing: error))")
    }
  }
}

/// Counts the nodes that a tree with masked aliases comes to once they are followed.
private struct ExpandedCount {
  /// Stands for the `*` of an alias: a character that YAML allows and nobody writes.
  static let mark: Unicode.Scalar = "\u{E02A}"

  let file: String
  private var anchored: [String: (nodes: Int, height: Int)] = [:]

  init(file: String) { self.file = file }

  static func unmasked(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == mark ? "*" : $0 }))
  }

  /// Nodes and height of a subtree; anchors count for what comes after them, as in YAML.
  mutating func size(of node: Node, depth: Int) throws(SnapshotProblem) -> (nodes: Int, height: Int) {
    var nodes = 1
    var height = 0
    func add(_ part: (nodes: Int, height: Int)) {
      nodes += part.nodes
      height = max(height, part.height)
    }
    if depth > BoundedYAML.depthLimit {
      throw refusal(node, "the YAML is nested deeper than \(BoundedYAML.depthLimit) levels")
    }
    switch node {
    case .scalar(let scalar):
      if scalar.string.unicodeScalars.first == ExpandedCount.mark,
        let target = anchored[String(scalar.string.unicodeScalars.dropFirst())]
      {
        nodes = target.nodes
        height = target.height - 1
      }
    case .sequence(let sequence):
      for element in sequence { add(try size(of: element, depth: depth + 1)) }
    case .mapping(let mapping):
      for (key, value) in mapping {
        add(try size(of: key, depth: depth + 1))
        add(try size(of: value, depth: depth + 1))
      }
    case .alias: break
    }
    if nodes > BoundedYAML.nodeLimit {
      throw refusal(
        node, "the YAML comes to more than \(BoundedYAML.nodeLimit) values once its aliases are followed")
    }
    if depth + height > BoundedYAML.depthLimit {
      throw refusal(
        node, "the YAML is nested deeper than \(BoundedYAML.depthLimit) levels once its aliases are followed")
    }
    if let name = node.anchor?.rawValue { anchored[name] = (nodes, height + 1) }
    return (nodes, height + 1)
  }

  private func refusal(_ node: Node, _ what: String) -> SnapshotProblem {
    SnapshotProblem(
      file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, what: "\(what); it is not read")
  }
}
