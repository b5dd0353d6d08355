/// Puts the request's values in the place of a policy's variables.
///
/// IAM guide, "IAM policy elements: Variables and tags": variables work in `Resource` and in condition values of
/// policies of version 2012-10-17 only; a key may carry a default, `${aws:PrincipalTag/team, 'none'}`.
package enum PolicyVariables {
  /// What came of a text with variables.
  package enum Expansion: Sendable {
    case pattern(TextPattern)
    /// The key is not in the request and has no default: the text matches nothing.
    case missing(String)
    /// A snapshot does not tell the key's value.
    case unknown(String)
  }

  /// Reads `text`, with variables where the policy's version has them.
  package static func expand(
    _ text: String, in context: RequestContext, variables: Bool, wildcards: Bool = true
  ) -> Expansion {
    guard variables, text.contains("${") else { return .pattern(TextPattern(text, wildcards: wildcards)) }
    var tokens: [TextPattern.Token] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "${") {
      tokens += rest[..<start.lowerBound].unicodeScalars.map { TextPattern.token($0, wildcards: wildcards) }
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
        rest = rest[start.lowerBound...]
        tokens += rest.unicodeScalars.map { TextPattern.token($0, wildcards: wildcards) }
        return .pattern(TextPattern(tokens: tokens))
      }
      let inner = rest[start.upperBound..<end]
      switch value(of: inner, in: context) {
      case .text(let found): tokens += found.unicodeScalars.map { .character($0) }
      case .verbatim:
        tokens += rest[start.lowerBound...end].unicodeScalars.map {
          TextPattern.token($0, wildcards: wildcards)
        }
      case .missing(let key): return .missing(key)
      case .unknown(let key): return .unknown(key)
      }
      rest = rest[rest.index(after: end)...]
    }
    tokens += rest.unicodeScalars.map { TextPattern.token($0, wildcards: wildcards) }
    return .pattern(TextPattern(tokens: tokens))
  }

  private enum Value {
    case text(String)
    case verbatim
    case missing(String)
    case unknown(String)
  }

  private static func value(of inner: Substring, in context: RequestContext) -> Value {
    if inner == "*" || inner == "?" || inner == "$" { return .text(String(inner)) }
    if inner.allSatisfy(\.isWhitespace) { return .verbatim }
    let parts = inner.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    let key = trimmed(parts[0])
    switch context[key] {
    case .values(let found) where found.count == 1: return .text(found[0])
    case .values: return .unknown(key)
    case .unknown: return .unknown(key)
    case .absent:
      guard parts.count == 2 else { return .missing(key) }
      let text = trimmed(parts[1])
      guard text.count >= 2, text.hasPrefix("'"), text.hasSuffix("'") else { return .missing(key) }
      return .text(String(text.dropFirst().dropLast()))
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
