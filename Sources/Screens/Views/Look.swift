/// How states and lines are drawn: the marks, and whether the terminal may show more than ASCII.
package struct Look: Hashable, Sendable {
  /// Only ASCII marks and lines.
  package var ascii: Bool

  package init(ascii: Bool = false) { self.ascii = ascii }

  /// A mark that is one cell wide in every terminal, also in Japanese ones.
  package func mark(_ state: Incident.State) -> String {
    switch state {
    case .fault: ascii ? "X" : "✗"
    case .ruledOut: ascii ? "+" : "✓"
    case .noData: "?"
    case .notApplicable: "-"
    case .open: "."
    case .live: "!"
    case .skipped: "~"
    }
  }

  /// The colour that underlines what mark and word say.
  package func style(_ state: Incident.State) -> Style {
    switch state {
    case .fault: Style(.red, bold: true)
    case .ruledOut: Style(.green)
    case .noData: Style(.yellow)
    case .live, .skipped: Style(.yellow)
    case .notApplicable, .open: Style(dim: true)
    }
  }

  package var rule: String { ascii ? "-" : "─" }
  package var divider: String { ascii ? "|" : "│" }
  package var pointer: String { ascii ? ">" : "▸" }
  /// Where a change falls among the bars.
  package var event: String { ascii ? "!" : "▸" }
  package var more: String { ascii ? ".." : "⋯" }
  package var bars: [String] {
    ascii ? [" ", ".", ":", "-", "=", "+", "*", "#"] : ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  }

  /// One bar a value, as high as its share of the greatest.
  package func sparkline(_ values: [Int]) -> String {
    let top = max(values.max() ?? 0, 1)
    return values.map { value in
      value == 0 ? bars[0] : bars[min(bars.count - 1, max(1, value * (bars.count - 1) / top))]
    }.joined()
  }
}
