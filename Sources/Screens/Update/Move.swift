/// Moves the selection of a list or the window of a text; never past an end.
func move(_ model: inout Model, _ command: Command) {
  let page = pageHeight(model)
  switch model.place.screen {
  case .start: step(&model, command, count: model.items.count, page: page)
  case .walk, .cause:
    if model.place.focus == .text { return text(&model, command, page) }
    let hasTextBeside = model.place.screen.kind == .cause || model.hasTwoPanes
    if hasTextBeside, command == .pageUp || command == .pageDown {
      scroll(&model, command == .pageUp ? -page : page)
    } else {
      step(&model, command, count: listCount(model), page: page)
    }
  case .verdict: step(&model, command, count: listCount(model), page: page)
  case .raw: lines(&model, command, page)
  case .why, .verify, .prevent, .overview, .report, .changes, .help: text(&model, command, page)
  case .loading, .input, .discard, .quit: break
  }
}

/// A page less one line, so that the last line read stands at the top; a text's last row tells what is below.
private func pageHeight(_ model: Model) -> Int {
  switch model.place.screen {
  case .start, .verdict: return max(bodyRows(model).count / 2, 1)
  case .walk where model.place.focus == .list && !model.hasTwoPanes:
    return max(bodyRows(model).count / 3, 1)
  case .raw: return max(bodyRows(model).count - 4, 1)
  default: return max(textHeight(model) - 2, 1)
  }
}

private func listCount(_ model: Model) -> Int {
  switch model.place.screen {
  case .walk(let filter): model.walkLines(filter).count
  case .cause(let id): model.causeLines(id).count
  case .verdict(let id): model.verdictChoices(id).count
  default: 0
  }
}

/// Moves the window of a text.
private func text(_ model: inout Model, _ command: Command, _ page: Int) {
  switch command {
  case .up: scroll(&model, -1)
  case .down: scroll(&model, 1)
  case .pageUp: scroll(&model, -page)
  case .pageDown: scroll(&model, page)
  case .top: model.place.scroll = 0
  case .bottom: scroll(&model, Int(Int32.max))
  default: break
  }
}

/// Moves the cursor of a raw file over the lines that show.
private func lines(_ model: inout Model, _ command: Command, _ page: Int) {
  guard let file = model.file, file.count > 0 else { return }
  var line = min(model.place.selected + 1, file.count)
  let steps = command == .pageUp || command == .pageDown ? page : 1
  switch command {
  case .top: line = 1
  case .bottom: line = model.folding.hides(file.count) ? model.folding.previous(file.count) ?? 1 : file.count
  case .up, .pageUp:
    for _ in 0..<steps { line = model.folding.previous(line) ?? line }
  default:
    for _ in 0..<steps { line = model.folding.next(line, count: file.count) ?? line }
  }
  model.place.selected = line - 1
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
