/// The terminal's size in cells.
package struct Size: Hashable, Sendable {
  package var columns: Int
  package var rows: Int

  package init(_ columns: Int, _ rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// What stands on the screen: a grid of cells, clipped and never trapping.
package struct Frame: Sendable {
  /// A cell; the right half of a wide character has no text of its own.
  struct Cell: Hashable, Sendable {
    var text: String
    var style: Style
    var width: Int
  }

  package let size: Size
  private var cells: [[Cell]]
  /// Where the terminal's cursor shows, for text input.
  package var cursor: (row: Int, column: Int)?

  package init(_ size: Size) {
    self.size = Size(max(size.columns, 1), max(size.rows, 1))
    let blank = Cell(text: " ", style: .plain, width: 1)
    cells = Array(repeating: Array(repeating: blank, count: self.size.columns), count: self.size.rows)
  }

  /// Writes a row of spans from a place on, up to a width.
  package mutating func put(_ row: Row, at line: Int, _ column: Int = 0, width: Int? = nil) {
    guard line >= 0, line < size.rows, column >= 0 else { return }
    let end = min(size.columns, column + (width ?? size.columns))
    var at = column
    for span in row {
      for character in span.text {
        let cells = Width.of(character)
        if cells == 0 {
          if at > column { self.cells[line][at - 1].text.append(character) }
          continue
        }
        if at + cells > end { return }
        self.cells[line][at] = Cell(text: String(character), style: span.style, width: cells)
        if cells == 2 { self.cells[line][at + 1] = Cell(text: "", style: span.style, width: 0) }
        at += cells
      }
    }
  }

  /// Fills a whole line with one look, keeping its text.
  package mutating func paint(_ line: Int, columns: Range<Int>, _ change: (inout Style) -> Void) {
    guard line >= 0, line < size.rows else { return }
    for column in columns.clamped(to: 0..<size.columns) { change(&cells[line][column].style) }
  }

  /// A line as runs of equal looks.
  package func spans(_ line: Int) -> Row {
    var out: [(text: String, style: Style)] = []
    for cell in cells[line] {
      if let last = out.indices.last, out[last].style == cell.style {
        out[last].text += cell.text
      } else {
        out.append((cell.text, cell.style))
      }
    }
    return out.map { Span($0.text, $0.style) }
  }

  /// The lines without looks and trailing blanks: what a golden holds.
  package var text: String {
    var lines = cells.map { line in
      let text = line.map(\.text).joined()
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }
}
