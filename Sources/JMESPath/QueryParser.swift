/// What an expression is made of.
indirect enum QueryNode: Sendable {
  case identity
  case field(String)
  case variable(String)
  case literal(QueryValue)
  case chain(QueryNode, QueryNode)
  case index(QueryNode, Int)
  case slice(QueryNode, Int?, Int?, Int?)
  case flatten(QueryNode)
  case projection(QueryNode, QueryNode)
  case values(QueryNode, QueryNode)
  case filter(QueryNode, QueryNode, QueryNode)
  case list([QueryNode])
  case hash([(name: String, value: QueryNode)])
  case not(QueryNode)
  case and(QueryNode, QueryNode)
  case or(QueryNode, QueryNode)
  case compare(String, QueryNode, QueryNode)
  case call(String, [QueryNode])
  case reference(QueryNode)
  case bind([(name: String, value: QueryNode)], QueryNode)
}

/// Builds the tree of an expression by binding powers (Pratt).
struct QueryParser {
  /// Levels that an expression may have: a tree of more would overflow the stack when it is evaluated.
  ///
  /// Each operator of a chain (`a.b.c`, `a || b || c`) is a level, too.
  static let deepest = 500

  private let tokens: [QueryToken]
  private var position = 0
  private var depth = 0

  init(tokens: [QueryToken]) { self.tokens = tokens }

  mutating func parse() throws(QueryError) -> QueryNode {
    let node = try expression(0)
    guard current.kind == .end else { throw unexpected() }
    return node
  }

  /// How strongly an operator binds what stands to its left; projections stop below 10.
  private static let powers: [String: Int] = [
    "|": 1, "||": 2, "&&": 3, "==": 5, ">": 5, "<": 5, ">=": 5, "<=": 5, "!=": 5, "[]": 9, "*": 20, "[?": 21,
    ".": 40, "!": 45, "{": 50, "[": 55, "(": 60,
  ]

  private var current: QueryToken { tokens[position] }

  private func symbol(_ ahead: Int = 0) -> String? {
    guard position + ahead < tokens.count, case .symbol(let text) = tokens[position + ahead].kind else {
      return nil
    }
    return text
  }

  private var power: Int { symbol().flatMap { QueryParser.powers[$0] } ?? 0 }

  private func unexpected() -> QueryError {
    if current.kind == .end { return .syntax("the expression ends too early", at: current.position) }
    return .syntax("this cannot stand here", at: current.position)
  }

  private mutating func expect(_ text: String) throws(QueryError) {
    guard symbol() == text else {
      if current.kind == .end {
        throw .syntax("the expression ends where `\(text)` is expected", at: current.position)
      }
      throw .syntax("`\(text)` is missing", at: current.position)
    }
    position += 1
  }

  private mutating func expression(_ minimum: Int) throws(QueryError) -> QueryNode {
    let outer = depth
    defer { depth = outer }
    try descend()
    var left = try prefix()
    while minimum < power {
      try descend()
      left = try infix(left)
    }
    return left
  }

  private mutating func descend() throws(QueryError) {
    depth += 1
    if depth <= QueryParser.deepest { return }
    throw .syntax(
      "the expression is nested deeper than \(QueryParser.deepest) levels",
      at: current.position)
  }

  private mutating func prefix() throws(QueryError) -> QueryNode {
    let token = current
    if case .end = token.kind { throw unexpected() }
    position += 1
    switch token.kind {
    case .name("let"):
      if case .variable = current.kind { return try binding() }
      return .field("let")
    case .name(let name): return .field(name)
    case .quoted(let name):
      if symbol() == "(" { throw .syntax("a function's name cannot be quoted", at: token.position) }
      return .field(name)
    case .variable(let name): return .variable(name)
    case .literal: return .literal(token.value)
    case .symbol(let text): return try prefix(text, token)
    case .number, .end:
      position -= 1
      throw unexpected()
    }
  }

  private mutating func prefix(_ text: String, _ token: QueryToken) throws(QueryError) -> QueryNode {
    switch text {
    case "*":
      let right = symbol() == "]" ? QueryNode.identity : try projected(20)
      return .values(.identity, right)
    case "[?": return try filter(.identity)
    case "{": return try hash()
    case "(":
      let inner = try expression(0)
      try expect(")")
      // A parenthesis ends a projection: what follows applies to the whole.
      return .chain(inner, .identity)
    case "[]": return .projection(.flatten(.identity), try projected(9))
    case "!": return .not(try expression(45))
    case "@": return .identity
    case "&": return .reference(try expression(0))
    case "[":
      if case .number = current.kind { return try indexed(.identity) }
      if symbol() == ":" { return try indexed(.identity) }
      if symbol() == "*", symbol(1) == "]" {
        position += 2
        return .projection(.identity, try projected(20))
      }
      return try list()
    default:
      position -= 1
      throw unexpected()
    }
  }

  private mutating func infix(_ left: QueryNode) throws(QueryError) -> QueryNode {
    guard let text = symbol() else { throw unexpected() }
    let start = current.position
    position += 1
    switch text {
    case ".":
      if symbol() == "*" {
        position += 1
        return .values(left, try projected(20))
      }
      return .chain(left, try afterDot(40))
    case "|": return .chain(left, try expression(1))
    case "||": return .or(left, try expression(2))
    case "&&": return .and(left, try expression(3))
    case "==", "!=", "<", ">", "<=", ">=": return .compare(text, left, try expression(5))
    case "[]": return .projection(.flatten(left), try projected(9))
    case "[?": return try filter(left)
    case "(":
      guard case .field(let name) = left else {
        throw .syntax("only a name can be called", at: start)
      }
      return .call(name, try arguments())
    case "[":
      if case .number = current.kind { return try indexed(left) }
      if symbol() == ":" { return try indexed(left) }
      if current.kind == .end {
        throw .syntax(
          "the expression ends after `[`: a number, `*`, `?` or `]` is expected", at: current.position)
      }
      try expect("*")
      try expect("]")
      return .projection(left, try projected(20))
    default:
      position -= 1
      throw unexpected()
    }
  }

  private mutating func arguments() throws(QueryError) -> [QueryNode] {
    var found: [QueryNode] = []
    if symbol() == ")" {
      position += 1
      return found
    }
    while true {
      found.append(try expression(0))
      if symbol() == ")" { break }
      // The AWS CLI's own parser takes arguments without a comma between them.
      if symbol() == "," { position += 1 }
    }
    position += 1
    return found
  }

  private mutating func filter(_ left: QueryNode) throws(QueryError) -> QueryNode {
    let condition = try expression(0)
    try expect("]")
    let right = symbol() == "[]" ? QueryNode.identity : try projected(21)
    return .filter(left, right, condition)
  }

  /// What a projection applies to each element.
  private mutating func projected(_ minimum: Int) throws(QueryError) -> QueryNode {
    if power < 10 { return .identity }
    switch symbol() {
    case "[", "[?": return try expression(minimum)
    case ".":
      position += 1
      return try afterDot(minimum)
    default: throw unexpected()
    }
  }

  private mutating func afterDot(_ minimum: Int) throws(QueryError) -> QueryNode {
    switch current.kind {
    case .name, .quoted: return try expression(minimum)
    case .symbol("*"): return try expression(minimum)
    case .symbol("["):
      position += 1
      return try list()
    case .symbol("{"):
      position += 1
      return try hash()
    default: throw unexpected()
    }
  }

  private mutating func indexed(_ left: QueryNode) throws(QueryError) -> QueryNode {
    if case .number(let number) = current.kind, symbol(1) != ":" {
      position += 1
      try expect("]")
      return .index(left, number)
    }
    var parts: [Int?] = [nil, nil, nil]
    var part = 0
    while symbol() != "]" {
      if symbol() == ":" {
        part += 1
        if part > 2 { throw unexpected() }
      } else if case .number(let number) = current.kind, parts[part] == nil {
        parts[part] = number
      } else {
        throw unexpected()
      }
      position += 1
    }
    try expect("]")
    return .projection(.slice(left, parts[0], parts[1], parts[2]), try projected(20))
  }

  private mutating func list() throws(QueryError) -> QueryNode {
    var found: [QueryNode] = []
    while true {
      found.append(try expression(0))
      if symbol() == "]" { break }
      try expect(",")
    }
    position += 1
    return .list(found)
  }

  private mutating func hash() throws(QueryError) -> QueryNode {
    var found: [(name: String, value: QueryNode)] = []
    while true {
      switch current.kind {
      case .name(let name), .quoted(let name):
        position += 1
        try expect(":")
        found.append((name, try expression(0)))
      default: throw unexpected()
      }
      if symbol() == "}" { break }
      try expect(",")
    }
    position += 1
    return .hash(found)
  }

  /// `let $name = expression, … in expression` (JEP-18).
  private mutating func binding() throws(QueryError) -> QueryNode {
    var found: [(name: String, value: QueryNode)] = []
    while true {
      guard case .variable(let name) = current.kind else { throw unexpected() }
      position += 1
      try expect("=")
      found.append((name, try expression(0)))
      if symbol() == "," {
        position += 1
        continue
      }
      guard current.kind == .name("in") else { throw unexpected() }
      position += 1
      return .bind(found, try expression(0))
    }
  }
}
