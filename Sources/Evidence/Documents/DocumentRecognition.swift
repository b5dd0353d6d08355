/// Tells which command printed a document (`contract.md` 1: "recognized by its content").
package enum DocumentRecognition {
  private static let byMark: [String: DocumentKind] = Dictionary(
    DocumentKind.all.flatMap { kind in kind.marks.map { ($0, kind) } },
    uniquingKeysWith: { first, _ in first })

  private static let byRule = DocumentKind.all.filter(\.hasRule)

  /// Members that any answer may have.
  private static let common: Set<String> = ["ResponseMetadata", "NextToken", "nextToken"]

  /// The kind of a document: the one that its file's name says where its content agrees or could, else what its
  /// content says.
  static func kind(of root: JSON, named: DocumentKind?) -> DocumentKind? {
    guard root.isObject else { return nil }
    let members = root.members
    if let named {
      if named.match(root) != .no { return named }
      // Answers that may be empty objects name themselves only through their file.
      if members.allSatisfy({ common.contains($0.name) }) { return named }
    }
    let matches = byRule.map { ($0, $0.match(root)) }
    if let certain = matches.first(where: { $0.1 == .yes }) { return certain.0 }
    if let likely = matches.first(where: { $0.1 == .likely }) { return likely.0 }
    for (name, _) in members {
      if let kind = byMark[name] { return kind }
    }
    return nil
  }

  /// Kinds by their name, with a point or with `-` between service and operation.
  private static let byFileName: [String: DocumentKind] = Dictionary(
    DocumentKind.all.filter(\.isCall).flatMap {
      [($0.name, $0), ($0.name.replacing(".", with: "-", maxReplacements: 1), $0)]
    }, uniquingKeysWith: { first, _ in first })

  /// What a file's name says: kind and subject, both forms of `contract.md` 1.
  package static func name(of path: String) -> (kind: DocumentKind, subject: String?)? {
    var base = path.split(separator: "/").last.map(String.init) ?? path
    for suffix in [".err", ".json", ".JSON", ".yaml", ".yml"] where base.hasSuffix(suffix) {
      base.removeLast(suffix.count)
    }
    let words = base.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    if words.count >= 2, let kind = byFileName["\(words[0]).\(words[1])"] {
      return (kind, words.count > 2 && !words[2].isEmpty ? words[2] : nil)
    }
    // `<service>.<operation>@<subject>` is a mix that people write.
    let halves = base.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if let kind = byFileName[halves[0]] {
      return (kind, halves.count > 1 && !halves[1].isEmpty ? halves[1] : nil)
    }
    return nil
  }

  /// Whether a file's name says that another command printed it: one that is not read, or another kind's.
  static func saysOther(_ path: String, than kind: DocumentKind) -> Bool {
    let base = path.split(separator: "/").last ?? Substring(path)
    let command = /^([a-z0-9-]+?)[.-]((?:describe|get|list|batch-get|search|lookup)-[a-z0-9-]+)/
    guard let said = base.firstMatch(of: command) else { return false }
    return !"\(said.1).\(said.2)".hasPrefix(kind.name)
  }

  /// Subjects compare after every character that is not a letter or digit became `-`.
  package static func normalize(_ subject: String) -> String {
    String(
      subject.unicodeScalars.map { scalar in
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
      })
  }
}
