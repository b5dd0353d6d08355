/// One token of an HCL text.
struct HCLToken: Sendable {
  enum Kind: Sendable, Hashable {
    case word(String)
    /// Without quotes, interpolations kept as they stand.
    case string(String)
    case number(String)
    case symbol(Character)
    case newline
  }

  let kind: Kind
  let line: Int
  /// As it stands in the text.
  let source: String
  let start: Int
  let end: Int
}

/// Cuts an HCL text into tokens; comments vanish, newlines stay.
struct HCLScanner: Sendable {
  private(set) var tokens: [HCLToken] = []
  private let characters: [Character]
  private let lines: [String]

  init(_ text: String) {
    characters = Array(text.replacing("\r\n", with: "\n"))
    lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    scan()
  }

  /// The text of a line (1-based) without its indentation.
  func line(_ number: Int) -> String {
    guard lines.indices.contains(number - 1) else { return "" }
    return String(lines[number - 1].drop { $0 == " " || $0 == "\t" })
  }

  /// The text from one token up to before another, of its first line.
  func text(_ from: Int, _ to: Int) -> String {
    guard from < to, tokens.indices.contains(from) else { return "" }
    let part = String(characters[tokens[from].start..<tokens[to - 1].end])
    return part.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
  }

  private mutating func scan() {
    var at = 0
    var line = 1
    func peek(_ offset: Int) -> Character? {
      at + offset < characters.count ? characters[at + offset] : nil
    }
    while at < characters.count {
      let character = characters[at]
      let start = at
      let first = line
      if character == "\n" {
        at += 1
        add(.newline, first, start, at)
        line += 1
      } else if character.isWhitespace {
        at += 1
      } else if character == "#" || character == "/" && peek(1) == "/" {
        while at < characters.count, characters[at] != "\n" { at += 1 }
      } else if character == "/", peek(1) == "*" {
        at += 2
        while at < characters.count, !(characters[at] == "*" && peek(1) == "/") {
          if characters[at] == "\n" { line += 1 }
          at += 1
        }
        at += 2
      } else if character == "\"" {
        let text = quoted(&at, &line)
        add(.string(text), first, start, at)
      } else if character == "<", peek(1) == "<" {
        let text = heredoc(&at, &line)
        add(.string(text), first, start, at)
      } else if character.isLetter || character == "_" {
        while let next = peek(0), next.isLetter || next.isNumber || next == "_" || next == "-" { at += 1 }
        add(.word(String(characters[start..<at])), first, start, at)
      } else if character.isNumber || character == "-" && (peek(1)?.isNumber ?? false) {
        at += 1
        while let next = peek(0), next.isNumber || next == "." && (peek(1)?.isNumber ?? false) { at += 1 }
        add(.number(String(characters[start..<at])), first, start, at)
      } else {
        at += 1
        add(.symbol(character), first, start, at)
      }
    }
  }

  private mutating func add(_ kind: HCLToken.Kind, _ line: Int, _ start: Int, _ end: Int) {
    let end = min(end, characters.count)
    tokens.append(
      HCLToken(kind: kind, line: line, source: String(characters[start..<end]), start: start, end: end))
  }

  /// A quoted string; quotes inside `${…}` do not end it.
  private func quoted(_ at: inout Int, _ line: inout Int) -> String {
    at += 1
    var text = ""
    var depth = 0
    while at < characters.count {
      let character = characters[at]
      if character == "\\", depth == 0, at + 1 < characters.count {
        let next = characters[at + 1]
        if next == "\n" { line += 1 }
        text.append(next == "n" ? "\n" : next == "t" ? "\t" : next)
        at += 2
        continue
      }
      if character == "$" || character == "%", at + 1 < characters.count, characters[at + 1] == "{" {
        depth += 1
        text.append(character)
        text.append("{")
        at += 2
        continue
      }
      if depth > 0, character == "{" { depth += 1 }
      if depth > 0, character == "}" { depth -= 1 }
      if character == "\"", depth == 0 {
        at += 1
        return text
      }
      // A string does not cross lines: an unclosed one ends here, before the newline.
      if character == "\n" {
        if depth == 0 { return text }
        line += 1
      }
      text.append(character)
      at += 1
    }
    return text
  }

  private func heredoc(_ at: inout Int, _ line: inout Int) -> String {
    at += 2
    if at < characters.count, characters[at] == "-" { at += 1 }
    var marker = ""
    while at < characters.count, characters[at] != "\n" {
      marker.append(characters[at])
      at += 1
    }
    if at < characters.count { line += 1 }
    at += 1
    var text = ""
    while at < characters.count {
      var row = ""
      while at < characters.count, characters[at] != "\n" {
        row.append(characters[at])
        at += 1
      }
      if row.filter({ !$0.isWhitespace }) == marker.filter({ !$0.isWhitespace }) { return text }
      text += row + "\n"
      if at < characters.count {
        at += 1
        line += 1
      }
    }
    return text
  }
}
