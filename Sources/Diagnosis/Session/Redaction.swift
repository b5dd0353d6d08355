/// Keeps secrets out of screens, reports and JSON, wherever they came from.
///
/// Contract: values of `environment`, origin custom headers, tokens and query strings appear only as `redacted`.
package enum Redaction {
  /// What stands instead of a secret.
  package static let word = "redacted"

  /// A citation without secrets.
  package static func citation(_ citation: Citation) -> Citation {
    var result = citation
    result.says = text(citation.says)
    guard let pointer = citation.pointer else {
      result.value = citation.value.map { text($0) }
      return result
    }
    result.value = citation.value.map { hides(pointer) ? word : part($0) }
    return result
  }

  /// The longest verbatim part of a text that holds no query string and no credential.
  private static func part(_ text: String) -> String {
    var secrets: [Range<String.Index>] = []
    if text.contains("?") {
      // What stands before a query string goes up to its question mark.
      secrets += text.matches(of: query).map { $0.1.endIndex..<$0.range.upperBound }
    }
    if mayHoldCredentials(text) {
      secrets += text.matches(of: credential).map { $0.1.endIndex..<$0.range.upperBound }
    }
    if secrets.isEmpty { return text }
    var pieces: [Substring] = []
    var start = text.startIndex
    for secret in secrets.sorted(by: { $0.lowerBound < $1.lowerBound }) where secret.lowerBound >= start {
      pieces.append(text[start..<secret.lowerBound])
      start = secret.upperBound
    }
    pieces.append(text[start...])
    var longest = pieces.max { $0.count < $1.count } ?? ""
    while longest.last?.isWhitespace == true { longest.removeLast() }
    while longest.first?.isWhitespace == true { longest.removeFirst() }
    return longest.isEmpty ? word : String(longest)
  }

  /// A subject's value without the query string of a URL.
  package static func subject(_ key: String, _ value: String) -> String { key == "url" ? text(value) : value }

  /// A text (a log line, a message, a URL) without the query strings and credentials in it.
  package static func text(_ text: String) -> String {
    var text = text
    if text.contains("?") { text = text.replacing(query) { match in "\(match.1)?\(word)" } }
    guard mayHoldCredentials(text) else { return text }
    return text.replacing(credential) { match in "\(match.1)\(word)" }
  }

  /// Most texts hold none of the words; then nothing is searched.
  private static func mayHoldCredentials(_ text: String) -> Bool {
    let lower = text.lowercased()
    return ["bearer ", "basic ", "password", "passwd", "secret", "token", "api-key", "apikey", "api_key"]
      .contains { lower.contains($0) }
  }

  /// A word for a credential and what is said to be its value: `Bearer x`, `password=x`, `"token": "x"`.
  private static var credential: Regex<(Substring, Substring)> {
    /(?i)(\b(?:bearer|basic)\s+(?=[A-Za-z0-9+\/=._~-]{16,})|(?:password|passwd|secret[_-]?access[_-]?key|session[_-]?token|auth[_-]?token|access[_-]?token|api[_-]?key)(?:["']?\s*=\s*["']?|["']\s*:\s*["']|:\s+["']?))[^\s"'&,;}]+/
  }

  /// The query strings that ``text(_:)`` takes out, in their order.
  package static func queries(_ text: String) -> [String] {
    text.matches(of: query).map { String($0.2) }
  }

  private static var query: Regex<(Substring, Substring, Substring)> {
    /(\bhttps?:\/\/[^\s"?]+|(?:^|[\s"])\/[^\s"?]*)\?([^\s"]*)/
  }

  /// Whether the value at a pointer is a secret by its place.
  package static func hides(_ pointer: String) -> Bool {
    let parts = pointer.split(separator: "/")
    guard let last = parts.last else { return false }
    if last == "value", parts.contains("environment") { return true }
    if last == "HeaderValue" { return true }
    return last.lowercased().hasSuffix("token") && last != "NextToken"
  }
}
