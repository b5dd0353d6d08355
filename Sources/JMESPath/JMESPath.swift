/// JMESPath, the query language of `aws --query`, with `let` of JEP-18 as its one extension.
///
/// <https://jmespath.org/specification.html>
package struct JMESPath: Sendable {
  private let root: QueryNode

  /// Compiles an expression.
  ///
  /// - Throws: ``QueryError/syntax(_:at:)`` with the 0-based position of the first character that cannot be, or
  ///   that is nested too deep.
  package init(_ expression: String) throws(QueryError) {
    var parser = QueryParser(tokens: try QueryLexer.tokens(expression))
    root = try parser.parse()
  }

  /// The value that the expression finds.
  ///
  /// - Throws: ``QueryError`` of the evaluation: types, arity, values, names.
  package func search(_ value: QueryValue) throws(QueryError) -> QueryValue {
    let budget = QueryBudget(value)
    let found = try QueryInterpreter.evaluate(root, value, QueryScope(budget: budget))
    try budget.check(result: found)
    return found
  }
}

/// Why an expression cannot be compiled or evaluated; the classes are those of the specification.
package enum QueryError: Error, Sendable, Equatable {
  case syntax(String, at: Int)
  case invalidType(String)
  case invalidValue(String)
  case invalidArity(String)
  case unknownFunction(String)
  case undefinedVariable(String)
  /// The evaluation costs too much, or its result is too large.
  case limit(String)

  /// The class as the compliance suite writes it.
  package var name: String {
    switch self {
    case .syntax: "syntax"
    case .invalidType: "invalid-type"
    case .invalidValue: "invalid-value"
    case .invalidArity: "invalid-arity"
    case .unknownFunction: "unknown-function"
    case .undefinedVariable: "undefined-variable"
    case .limit: "limit"
    }
  }

  /// What was seen.
  package var what: String {
    switch self {
    case .syntax(let what, let at): "\(what) (character \(at + 1))"
    case .invalidType(let what), .invalidValue(let what), .invalidArity(let what),
      .unknownFunction(let what), .undefinedVariable(let what), .limit(let what):
      what
    }
  }
}
