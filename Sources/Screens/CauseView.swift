/// The cause, its fixes as a list with what each does, and the selected one's command.
func drawCause(_ frame: inout Frame, _ model: Model, _ id: String, _ area: Range<Int>) {
  let width = model.size.columns - 2
  var row = area.lowerBound
  for line in causeHead(model, area.count) where row < area.upperBound {
    frame.put(line.row, at: row, 1, width: width)
    if line.isSelected { frame.paint(row, columns: 1..<(width + 1)) { $0.reverse = true } }
    row += 1
  }
  drawText(
    &frame, pageRows(model), model, min(row, area.upperBound)..<area.upperBound, column: 1, width: width)
}

/// What stands above the selected fix's text: the cause and the list; the cause alone while the text is read.
func causeHead(_ model: Model, _ height: Int) -> [(row: Row, isSelected: Bool)] {
  guard case .cause(let id) = model.place.screen, let cause = model.incident?.cause(id) else { return [] }
  let width = model.size.columns - 2
  let words = model.words
  let title: Row = [Span(words(.rootCause) + "  ", Style(.red, bold: true)), Span(cause.title, .bold)]
  var out = Wrap.rows(title, width: width, hanging: 2).map { (row: $0, isSelected: false) }
  if model.place.focus == .text { return out + [([], false)] }
  let fixes = fixRows(cause, model, width: width)
  let explained = paragraphs(cause.explanation).flatMap { Wrap.rows([Span($0)], width: width) }
  // The command is what the operator came for: the explanation gets what that leaves.
  let left = height - out.count - fixes.count - commandHeight(model) - 2
  let room = max(1, min(left, max(2, height / 4)))
  if explained.count > room {
    let hint = " " + model.look.more + " " + words(.restWithWhy)
    let last = explained[room - 1].cut(to: width - Width.of(hint), mark: "") + [Span(hint, .dim)]
    out += (explained.prefix(room - 1) + [last]).map { ($0, false) }
  } else {
    out += explained.map { ($0, false) }
  }
  return out + [([], false)] + fixes + [([], false)]
}

/// The rows that the selected fix's commands take, and the line that says how far they can be used.
private func commandHeight(_ model: Model) -> Int {
  guard let repair = model.repair else { return 0 }
  let page = Page(repair.commands.map { .code($0, language: "bash") })
  return PageRows.of(page, width: model.size.columns - 2, words: model.words, look: model.look).count + 3
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
  for decoy in model.incident?.tempting.prefix(model.size.rows >= 30 ? 6 : model.size.rows >= 24 ? 2 : 0)
    ?? []
  {
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
