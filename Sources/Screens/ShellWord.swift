/// One word of a shell's command line, with its quotes.
enum ShellWord {
  /// Splits a line at blanks outside quotes and substitutions; the words keep their quotes.
  static func split(_ line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var scan = Scan()
    for character in line {
      scan.take(character)
      if character == " ", scan.isPlain, !scan.wasEscaped {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// Whether a quote or substitution is still open at the end of a line.
  static func isOpen(_ line: String) -> Bool {
    var scan = Scan()
    for character in line { scan.take(character) }
    return !scan.isPlain
  }

  /// Where a word is best divided, after the character; the first set that has one wins.
  private static let joints: [Set<Character>] = [
    [",", ";", "}", "|", "&"], ["/", "?"], ["=", "[", "{", ":"], [".", "-", "_"],
  ]

  /// The word in pieces that bash puts together when a backslash and a line end stand between them.
  ///
  /// A single quote is closed before the line's end and opened again behind it; what stands in `${}` or `$()` is
  /// never divided.
  static func pieces(_ word: String, first: Int, rest: Int) -> [String] {
    let characters = Array(word)
    // The state before each character.
    var states: [Scan] = []
    var scan = Scan()
    for character in characters {
      states.append(scan)
      scan.take(character)
    }
    var pieces: [String] = []
    var start = 0
    while start < characters.count {
      let isQuoted = states[start].isSingle
      let lead = isQuoted && start > 0 ? "'" : ""
      // One cell for the backslash, one for the quote that may have to be closed.
      let room = max(8, pieces.isEmpty ? first : rest) - 2 - lead.count
      var used = 0
      var end = start
      while end < characters.count, used + Width.of(characters[end]) <= room {
        used += Width.of(characters[end])
        end += 1
      }
      if end == characters.count {
        pieces.append(lead + String(characters[start...]))
        break
      }
      let cut = place(characters, states, start, end)
      guard let cut else {
        pieces.append(lead + String(characters[start...]))
        break
      }
      pieces.append(lead + String(characters[start..<cut]) + (states[cut].isSingle ? "'" : ""))
      start = cut
    }
    return pieces
  }

  /// Where to divide between two places; nil where bash allows none.
  private static func place(
    _ characters: [Character], _ states: [Scan], _ start: Int, _ end: Int
  ) -> Int? {
    func isAllowed(_ at: Int) -> Bool {
      states[at].depth == 0 && !states[at].escapes && characters[at - 1] != "$"
        // Not between a quote and what it quotes.
        && characters[at - 1] != "'" && characters[at] != "'"
    }
    let least = start + max(1, (end - start) / 3)
    let allowed = stride(from: end, to: start, by: -1).filter(isAllowed)
    for joints in joints {
      if let best = allowed.first(where: { $0 >= least && joints.contains(characters[$0 - 1]) }) {
        return best
      }
    }
    return allowed.first
  }

  /// What is open at a place of a command line.
  private struct Scan {
    private var quote: Character?
    /// Whether the next character is taken as it is.
    private(set) var escapes = false
    /// Whether the last character was taken as it is.
    private(set) var wasEscaped = false
    /// How many `${` and `$(` are open.
    private(set) var depth = 0
    private var last: Character?

    var isPlain: Bool { quote == nil && depth == 0 && !escapes }
    var isSingle: Bool { quote == "'" && depth == 0 }

    mutating func take(_ character: Character) {
      defer { last = character }
      wasEscaped = escapes
      if escapes {
        escapes = false
        return
      }
      if quote == "'" {
        if character == "'" { quote = nil }
        return
      }
      switch character {
      case "\\": escapes = true
      case "{", "(":
        if last == "$" || depth > 0 { depth += 1 }
      case "}", ")":
        if depth > 0 { depth -= 1 }
      case "'" where quote == nil && depth == 0: quote = "'"
      case "\"" where depth == 0: quote = quote == nil ? "\"" : nil
      default: break
      }
    }
  }
}
