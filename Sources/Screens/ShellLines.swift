/// Folds a long shell command over lines that can be pasted together: before options, never inside quotes.
package enum ShellLines {
  package static func folded(_ command: String, width: Int) -> [String] {
    if Width.of(command) <= width { return [command] }
    var lines: [String] = []
    var line = ""
    for group in groups(command) {
      let room = width - 2 - (lines.isEmpty ? 0 : 2)
      if !line.isEmpty, Width.of(line) + 1 + Width.of(group) > room {
        lines.append((lines.isEmpty ? "" : "  ") + line + " \\")
        line = group
      } else {
        line += (line.isEmpty ? "" : " ") + group
      }
    }
    lines.append((lines.isEmpty ? "" : "  ") + line)
    return lines
  }

  /// The command's words, each option with its values, a pipe or redirection with what follows.
  private static func groups(_ command: String) -> [String] {
    var groups: [String] = []
    for word in words(command) {
      if groups.isEmpty || word.hasPrefix("--") || word == "|" || word == ">" {
        groups.append(word)
      } else {
        groups[groups.count - 1] += " " + word
      }
    }
    return groups
  }

  /// Splits at spaces outside quotes; the words keep their quotes.
  private static func words(_ command: String) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    var escaped = false
    for character in command {
      if escaped {
        escaped = false
      } else if character == "\\", quote != "'" {
        escaped = true
      } else if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == " " {
        if !word.isEmpty { words.append(word) }
        word = ""
        continue
      }
      word.append(character)
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
