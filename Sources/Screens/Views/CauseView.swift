/// The cause, the table of what can be done about it, and the selected line's text.
func drawCause(_ frame: inout Frame, _ model: Model, _ id: String, _ area: Range<Int>) {
  let width = model.size.columns - 2
  var row = area.lowerBound
  for line in causeHead(model, area.count) where row < area.upperBound {
    frame.put(line.row, at: row, 1, width: width)
    if line.isSelected { frame.paint(row, columns: 1..<(width + 1)) { $0.reverse = true } }
    row += 1
  }
  drawText(
    &frame, pageRows(model), model, min(row, area.upperBound)..<area.upperBound, column: 0, width: width + 1)
}

/// What stands above the selected line's text: the cause and the table; the cause alone while the text is read.
func causeHead(_ model: Model, _ height: Int) -> [(row: Row, isSelected: Bool)] {
  guard case .cause(let id) = model.place.screen, let cause = model.incident?.cause(id) else { return [] }
  let title = causeTitle(cause, model).map { (row: $0, isSelected: false) }
  if model.place.focus == .text { return title + [([], false)] }
  let explained = explanationRows(model).map { (row: $0, isSelected: false) }
  let gap: [(row: Row, isSelected: Bool)] = height < 20 ? [] : [([], false)]
  let left = height - title.count - explained.count - commandHeight(model) - gap.count - 1
  return title + explained + gap + RepairTable(model: model, cause: cause).rows(max(left, 3))
    + [([], false)]
}

private func causeTitle(_ cause: Incident.Cause, _ model: Model) -> [Row] {
  let title: Row = [
    Span(model.words(.rootCause) + "  ", Style(.red, bold: true)), Span(cause.title, .bold),
  ]
  return Wrap.rows(title, width: model.size.columns - 2, hanging: 2)
}

/// The explanation above the table, where all of it has room there; else it stands below the command.
func explanationRows(_ model: Model) -> [Row] {
  guard case .cause(let id) = model.place.screen, let cause = model.incident?.cause(id) else { return [] }
  let rows = paragraphs(cause.explanation).flatMap {
    Wrap.rows([Span($0)], width: min(model.size.columns - 2, 110))
  }
  let table = model.causeLines(id).count + 2
  let needed = causeTitle(cause, model).count + rows.count + min(table, 8) + commandHeight(model) + 2
  return needed <= bodyRows(model).count ? rows : []
}

/// The rows that the text below needs at least: the command, and how far it can be used.
private func commandHeight(_ model: Model) -> Int {
  guard let repair = model.repair else { return 6 }
  let page = Page(repair.commands.map { .commands([$0]) })
  let rows = PageRows.of(
    page, width: model.size.columns - 2, margin: 1, words: model.words, look: model.look)
  return min(rows.count, 8) + 2
}
