/// A text of a policy with its wildcards, ready to be compared.
///
/// IAM guide, "IAM JSON policy elements: Resource" and "IAM policy elements: Variables and tags": `*` stands for
/// any run of characters, `?` for one; `${*}`, `${?}` and `${$}` are the characters themselves.
package struct TextPattern: Sendable, Hashable {
  package enum Token: Sendable, Hashable {
    case character(Unicode.Scalar)
    case any
    case one
  }

  package let tokens: [Token]

  package init(tokens: [Token]) { self.tokens = tokens }

  /// A text without policy variables.
  package init(_ text: String, wildcards: Bool = true) {
    tokens = text.unicodeScalars.map { TextPattern.token($0, wildcards: wildcards) }
  }

  static func token(_ scalar: Unicode.Scalar, wildcards: Bool) -> Token {
    guard wildcards else { return .character(scalar) }
    return scalar == "*" ? .any : scalar == "?" ? .one : .character(scalar)
  }

  /// Whether the whole of `text` is what the pattern says.
  package func matches(_ text: String, ignoringCase: Bool = false) -> Bool {
    let subject = Array((ignoringCase ? text.lowercased() : text).unicodeScalars)
    let pattern = ignoringCase ? lowercased.tokens : tokens
    var position = 0
    var place = 0
    var star: (pattern: Int, subject: Int)?
    while place < subject.count {
      if position < pattern.count {
        switch pattern[position] {
        case .any:
          star = (position, place)
          position += 1
          continue
        case .one:
          position += 1
          place += 1
          continue
        case .character(let scalar) where scalar == subject[place]:
          position += 1
          place += 1
          continue
        case .character: break
        }
      }
      guard let last = star else { return false }
      position = last.pattern + 1
      place = last.subject + 1
      star = (last.pattern, place)
    }
    return pattern[position...].allSatisfy { $0 == .any }
  }

  private var lowercased: TextPattern {
    TextPattern(
      tokens: tokens.flatMap { token -> [Token] in
        guard case .character(let scalar) = token else { return [token] }
        return String(scalar).lowercased().unicodeScalars.map { .character($0) }
      })
  }

  /// The text where the pattern holds no wildcard; nil otherwise.
  package var literal: String? {
    var text = String.UnicodeScalarView()
    for token in tokens {
      guard case .character(let scalar) = token else { return nil }
      text.append(scalar)
    }
    return String(text)
  }
}
