import Evidence

/// Renders a page as Markdown that GitHub, GitLab and wikis show alike.
///
/// Everything is escaped where it is written, so that no text of a snapshot can break the structure or act: see
/// ``MarkdownText``. Same page, same bytes.
package enum Markdown {
  package static func text(_ page: Page, words: Words) -> String {
    let lines = render(page.blocks, words)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func render(_ blocks: [Block], _ words: Words) -> [String] {
    var out: [String] = []
    for block in blocks {
      let lines = render(block, words)
      guard !lines.isEmpty else { continue }
      if !out.isEmpty { out.append("") }
      out += lines
    }
    return out
  }

  private static func render(_ block: Block, _ words: Words) -> [String] {
    switch block {
    case .heading(let level, let phrase):
      var text = inline(phrase, words)
      while let last = text.last, ".,;:!。".contains(last) { text.removeLast() }
      return [String(repeating: "#", count: min(max(level, 1), 6)) + " " + text]
    case .paragraph(let phrase):
      return phrase.isEmpty ? [] : [MarkdownText.lineStart(inline(phrase, words))]
    case .list(let ordered, let items):
      var out: [String] = []
      for (index, item) in items.enumerated() {
        let marker = ordered ? "\(index + 1). " : "- "
        let indent = String(repeating: " ", count: marker.count)
        let lines = render(item, words)
        if item.count > 1, !out.isEmpty, out.last != "" { out.append("") }
        for (at, line) in lines.enumerated() {
          out.append(line.isEmpty ? "" : (at == 0 ? marker : indent) + line)
        }
      }
      return out
    case .code(let text, let language):
      return fence(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), language)
    case .commands(let commands):
      return fence(commands.flatMap { ShellLines.folded($0, width: 96) }, "bash")
    case .table(let head, let body): return table(head, body, words)
    case .alert(let kind, let phrase): return ["> [!\(kind)]", "> " + inline(phrase, words)]
    case .evidence(let number, let citation):
      let value = citation.value.map { " " + MarkdownText.code($0) } ?? ""
      let place = MarkdownText.code("\(citation.file):\(citation.line)")
      return ["- **E\(number)** \(MarkdownText.escape(citation.says.text)) \(place)\(value)"]
    case .diagram(let text):
      return fence(
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), "mermaid")
    }
  }

  /// A fence that nothing in the text can close.
  private static func fence(_ text: [String], _ language: String) -> [String] {
    var lines = text.map { MarkdownText.clean(Redaction.text($0)) }
    while lines.last == "" { lines.removeLast() }
    let longest = lines.map { $0.drop { $0 == " " }.prefix { $0 == "`" }.count }.max() ?? 0
    let mark = String(repeating: "`", count: max(3, longest + 1))
    return [mark + language] + lines + [mark]
  }

  private static func table(_ head: [Phrase], _ body: [[Phrase]], _ words: Words) -> [String] {
    guard !body.isEmpty else { return [] }
    let count = max(head.count, body.map(\.count).max() ?? 0)
    func line(_ cells: [Phrase]) -> String {
      let texts = (0..<count).map { column -> String in
        let text = column < cells.count ? inline(cells[column], words, inTable: true) : ""
        return String(text.drop { $0 == " " })
      }
      return "| " + texts.map { $0.isEmpty ? " " : $0 }.joined(separator: " | ") + " |"
    }
    return [line(head), "|" + String(repeating: " --- |", count: count)] + body.map(line)
  }

  /// The phrase up to a length that a reader can take in; a text of many code spans counts as one.
  private static func bounded(_ phrase: Phrase) -> Phrase {
    var parts: [Phrase.Part] = []
    var left = 4000
    for part in phrase.parts {
      if left <= 0 { return Phrase(parts + [.plain("⋯")]) }
      switch part {
      case .plain(let text), .strong(let text), .code(let text): left -= text.utf8.count
      case .state, .reference: break
      }
      parts.append(part)
    }
    return phrase
  }

  private static func inline(_ phrase: Phrase, _ words: Words, inTable: Bool = false) -> String {
    bounded(phrase).parts.map { part in
      switch part {
      case .plain(let text): return MarkdownText.escape(text)
      case .strong(let text):
        let trimmed = MarkdownText.escape(text)
        return trimmed.isEmpty ? "" : "**\(trimmed)**"
      case .code(let text): return MarkdownText.code(text, inTable: inTable)
      case .state(let state): return "**" + Look().mark(state) + " " + words.state(state) + "**"
      case .reference(let number): return "E\(number)"
      }
    }.joined()
  }
}

/// Makes any text harmless in Markdown.
package enum MarkdownText {
  /// More of one value than this helps nobody.
  static let longest = 400

  /// Text without control and bidirectional characters, cut to a sensible length.
  package static func clean(_ text: String) -> String { Span.clean(text) }

  /// Running text: nothing in it is read as Markdown, HTML, a link or a mention.
  package static func escape(_ text: String) -> String {
    var out = ""
    let characters = Array(clean(shortened(Redaction.text(text), 2000)))
    func isWord(_ index: Int) -> Bool {
      characters.indices.contains(index) && (characters[index].isLetter || characters[index].isNumber)
    }
    for (index, character) in characters.enumerated() {
      switch character {
      case "\\", "`", "*", "[", "]", "|", "~": out += "\\" + String(character)
      case "_": out += isWord(index - 1) && isWord(index + 1) ? "_" : "\\_"
      case "<": out += "&lt;"
      case "&": out += isWord(index + 1) || characters.dropFirst(index + 1).first == "#" ? "&amp;" : "&"
      case "@": out += isWord(index + 1) ? "&#64;" : "@"
      case "$": out += "&#36;"
      default: out.append(character)
      }
    }
    for scheme in ["://", "www."] {
      out = out.split(separator: scheme, omittingEmptySubsequences: false)
        .joined(separator: scheme == "://" ? ":&#47;&#47;" : "www&#46;")
    }
    return out
  }

  /// A line that does not begin a list, a heading or a rule by accident.
  static func lineStart(_ line: String) -> String {
    guard let first = line.first else { return line }
    if "-+#=:>".contains(first) { return "\\" + line }
    let digits = line.prefix { $0.isNumber }
    if !digits.isEmpty, let next = line.dropFirst(digits.count).first, next == "." || next == ")" {
      return digits + "\\" + line.dropFirst(digits.count)
    }
    return line
  }

  /// A code span that holds any text; in a table a bar is escaped as GitHub's rules say.
  package static func code(_ text: String, inTable: Bool = false) -> String {
    let clean = clean(shortened(Redaction.text(text), longest))
    guard !clean.isEmpty else { return "" }
    var run = 0
    var longestRun = 0
    for character in clean {
      run = character == "`" ? run + 1 : 0
      longestRun = max(longestRun, run)
    }
    let mark = String(repeating: "`", count: longestRun + 1)
    let pad = longestRun > 0 || clean.first == " " || clean.last == " " ? " " : ""
    let body =
      inTable ? clean.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") : clean
    return mark + pad + body + pad + mark
  }

  /// The text, or its beginning with a mark and the number of characters left out.
  package static func shortened(_ text: String, _ limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    let start = text.prefix(limit)
    let left = text.utf8.count - start.utf8.count
    return left > 0 ? start + "⋯" : text
  }
}
