import Output

/// One of the terminal's own colours.
package enum Ink: Int, Sendable {
  case plain = 0
  case red, green, yellow, blue, magenta, cyan
}

/// How a piece of text looks; never the only carrier of a meaning.
package struct Style: Hashable, Sendable {
  package var ink: Ink = .plain
  package var bold = false
  package var dim = false
  package var reverse = false
  package var underline = false

  package init(_ ink: Ink = .plain, bold: Bool = false, dim: Bool = false, reverse: Bool = false) {
    self.ink = ink
    self.bold = bold
    self.dim = dim
    self.reverse = reverse
  }

  package static let plain = Style()
  package static let bold = Style(bold: true)
  package static let dim = Style(dim: true)
}

/// A piece of text of one look; what could disturb a terminal is taken out here, once.
package struct Span: Hashable, Sendable {
  package let text: String
  package var style: Style

  package init(_ text: String, _ style: Style = .plain) {
    self.text = Span.clean(text)
    self.style = style
  }

  package var width: Int { Width.of(text) }

  /// Text for cells: what acts or hides shows as a mark, line ends as blanks; see ``VisibleText``.
  package static func clean(_ text: String) -> String { VisibleText.cells(text) }
}

/// One row of styled text.
package typealias Row = [Span]

extension Array where Element == Span {
  /// The cells the row takes.
  package var width: Int { reduce(0) { $0 + $1.width } }

  /// The row without its looks.
  package var text: String { map(\.text).joined() }

  /// The row cut to a width, with a mark at the cut.
  package func cut(to width: Int, mark: String = "⋯") -> Row {
    if self.width <= width { return self }
    let room = Swift.max(0, width - Width.of(mark))
    var out: Row = []
    var used = 0
    for span in self {
      var kept = ""
      for character in span.text {
        let cells = Width.of(character)
        if used + cells > room {
          out.append(Span(kept + (width > 0 ? mark : ""), span.style))
          return out
        }
        used += cells
        kept.append(character)
      }
      out.append(Span(kept, span.style))
    }
    return out
  }

  /// The row with spaces at its end, up to a width.
  package func padded(to width: Int, _ style: Style = .plain) -> Row {
    let gap = width - self.width
    return gap > 0 ? self + [Span(String(repeating: " ", count: gap), style)] : self
  }
}
