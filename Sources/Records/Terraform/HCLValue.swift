/// A value of an HCL attribute, as far as it can be read without running Terraform.
package indirect enum HCLValue: Sendable, Hashable {
  case text(String)
  case list([HCLValue])
  case map([String: HCLValue])
  /// `data.aws_security_group.old.id`
  case reference(String)
  /// An expression that is not evaluated; its text as it stands.
  case expression(String)

  /// Whether a text of the value is this id.
  func mentions(_ id: String) -> Bool {
    switch self {
    case .text(let text): text == id
    case .list(let items): items.contains { $0.mentions(id) }
    case .map(let members): members.values.contains { $0.mentions(id) }
    case .reference, .expression: false
    }
  }
}

/// Reads the simple expressions: literals, lists, maps and references.
struct HCLValueReader {
  /// Levels of lists and maps that a value may have.
  static let deepest = 200

  private let text: HCLText
  private var scanner: HCLScanner
  private var token: HCLToken?

  /// The value between two offsets; nil where it is no simple expression, or nested too deep.
  static func read(_ text: HCLText, _ range: Range<Int>) -> HCLValue? {
    var reader = HCLValueReader(text, range)
    guard let value = reader.value(0), reader.token == nil else { return nil }
    return value
  }

  private init(_ text: HCLText, _ range: Range<Int>) {
    self.text = text
    scanner = HCLScanner(text, range, line: 1)
    advance()
  }

  private mutating func advance() {
    repeat { token = scanner.next() } while token?.kind == .newline
  }

  private mutating func value(_ depth: Int) -> HCLValue? {
    guard let token, depth <= HCLValueReader.deepest else { return nil }
    switch token.kind {
    case .string, .heredoc:
      advance()
      return literal(token)
    case .number:
      advance()
      return .text(text.text(token.range))
    case .word:
      let word = text.text(token.range)
      advance()
      if ["true", "false"].contains(word) { return .text(word) }
      return reference(word)
    case .sign("["): return list(depth)
    case .sign("{"): return map(depth)
    default: return nil
    }
  }

  private func literal(_ token: HCLToken) -> HCLValue {
    let text = HCLValueReader.unquoted(self.text, token)
    guard text.contains("${") else { return .text(text) }
    if text.hasPrefix("${"), text.hasSuffix("}"), !text.dropFirst(2).dropLast().contains("$") {
      return .reference(String(text.dropFirst(2).dropLast()).filter { $0 != " " })
    }
    return .expression(text)
  }

  private mutating func reference(_ first: String) -> HCLValue? {
    var path = first
    while let sign = token {
      if sign.kind == .sign(".") {
        advance()
        guard let part = token, part.kind == .word || part.kind == .number else { return nil }
        path += "." + text.text(part.range)
      } else if sign.kind == .sign("[") {
        advance()
        guard let key = token else { return nil }
        advance()
        guard token?.kind == .sign("]") else { return nil }
        path += "[" + text.text(key.range) + "]"
      } else {
        break
      }
      advance()
    }
    return token?.kind == .sign("(") ? nil : .reference(path)
  }

  private mutating func list(_ depth: Int) -> HCLValue? {
    advance()
    var items: [HCLValue] = []
    while token?.kind != .sign("]") {
      guard let item = value(depth + 1) else { return nil }
      items.append(item)
      if token?.kind == .sign(",") { advance() } else if token?.kind != .sign("]") { return nil }
    }
    advance()
    return .list(items)
  }

  private mutating func map(_ depth: Int) -> HCLValue? {
    advance()
    var members: [String: HCLValue] = [:]
    while token?.kind != .sign("}") {
      guard let key = token else { return nil }
      let name: String
      switch key.kind {
      case .word: name = text.text(key.range)
      case .string: name = HCLValueReader.unquoted(text, key)
      default: return nil
      }
      advance()
      guard token?.kind == .sign("=") || token?.kind == .sign(":") else { return nil }
      advance()
      guard let item = value(depth + 1) else { return nil }
      members[name] = item
      if token?.kind == .sign(",") { advance() }
    }
    advance()
    return .map(members)
  }

  /// What a string or heredoc says, its templates kept as they stand.
  static func unquoted(_ text: HCLText, _ token: HCLToken) -> String {
    let raw = text.text(token.range)
    if token.kind == .heredoc {
      // The first line is the marker, and so is the last.
      let rows = raw.split(separator: "\n", omittingEmptySubsequences: false)
      return rows.dropFirst().dropLast().map { $0 + "\n" }.joined()
    }
    let inner = raw.dropFirst().hasSuffix("\"") ? raw.dropFirst().dropLast() : raw.dropFirst()
    guard inner.utf8.contains(UInt8(ascii: "\\")) else { return String(inner) }
    var out: [UInt8] = []
    var depth = 0
    var bytes = inner.utf8.makeIterator()
    var before: UInt8 = 0
    while let byte = bytes.next() {
      if byte == UInt8(ascii: "\\"), depth == 0, let next = bytes.next() {
        out.append(next == UInt8(ascii: "n") ? 0x0A : next == UInt8(ascii: "t") ? 0x09 : next)
        before = 0
        continue
      }
      if byte == UInt8(ascii: "{"), depth > 0 || before == UInt8(ascii: "$") || before == UInt8(ascii: "%") {
        depth += 1
      }
      if byte == UInt8(ascii: "}"), depth > 0 { depth -= 1 }
      out.append(byte)
      before = byte
    }
    return String(decoding: out, as: UTF8.self)
  }
}
