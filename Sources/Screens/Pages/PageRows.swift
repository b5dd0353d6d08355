import Commands
import Evidence

/// Renders a page as rows of a screen.
package struct PageRows {
  let words: Words
  let look: Look
  let width: Int
  private var rows: [Row] = []

  /// The rows of a page, none wider than `width` beside a margin of blanks.
  ///
  /// Only what goes on inside a word of a command stands in the margin: blanks before it would end the word.
  package static func of(_ page: Page, width: Int, margin: Int = 0, words: Words, look: Look) -> [Row] {
    var made = PageRows(words: words, look: look, width: max(width, 8) + margin)
    made.add(page.blocks, indent: margin)
    while made.rows.last?.isEmpty == true { made.rows.removeLast() }
    return made.rows
  }

  private init(words: Words, look: Look, width: Int) {
    self.words = words
    self.look = look
    self.width = width
  }

  private mutating func add(_ blocks: [Block], indent: Int) {
    for block in blocks { add(block, indent: indent) }
  }

  private mutating func space() {
    if let last = rows.last, !last.isEmpty { rows.append([]) }
  }

  private mutating func add(_ block: Block, indent: Int) {
    switch block {
    case .heading(let level, let phrase):
      space()
      let style = level <= 2 ? Style(bold: true) : Style(.cyan)
      add(row(phrase).map { Span($0.text, $0.style == .plain ? style : $0.style) }, indent: indent)
    case .paragraph(let phrase):
      guard !phrase.isEmpty else { return }
      add(row(phrase), indent: indent)
      rows.append([])
    case .list(let ordered, let items):
      for (index, item) in items.enumerated() {
        let marker = ordered ? "\(index + 1) " : "- "
        addItem(item, marker: marker, indent: indent)
      }
      rows.append([])
    case .code(let text, let language):
      if rows.last?.isEmpty == false { rows.append([]) }
      addCode(text, language, indent: indent + 1)
      rows.append([])
    case .commands(let commands):
      if rows.last?.isEmpty == false { rows.append([]) }
      for command in commands { addCommand(command, indent: indent + 1) }
      rows.append([])
    case .table(let head, let body): addTable(head, body, indent: indent)
    case .alert(_, let phrase):
      add([Span("! ", Style(.yellow, bold: true))] + row(phrase), indent: indent, hanging: 2)
      rows.append([])
    case .evidence(let number, let citation): addEvidence(number, citation, indent: indent)
    case .diagram: break
    }
  }

  private mutating func add(_ row: Row, indent: Int, hanging: Int = 0) {
    for wrapped in Wrap.rows(row, width: width - indent, hanging: hanging) {
      rows.append(indent > 0 ? [Span(String(repeating: " ", count: indent))] + wrapped : wrapped)
    }
  }

  /// A command as bash continues it, so that what is selected on the screen can be pasted.
  private mutating func addCommand(_ command: ShellCommand, indent: Int) {
    rows += ShellLines.rows(command, width: width, indent: indent).map {
      [Span($0, Style(.cyan))].cut(to: width, mark: " " + look.more)
    }
  }

  /// Shell text stays in its lines, other code is wrapped.
  private mutating func addCode(_ text: String, _ language: String, indent: Int) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if language == "bash" {
        let whole = String(repeating: " ", count: indent) + line
        rows.append([Span(whole, Style(.cyan))].cut(to: width, mark: " " + look.more))
      } else {
        add([Span(line, Style(.cyan))], indent: indent, hanging: 4)
      }
    }
  }

  private mutating func addItem(_ item: [Block], marker: String, indent: Int) {
    let inner = indent + Width.of(marker)
    let first = rows.count
    add(item, indent: inner)
    while rows.count > first + 1, rows.last?.isEmpty == true { rows.removeLast() }
    guard rows.count > first else { return }
    let lead = Span(String(repeating: " ", count: indent) + marker, Style(.cyan))
    rows[first] = [lead] + Array(rows[first].dropFirst())
  }

  /// The number to press, what it shows, and below it where it stands.
  private mutating func addEvidence(_ number: Int, _ citation: Citation, indent: Int) {
    let lead = Span("\(number) ", Style(.cyan, bold: true))
    let value = citation.value.map { " " + $0 } ?? ""
    let says = citation.says.text.isEmpty ? [Span(value, .plain)] : [Span(citation.says.text)]
    add([lead] + says, indent: indent, hanging: 2)
    add([Span("  \(citation.file):\(citation.line)", .dim)], indent: indent, hanging: 4)
    if let value = citation.value, !citation.says.text.contains(value), value.count <= 400 {
      add([Span("  = ", .dim), Span(value, Style(.cyan))], indent: indent, hanging: 4)
    }
  }

  private mutating func addTable(_ head: [Phrase], _ body: [[Phrase]], indent: Int) {
    let all = ((head.isEmpty ? [] : [head]) + body).map { $0.map(row) }
    let count = all.map(\.count).max() ?? 0
    guard count > 0 else { return }
    var widths = (0..<count).map { column in all.map { $0.count > column ? $0[column].width : 0 }.max() ?? 0 }
    let room = width - indent - 2 * (count - 1)
    while widths.reduce(0, +) > room, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > 8
    {
      widths[widest] -= 1
    }
    for (index, line) in all.enumerated() {
      let cells = line.enumerated().map { Wrap.rows($1, width: max(widths[$0], 2)) }
      for height in 0..<(cells.map(\.count).max() ?? 0) {
        var out: Row = indent > 0 ? [Span(String(repeating: " ", count: indent))] : []
        for (column, wrapped) in cells.enumerated() {
          let piece = height < wrapped.count ? wrapped[height].cut(to: widths[column]) : []
          let bold = index == 0 && !head.isEmpty ? piece.map { Span($0.text, .dim) } : piece
          out += column + 1 < cells.count ? bold.padded(to: widths[column] + 2) : bold
        }
        rows.append(out)
      }
    }
    rows.append([])
  }

  private func row(_ phrase: Phrase) -> Row {
    phrase.parts.map { part in
      switch part {
      case .plain(let text): Span(text)
      case .strong(let text): Span(text, .bold)
      case .code(let text): Span(text, Style(.cyan))
      case .state(let state):
        Span(look.mark(state) + " " + words.state(state), look.style(state))
      case .reference(let number): Span("E\(number)", Style(.cyan))
      }
    }
  }
}
