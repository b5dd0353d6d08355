import Evidence
import Files
import Yams

/// A playbook file being read: its nodes with their places, and the mistakes found so far.
///
/// Scalars are always text: what they mean is said by the format, not by YAML's rules for `yes` and `1.0`.
final class PlaybookSource {
  let file: String
  private let lines: [Substring]
  private(set) var problems: [PlaybookProblem] = []

  init(file: String, text: String) {
    self.file = file
    self.lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Notes a mistake at a node.
  func report(_ what: String, at node: Node) {
    report(what, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  /// Notes a mistake at a part of a scalar.
  func report(_ what: String, at node: Node, part: String) {
    problems.append(problem(what, at: node, part: part))
  }

  func report(_ what: String, line: Int, column: Int) {
    problems.append(problem(what, line: line, column: column))
  }

  /// A mistake at a part of a scalar; at its beginning where the part cannot be found as it is written.
  func problem(_ what: String, at node: Node, part: String) -> PlaybookProblem {
    let line = node.mark?.line ?? 1
    let column = node.mark?.column ?? 1
    let length = (node.scalar?.string.utf8.count { $0 == UInt8(ascii: "\n") } ?? 0) + 2
    for (offset, text) in lines.dropFirst(line - 1).prefix(length).enumerated() {
      let skipped = offset == 0 ? column - 1 : 0
      let rest = text.unicodeScalars.dropFirst(skipped)
      if let range = Substring(rest).firstRange(of: part), !part.isEmpty {
        let before = Substring(rest)[..<range.lowerBound].unicodeScalars.count
        return problem(what, line: line + offset, column: skipped + before + 1)
      }
    }
    return problem(what, line: line, column: column)
  }

  private func problem(_ what: String, line: Int, column: Int) -> PlaybookProblem {
    let source = lines.indices.contains(line - 1) ? String(lines[line - 1]) : ""
    return PlaybookProblem(file: file, line: line, column: column, what: what, source: source)
  }

  /// The root node of a YAML text; a syntax error ends the reading at once.
  static func compose(file: String, text: String) throws(PlaybookProblems) -> (PlaybookSource, Node) {
    let source = PlaybookSource(file: file, text: text)
    do {
      if let node = try BoundedYAML.compose(text, file: file) { return (source, node) }
      source.report("the file is empty", line: 1, column: 1)
    } catch {
      source.report(error.what.english, line: error.line ?? 1, column: error.column ?? 1)
    }
    throw PlaybookProblems(problems: source.problems)
  }
}

/// One mapping of a playbook file while its keys are taken one by one.
final class PlaybookFields {
  /// Unknown keys of one mapping that are named one by one.
  private static let named = 50

  let node: Node
  let source: PlaybookSource
  private let what: String
  private var pairs: [(key: Node, value: Node)]
  private var known: [String] = []

  /// Nil, with a problem noted, where the node is no mapping.
  init?(_ node: Node, _ what: String, _ source: PlaybookSource) {
    guard let mapping = node.mapping else {
      source.report("\(what) has to be a mapping (`key: value` lines)", at: node)
      return nil
    }
    self.node = node
    self.what = what
    self.source = source
    self.pairs = mapping.map { ($0.key, $0.value) }
  }

  /// Takes the node of a key away.
  func take(_ key: String) -> Node? {
    known.append(key)
    guard let position = pairs.firstIndex(where: { $0.key.scalar?.string == key }) else { return nil }
    return pairs.remove(at: position).value
  }

  /// The text of a key; a problem where it is needed and absent, or no text.
  func text(_ key: String, needed: Bool = false) -> String? {
    guard let node = take(key) else {
      if needed { source.report("\(what) has no `\(key)`", at: self.node) }
      return nil
    }
    guard let scalar = node.scalar else {
      source.report("`\(key)` has to be a text", at: node)
      return nil
    }
    return scalar.string.trimmingBlanks
  }

  /// The text of a key with its place, for ids that refer to something.
  func located(_ key: String, needed: Bool = false) -> (text: String, node: Node)? {
    guard let node = take(key) else {
      if needed { source.report("\(what) has no `\(key)`", at: self.node) }
      return nil
    }
    guard let scalar = node.scalar else {
      source.report("`\(key)` has to be a text", at: node)
      return nil
    }
    return (scalar.string.trimmingBlanks, node)
  }

  /// The elements of a list; empty where the key is absent.
  func list(_ key: String, needed: Bool = false) -> [Node] {
    guard let node = take(key) else {
      if needed { source.report("\(what) has no `\(key)`", at: self.node) }
      return []
    }
    guard let sequence = node.sequence else {
      source.report("`\(key)` has to be a list", at: node)
      return []
    }
    return Array(sequence)
  }

  /// A list of texts with their places.
  func texts(_ key: String, needed: Bool = false) -> [(text: String, node: Node)] {
    list(key, needed: needed).compactMap { node in
      guard let scalar = node.scalar else {
        source.report("`\(key)` has to be a list of texts", at: node)
        return nil
      }
      return (scalar.string.trimmingBlanks, node)
    }
  }

  /// One of an enum's words.
  func word<Word: RawRepresentable<String> & CaseIterable>(_ key: String, _ fallback: Word) -> Word {
    choice(key, Word.self) ?? fallback
  }

  /// One of an enum's words; nil where the key is absent, or its word is none of them.
  func choice<Word: RawRepresentable<String> & CaseIterable>(_ key: String, _: Word.Type) -> Word? {
    guard let found = located(key) else { return nil }
    if let word = Word(rawValue: found.text) { return word }
    let words = Word.allCases.map(\.rawValue)
    source.report(
      "`\(key)` is one of \(words.joined(separator: ", ")), not `\(found.text)`" + hint(found.text, words),
      at: found.node)
    return nil
  }

  /// A flag, written `true` or `false`.
  func flag(_ key: String) -> Bool {
    guard let found = located(key) else { return false }
    if found.text != "true", found.text != "false" {
      source.report("`\(key)` is true or false, not `\(found.text)`", at: found.node)
    }
    return found.text == "true"
  }

  /// The keys not yet taken, with their values: parameters of a check, values of a fix.
  func takeRest() -> [(key: Node, value: Node)] {
    defer { pairs = [] }
    return pairs
  }

  /// Notes every key that nobody took.
  func finish() {
    for (key, _) in pairs.prefix(PlaybookFields.named) {
      let name = key.scalar?.string ?? "?"
      let hint = Spelling.nearest(name, known).map { " (did you mean `\($0)`?)" } ?? ""
      source.report("\(what) knows no key `\(name)`\(hint)", at: key)
    }
    if pairs.count > PlaybookFields.named {
      let more = pairs.count - PlaybookFields.named
      source.report("and \(more) more keys that \(what) does not know", at: pairs[PlaybookFields.named].key)
    }
  }
}

extension String {
  /// Without blanks and line ends around it: a folded block scalar ends in one.
  var trimmingBlanks: String {
    var slice = self[...]
    while let last = slice.last, last.isWhitespace { slice = slice.dropLast() }
    while let first = slice.first, first.isWhitespace { slice = slice.dropFirst() }
    return String(slice)
  }
}
