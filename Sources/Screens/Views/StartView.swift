/// What can be opened, in sections, with a word on the selected one.
func drawStart(_ frame: inout Frame, _ model: Model, _ area: Range<Int>) {
  if !model.hasItems { frame.put([Span(model.words(.loadingItems), .dim)], at: area.lowerBound, 1) }
  let width = startListWidth(model)
  drawList(&frame, startRows(model, width: width), model, area, width: width)
  let wide = model.size.columns
  guard wide >= 80, model.items.indices.contains(model.place.selected) else { return }
  for row in area { frame.put([Span(model.look.divider, .dim)], at: row, width + 1) }
  let item = model.items[model.place.selected]
  var page = Page([.heading(1, Phrase(item.title))])
  if item.kind == .snapshot, let fits = model.fits { page += .paragraph(Phrase(fits)) }
  for paragraph in paragraphs(item.detail) { page += .paragraph(Phrase(paragraph)) }
  if let playbook = item.playbook {
    page += .paragraph(Phrase(model.words(.columnPlaybook) + " ") + .code(playbook))
  }
  if let path = item.path { page += .paragraph(.code(path)) }
  page += .paragraph(Phrase(model.words(.startHint)))
  let rows = PageRows.of(page, width: wide - width - 4, words: model.words, look: model.look)
  drawText(&frame, rows, model, area, column: width + 3, width: wide - width - 4)
}

func startListWidth(_ model: Model) -> Int {
  model.size.columns >= 80 ? model.size.columns / 2 - 1 : model.size.columns - 1
}

/// The rows of each item; the first of a section carries the section's name.
func startRows(_ model: Model, width: Int) -> [ListEntry] {
  let words = model.words
  return model.items.enumerated().map { index, item in
    var above: [Row] = []
    if index == 0 || model.items[index - 1].kind != item.kind {
      if index > 0 { above.append([]) }
      let name: Word =
        switch item.kind {
        case .snapshot: .sectionSnapshot
        case .session: .sectionSessions
        case .recorded: .sectionRecorded
        case .playbook: .sectionPlaybooks
        }
      above.append([Span(" " + words(name), Style(.cyan, bold: true))])
    }
    let pointer = index == model.place.selected ? model.look.pointer : " "
    return ListEntry(
      above: above, rows: Wrap.rows([Span(" \(pointer) " + item.title)], width: width, hanging: 3))
  }
}
