/// Moves the selection of a list or the window of a text; never past an end.
func move(_ model: inout Model, _ command: Command) {
  let page = max(model.size.rows - 6, 1)
  switch model.place.screen {
  case .start: step(&model, command, count: model.items.count, page: page)
  case .walk(let filter):
    if command == .pageUp || command == .pageDown {
      scroll(&model, command == .pageUp ? -page / 2 : page / 2)
    } else {
      step(&model, command, count: model.walkLines(filter).count, page: page)
    }
  case .cause(let id):
    if command == .pageUp || command == .pageDown {
      scroll(&model, command == .pageUp ? -page / 2 : page / 2)
    } else {
      step(&model, command, count: model.incident?.cause(id)?.fixes.count ?? 0, page: page)
    }
  case .raw: step(&model, command, count: model.file?.count ?? 0, page: page)
  case .why, .verify, .prevent, .overview, .report, .help:
    switch command {
    case .up: scroll(&model, -1)
    case .down: scroll(&model, 1)
    case .pageUp: scroll(&model, -page)
    case .pageDown: scroll(&model, page)
    case .top: model.place.scroll = 0
    case .bottom: scroll(&model, Int(Int32.max))
    default: break
    }
  case .input, .quit: break
  }
}

private func step(_ model: inout Model, _ command: Command, count: Int, page: Int) {
  let before = model.place.selected
  let wanted =
    switch command {
    case .up: before - 1
    case .down: before + 1
    case .pageUp: before - page
    case .pageDown: before + page
    case .top: 0
    default: count - 1
    }
  model.place.selected = min(max(wanted, 0), max(count - 1, 0))
  if model.place.selected != before { model.place.scroll = 0 }
}

private func scroll(_ model: inout Model, _ rows: Int) {
  let last = max(0, pageRows(model).count - textHeight(model))
  model.place.scroll = min(max(0, model.place.scroll + rows), last)
}
