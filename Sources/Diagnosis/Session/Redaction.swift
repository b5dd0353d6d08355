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

  /// The longest verbatim part of a text that holds no query string.
  private static func part(_ text: String) -> String {
    guard text.contains("?") else { return text }
    var pieces: [Substring] = []
    var start = text.startIndex
    for match in text.matches(of: query) {
      // What stands before a query string goes up to its question mark.
      pieces.append(text[start..<match.1.endIndex])
      start = match.range.upperBound
    }
    pieces.append(text[start...])
    return pieces.max { $0.count < $1.count }.map(String.init) ?? word
  }

  /// A subject's value without the query string of a URL.
  package static func subject(_ key: String, _ value: String) -> String { key == "url" ? text(value) : value }

  /// A text (a log line, a URL) without the query strings in it.
  package static func text(_ text: String) -> String {
    guard text.contains("?") else { return text }
    return text.replacing(query) { match in "\(match.1)?\(word)" }
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
