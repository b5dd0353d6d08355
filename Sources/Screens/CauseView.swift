/// The cause, its fixes as a list with what each does, and the selected one's command.
func drawCause(_ frame: inout Frame, _ model: Model, _ id: String, _ area: Range<Int>) {
  guard let cause = model.incident?.cause(id) else { return }
  let width = model.size.columns - 2
  let words = model.words
  var row = area.lowerBound
  func line(_ text: Row) {
    if row < area.upperBound { frame.put(text, at: row, 1, width: width) }
    row += 1
  }
  let title: Row = [Span(words(.rootCause) + "  ", Style(.red, bold: true)), Span(cause.title, .bold)]
  for text in Wrap.rows(title, width: width, hanging: 2) { line(text) }
  let room = max(2, area.count / 4)
  let explained = paragraphs(cause.explanation).flatMap { Wrap.rows([Span($0)], width: width) }
  for text in explained.prefix(room) { line(text) }
  if explained.count > room { line([Span(words(.restWithWhy), .dim)]) }
  line([])
  for text in fixRows(cause, model, width: width) {
    line(text.row)
    if text.isSelected { frame.paint(row - 1, columns: 1..<(width + 1)) { $0.reverse = true } }
  }
  line([])
  let left = min(row, area.upperBound)..<area.upperBound
  drawText(&frame, pageRows(model), model, left, column: 1, width: width)
}

private func fixRows(_ cause: Incident.Cause, _ model: Model, width: Int) -> [(row: Row, isSelected: Bool)] {
  let words = model.words
  if cause.fixes.isEmpty { return [([Span(words(.noFix), .dim)], false)] }
  var out: [(row: Row, isSelected: Bool)] = [
    (
      [
        Span(
          cause.fixes.count > 1 ? words(.fixesChoose, "\(cause.fixes.count)") : words(.fix),
          Style(.cyan, bold: true))
      ], false
    )
  ]
  for (index, fix) in cause.fixes.enumerated() {
    let isSelected = index == model.place.selected
    let pointer = isSelected ? model.look.pointer : " "
    let right = fix.effect ?? words.applicability(fix.applicability)
    let head: Row = [Span("\(pointer) \(index + 1) ", .bold), Span(fix.title, isSelected ? .bold : .plain)]
    let room = width - Width.of(right) - 2
    let rows = Wrap.rows(head, width: room, hanging: 4)
    for (at, row) in rows.enumerated() {
      out.append(
        (at == 0 ? row.padded(to: room + 2) + [Span(right, .dim)] : row.padded(to: width), isSelected))
    }
  }
  for decoy in model.incident?.tempting.prefix(model.size.rows >= 30 ? 6 : 2) ?? [] {
    guard let effect = decoy.effect else { continue }
    let room = width - Width.of(effect) - 2
    let title: Row = [
      Span("  \(model.look.ascii ? "x" : "✗") ", Style(.red)),
      Span(words(.decoyLead) + " " + decoy.title, .dim),
    ]
    out.append(
      (title.cut(to: room, mark: model.look.more).padded(to: room + 2) + [Span(effect, .dim)], false))
  }
  return out
}
