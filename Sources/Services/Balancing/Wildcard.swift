/// `*` for any run of characters and `?` for one, as AWS patterns use them.
package enum Wildcard {
  /// Whether the whole text fits the pattern.
  package static func matches(_ pattern: String, _ text: String) -> Bool {
    let pattern = Array(pattern.unicodeScalars)
    let text = Array(text.unicodeScalars)
    var position = 0
    var cursor = 0
    var star: (pattern: Int, text: Int)?
    while cursor < text.count {
      if position < pattern.count, pattern[position] == "*" {
        star = (position, cursor)
        position += 1
      } else if position < pattern.count, pattern[position] == "?" || pattern[position] == text[cursor] {
        position += 1
        cursor += 1
      } else if let back = star {
        star = (back.pattern, back.text + 1)
        position = back.pattern + 1
        cursor = back.text + 1
      } else {
        return false
      }
    }
    while position < pattern.count, pattern[position] == "*" { position += 1 }
    return position == pattern.count
  }
}
