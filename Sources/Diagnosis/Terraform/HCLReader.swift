/// A value of an HCL attribute, as far as it can be read without running Terraform.
package indirect enum HCLValue: Sendable, Hashable {
  case text(String)
  case list([HCLValue])
  case map([String: HCLValue])
  /// `data.aws_security_group.old.id`
  case reference(String)
  /// An expression that is not evaluated; its text as it stands.
  case expression(String)
}

/// One attribute with its line.
package struct HCLAttribute: Sendable, Hashable {
  package let name: String
  package let value: HCLValue
  package let line: Int
  /// What stands behind the equals sign, for citing.
  package let source: String
}

/// One block: `resource "aws_lb" "web" { … }`.
package struct HCLBlock: Sendable {
  package let type: String
  package let labels: [String]
  package let line: Int
  /// The line as it stands, without its indentation.
  package let source: String
  package fileprivate(set) var attributes: [HCLAttribute] = []
  package fileprivate(set) var blocks: [HCLBlock] = []

  package func attribute(_ name: String) -> HCLAttribute? { attributes.first { $0.name == name } }
}

/// Reads the blocks, attributes, strings and references of an HCL file ("Syntax" in the Terraform language docs).
///
/// Expressions are kept as text; what does not fit the grammar is named with its line, and the rest goes on.
package struct HCLReader {
  private let scanner: HCLScanner
  private var at = 0
  package private(set) var problems: [(line: Int, what: String)] = []

  package init(_ text: String) { scanner = HCLScanner(text) }

  /// The blocks of the file's top level.
  package mutating func read() -> [HCLBlock] {
    var root = HCLBlock(type: "", labels: [], line: 1, source: "")
    body(&root, isRoot: true)
    return root.blocks
  }

  private var token: HCLToken? { at < scanner.tokens.count ? scanner.tokens[at] : nil }

  private mutating func body(_ block: inout HCLBlock, isRoot: Bool) {
    while let token {
      switch token.kind {
      case .newline: at += 1
      case .symbol("}"):
        at += 1
        if !isRoot { return }
        problems.append((token.line, "a closing brace without its opening one"))
      case .word(let name): statement(name, token, &block)
      default:
        problems.append((token.line, "cannot read `\(token.source.prefix(40))`"))
        skipLine()
      }
    }
    if !isRoot { problems.append((block.line, "the block `\(block.type)` is not closed")) }
  }

  private mutating func statement(_ name: String, _ first: HCLToken, _ block: inout HCLBlock) {
    at += 1
    if token?.kind == .symbol("=") {
      at += 1
      let start = at
      let value = expression()
      block.attributes.append(
        HCLAttribute(name: name, value: value, line: first.line, source: scanner.text(start, at)))
      return
    }
    var labels: [String] = []
    while let next = token {
      if case .string(let text) = next.kind {
        labels.append(text)
      } else if case .word(let text) = next.kind {
        labels.append(text)
      } else {
        break
      }
      at += 1
    }
    guard token?.kind == .symbol("{") else {
      problems.append((first.line, "neither an attribute nor a block: `\(name)`"))
      skipLine()
      return
    }
    at += 1
    var inner = HCLBlock(type: name, labels: labels, line: first.line, source: scanner.line(first.line))
    body(&inner, isRoot: false)
    block.blocks.append(inner)
  }

  /// Reads to the end of the expression: a newline outside of all brackets.
  private mutating func expression() -> HCLValue {
    let start = at
    var depth = 0
    while let token {
      if case .symbol(let symbol) = token.kind {
        if "([{".contains(symbol) { depth += 1 }
        if ")]}".contains(symbol) {
          if depth == 0 { break }
          depth -= 1
        }
      }
      if token.kind == .newline, depth == 0 { break }
      at += 1
    }
    var parser = HCLValueParser(tokens: Array(scanner.tokens[start..<at].filter { $0.kind != .newline }))
    return parser.whole() ?? .expression(scanner.text(start, at))
  }

  private mutating func skipLine() {
    while let token, token.kind != .newline { at += 1 }
  }
}

/// Reads the simple expressions: literals, lists, maps and references.
private struct HCLValueParser {
  let tokens: [HCLToken]
  private var at = 0

  init(tokens: [HCLToken]) { self.tokens = tokens }

  /// The value of all tokens; nil where some are left or the expression is not a simple one.
  mutating func whole() -> HCLValue? {
    guard let value = value(), at == tokens.count else { return nil }
    return value
  }

  private var kind: HCLToken.Kind? { at < tokens.count ? tokens[at].kind : nil }

  private mutating func value() -> HCLValue? {
    guard let kind else { return nil }
    switch kind {
    case .string(let text):
      at += 1
      if text.hasPrefix("${"), text.hasSuffix("}"), !text.dropFirst(2).dropLast().contains("$") {
        return .reference(String(text.dropFirst(2).dropLast()).filter { $0 != " " })
      }
      return text.contains("${") ? .expression(text) : .text(text)
    case .number(let text):
      at += 1
      return .text(text)
    case .word(let word):
      at += 1
      if ["true", "false"].contains(word) { return .text(word) }
      return reference(word)
    case .symbol("["): return list()
    case .symbol("{"): return map()
    default: return nil
    }
  }

  private mutating func reference(_ first: String) -> HCLValue? {
    var path = first
    while let kind {
      if kind == .symbol("."), at + 1 < tokens.count {
        if case .word(let word) = tokens[at + 1].kind {
          path += "." + word
          at += 2
          continue
        }
        if case .number(let number) = tokens[at + 1].kind {
          path += "." + number
          at += 2
          continue
        }
        return nil
      }
      if kind == .symbol("["), at + 2 < tokens.count, tokens[at + 2].kind == .symbol("]") {
        path += "[" + tokens[at + 1].source + "]"
        at += 3
        continue
      }
      break
    }
    return kind == .symbol("(") ? nil : .reference(path)
  }

  private mutating func list() -> HCLValue? {
    at += 1
    var items: [HCLValue] = []
    while kind != .symbol("]") {
      guard let item = value() else { return nil }
      items.append(item)
      if kind == .symbol(",") { at += 1 } else if kind != .symbol("]") { return nil }
    }
    at += 1
    return .list(items)
  }

  private mutating func map() -> HCLValue? {
    at += 1
    var members: [String: HCLValue] = [:]
    while kind != .symbol("}") {
      let key: String
      switch kind {
      case .word(let word): key = word
      case .string(let text): key = text
      default: return nil
      }
      at += 1
      guard kind == .symbol("=") || kind == .symbol(":") else { return nil }
      at += 1
      guard let item = value() else { return nil }
      members[key] = item
      if kind == .symbol(",") { at += 1 }
    }
    at += 1
    return .map(members)
  }
}
