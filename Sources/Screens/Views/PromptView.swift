/// What is being read, how far it is, and how to stop it.
func drawLoading(_ frame: inout Frame, _ model: Model, _ what: String, _ area: Range<Int>) {
  let width = model.size.columns - 2
  var row = area.lowerBound + 1
  func line(_ text: Row) {
    for part in Wrap.rows(text, width: width) where row < area.upperBound {
      frame.put(part, at: row, 1)
      row += 1
    }
  }
  line([Span(what, .bold)])
  row += 1
  line(model.progress?.row(model.words, width: width) ?? [Span(model.words(.loading), Style(.yellow))])
  row += 1
  line([Span(model.words(.loadingHint), .dim)])
}

/// Which verdict the operator gives, and what the snapshot says.
func drawVerdict(_ frame: inout Frame, _ model: Model, _ id: String, _ area: Range<Int>) {
  guard let hypothesis = model.incident?.hypothesis(id) else { return }
  let words = model.words
  let width = model.size.columns - 2
  var row = area.lowerBound + 1
  func line(_ text: Row, reverse: Bool = false) {
    for part in Wrap.rows(text, width: width, hanging: 4) where row < area.upperBound {
      frame.put(part, at: row, 1)
      if reverse { frame.paint(row, columns: 1..<(width + 1)) { $0.reverse = true } }
      row += 1
    }
  }
  line([Span(hypothesis.claim, .bold)])
  let state = hypothesis.state
  line([Span(model.look.mark(state) + " " + words.state(state), model.look.style(state))])
  row += 1
  line([Span(words(.askVerdict))])
  for (index, verdict) in model.verdictChoices(id).enumerated() {
    let isSelected = index == model.place.selected
    let pointer = isSelected ? model.look.pointer : " "
    line([Span("\(pointer) \(index + 1) ", .bold), Span(words.choice(verdict))], reverse: isSelected)
  }
}

/// One line of text being typed.
func drawInput(_ frame: inout Frame, _ model: Model, _ input: Input, _ text: String, _ area: Range<Int>) {
  let words = model.words
  let width = model.size.columns - 2
  let ask =
    switch input {
    case .note: words(.askNote)
    case .search: words(.askSearch)
    case .override(_, let verdict): words(.askOverride, words.choice(verdict))
    case .skip: words(.askSkip)
    }
  var row = area.lowerBound + 1
  let about: String? =
    switch input {
    case .override(let id, _): model.incident?.hypothesis(id)?.claim
    case .skip(let id):
      model.incident?.steps.first { $0.id == id }.map { $0.asks.isEmpty ? $0.title : $0.asks }
    default: nil
    }
  let typed = Wrap.rows([Span("> " + text)], width: width - 1)
  var above = about.map { Wrap.rows([Span($0)], width: width) + [[]] } ?? []
  above += Wrap.rows([Span(ask, .bold)], width: width)
  // What is typed shows in any window; what is asked gives way to it.
  let room = max(0, area.upperBound - row - 2)
  for (index, line) in above.prefix(room).enumerated() {
    frame.put(index == room - 1 && above.count > room ? [Span(model.look.more, .dim)] : line, at: row, 1)
    row += 1
  }
  row = max(area.lowerBound, min(row, area.upperBound - 2))
  for line in typed.suffix(max(1, area.upperBound - row - 1)) {
    frame.put(line, at: row + 1, 1)
    if row + 1 < frame.size.rows { frame.cursor = (row + 1, max(0, min(width, 1 + line.width))) }
    row += 1
  }
  if case .note = input, let notes = model.incident?.notes {
    for (index, note) in notes.reversed().enumerated() {
      frame.put([Span(note.at + "  ", .dim), Span(note.text)], at: row + 2 + index, 1, width: width)
    }
  }
}

/// Asks before a session is deleted.
func drawDiscard(_ frame: inout Frame, _ model: Model, _ item: StartItem, _ area: Range<Int>) {
  let width = model.size.columns - 2
  let texts = [
    [Span(model.words(.askDiscard), .bold)], [Span(item.title)], [Span(model.words(.discardKeeps))],
  ]
  var row = area.lowerBound + 1
  for text in texts {
    for line in Wrap.rows(text, width: width) {
      frame.put(line, at: row, 1)
      row += 1
    }
    row += 1
  }
}

/// Asks before leaving; nothing is lost either way.
func drawQuit(_ frame: inout Frame, _ model: Model, _ area: Range<Int>) {
  frame.put([Span(model.words(.askQuit), .bold)], at: area.lowerBound + 1, 1)
  for (index, row) in Wrap.rows([Span(model.words(.quitKeeps))], width: model.size.columns - 2).enumerated() {
    frame.put(row, at: area.lowerBound + 3 + index, 1)
  }
}
