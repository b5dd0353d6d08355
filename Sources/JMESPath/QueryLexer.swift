/// One token of an expression, with the position of its first character.
struct QueryToken {
  /// What a token is; operators by their spelling.
  enum Kind: Equatable {
    case name(String)
    case quoted(String)
    case variable(String)
    case number(Int)
    case literal
    case symbol(String)
    case end
  }

  var kind: Kind
  var value: QueryValue = .null
  var position: Int
}

/// Cuts an expression into tokens.
struct QueryLexer {
  private let text: [Unicode.Scalar]
  private var position = 0

  static func tokens(_ expression: String) throws(QueryError) -> [QueryToken] {
    var lexer = QueryLexer(text: Array(expression.unicodeScalars))
    var tokens: [QueryToken] = []
    while let token = try lexer.next() { tokens.append(token) }
    return tokens + [QueryToken(kind: .end, position: lexer.text.count)]
  }

  private init(text: [Unicode.Scalar]) { self.text = text }

  private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private mutating func run(_ belongs: (Unicode.Scalar) -> Bool) -> String {
    var result = String.UnicodeScalarView()
    while position < text.count, belongs(text[position]) {
      result.append(text[position])
      position += 1
    }
    return String(result)
  }

  private mutating func next() throws(QueryError) -> QueryToken? {
    while position < text.count, [" ", "\t", "\n", "\r"].contains(text[position]) { position += 1 }
    guard position < text.count else { return nil }
    let start = position
    let first = text[position]
    if QueryLexer.isNameStart(first) {
      return QueryToken(
        kind: .name(run { QueryLexer.isNameStart($0) || QueryLexer.isDigit($0) }), position: start)
    }
    if QueryLexer.isDigit(first) || first == "-" { return try number(start) }
    switch first {
    case "\"": return try quoted(start)
    case "'": return QueryToken(kind: .literal, value: .string(try raw(start, "'")), position: start)
    case "`": return try literal(start)
    case "$":
      position += 1
      guard position < text.count, QueryLexer.isNameStart(text[position]) else {
        throw .syntax("a variable needs a name after `$`", at: start)
      }
      return QueryToken(
        kind: .variable(run { QueryLexer.isNameStart($0) || QueryLexer.isDigit($0) }), position: start)
    default: return try symbol(start)
    }
  }

  private mutating func symbol(_ start: Int) throws(QueryError) -> QueryToken {
    let two = String(String.UnicodeScalarView(text[start..<min(start + 2, text.count)]))
    let pairs: Set<String> = ["[]", "[?", "&&", "||", "!=", "<=", ">=", "=="]
    if pairs.contains(two) {
      position += 2
      return QueryToken(kind: .symbol(two), position: start)
    }
    guard ".*[],:@(){}&|!<>=".unicodeScalars.contains(text[start]) else {
      throw .syntax("`\(text[start])` has no meaning here", at: start)
    }
    position += 1
    return QueryToken(kind: .symbol(String(text[start])), position: start)
  }

  private mutating func number(_ start: Int) throws(QueryError) -> QueryToken {
    position += 1
    let digits = (text[start] == "-" ? "-" : String(text[start])) + run { QueryLexer.isDigit($0) }
    guard let value = Int(digits) else { throw .syntax("`\(digits)` is no number", at: start) }
    return QueryToken(kind: .number(value), position: start)
  }

  /// The characters up to the closing one; a backslash keeps the next character from closing.
  private mutating func body(_ start: Int, _ close: Unicode.Scalar) throws(QueryError) -> [Unicode.Scalar] {
    position += 1
    var result: [Unicode.Scalar] = []
    while position < text.count, text[position] != close {
      if text[position] == "\\", position + 1 < text.count {
        result.append("\\")
        position += 1
      }
      result.append(text[position])
      position += 1
    }
    guard position < text.count else { throw .syntax("`\(close)` is not closed", at: start) }
    position += 1
    return result
  }

  private mutating func raw(_ start: Int, _ close: Unicode.Scalar) throws(QueryError) -> String {
    String(String.UnicodeScalarView(try body(start, close))).replacing("\\\(close)", with: "\(close)")
  }

  private mutating func quoted(_ start: Int) throws(QueryError) -> QueryToken {
    let inner = String(String.UnicodeScalarView(try body(start, "\"")))
    guard case .string(let name)? = QueryText.parse("\"\(inner)\"".utf8) else {
      throw .syntax("the quoted name is no JSON string", at: start)
    }
    return QueryToken(kind: .quoted(name), position: start)
  }

  /// JSON between backticks; what is no JSON is a string, as it was before raw strings existed.
  private mutating func literal(_ start: Int) throws(QueryError) -> QueryToken {
    let inner = try raw(start, "`")
    if let value = QueryText.parse(inner.utf8) {
      return QueryToken(kind: .literal, value: value, position: start)
    }
    let trimmed = String(inner.drop { $0 == " " || $0 == "\t" || $0 == "\n" })
    guard let value = QueryText.parse("\"\(trimmed)\"".utf8) else {
      throw .syntax("the literal is no JSON", at: start)
    }
    return QueryToken(kind: .literal, value: value, position: start)
  }
}
