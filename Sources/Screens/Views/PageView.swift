import Foundation

/// The rows of text of the present screen: a page, or the pane beside a list.
func pageRows(_ model: Model) -> [Row] {
  let width = textWidth(model)
  return PageRows.of(
    page(model), width: width, margin: textMargin(model), words: model.words, look: model.look)
}

/// The blanks before a text over the whole width; beside a list the divider stands there.
private func textMargin(_ model: Model) -> Int {
  if case .walk = model.place.screen, model.hasTwoPanes { return 0 }
  return 1
}

private func textWidth(_ model: Model) -> Int {
  let width = model.size.columns
  switch model.place.screen {
  case .walk: return model.hasTwoPanes ? width - leftWidth(width) - 3 : width - 2
  default: return min(width - 2, 110)
  }
}

private func page(_ model: Model) -> Page {
  let words = model.words
  guard let incident = model.incident else {
    if case .help(let kind) = model.place.screen { return HelpPage.of(kind, words) }
    return Page()
  }
  switch model.place.screen {
  case .walk:
    if let (step, question) = model.question { return HypothesisPage.question(step, question, words) }
    guard let hypothesis = model.hypothesis else { return Page([.paragraph(Phrase(words(.nothingToWalk)))]) }
    return HypothesisPage.detail(hypothesis, in: incident, teach: model.teach, words)
  case .cause(let id):
    guard let cause = incident.cause(id) else { return Page() }
    if let (decoy, repair) = model.temptation {
      return CausePage.temptation(decoy, repair, instead: cause, words)
    }
    return CausePage.tail(
      cause, fix: model.place.selected, explained: explanationRows(model).isEmpty,
      among: incident.causes, words)
  case .why(let id):
    guard let hypothesis = incident.hypothesis(id) else { return Page() }
    return HypothesisPage.why(hypothesis, in: incident, words)
  case .verify(let id): return incident.cause(id).map { CausePage.verify($0, words) } ?? Page()
  case .prevent(let id): return incident.cause(id).map { CausePage.prevent($0, words) } ?? Page()
  case .overview: return OverviewPage.of(incident, age: model.age, words)
  case .report: return ReportPage.of(incident, words)
  case .changes: return ChangesPage.of(model.changes, in: incident, words)
  case .help(let kind): return HelpPage.of(kind, words)
  case .start, .loading, .raw, .verdict, .input, .discard, .quit: return Page()
  }
}

/// A text over the whole width.
func drawPage(_ frame: inout Frame, _ model: Model, _ area: Range<Int>) {
  drawText(&frame, pageRows(model), model, area, column: 0, width: model.size.columns - 1)
}

/// Draws a window of rows, and in its last line how much is below.
func drawText(
  _ frame: inout Frame, _ rows: [Row], _ model: Model, _ area: Range<Int>, column: Int, width: Int
) {
  let first = min(model.place.scroll, max(0, rows.count - 1))
  let below = rows.count - first - area.count
  for (index, row) in rows.dropFirst(first).prefix(area.count).enumerated() {
    if below > 0, index == area.count - 1 {
      let text = (column == 0 ? " " : "") + model.words(.moreBelow, "\(below + 1)")
      frame.put([Span(text, Style(.cyan))], at: area.lowerBound + index, column, width: width)
    } else {
      let marked = model.search.isEmpty ? row : highlight(row, model.search)
      frame.put(marked, at: area.lowerBound + index, column, width: width)
    }
  }
}

/// A row with what was searched for in reverse.
func highlight(_ row: Row, _ wanted: String) -> Row {
  row.flatMap { span -> Row in
    guard let range = span.text.range(of: wanted, options: .caseInsensitive) else { return [span] }
    var loud = span.style
    loud.reverse = true
    return [
      Span(String(span.text[..<range.lowerBound]), span.style), Span(String(span.text[range]), loud),
      Span(String(span.text[range.upperBound...]), span.style),
    ]
  }
}
