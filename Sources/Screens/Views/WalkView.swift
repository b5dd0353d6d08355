import Commands

/// The list of hypotheses with the selected one's story beside it.
func drawWalk(_ frame: inout Frame, _ model: Model, _ filter: Filter, _ area: Range<Int>) {
  let width = model.size.columns
  if !model.hasTwoPanes, model.place.focus == .text {
    return drawText(&frame, pageRows(model), model, area, column: 1, width: width - 2)
  }
  let left = model.hasTwoPanes ? leftWidth(width) : width
  let next = nextRows(model, width: left - 2)
  let listArea = area.lowerBound..<max(area.lowerBound, area.upperBound - next.count)
  drawList(&frame, walkRows(model, filter, width: left - 1), model, listArea, width: left - 1)
  for (index, row) in next.enumerated() {
    frame.put(row, at: listArea.upperBound + index, 1, width: left - 2)
  }
  guard model.hasTwoPanes else { return }
  let divider = model.place.focus == .text ? Style(.cyan, bold: true) : .dim
  for row in area { frame.put([Span(model.look.divider, divider)], at: row, left) }
  drawText(&frame, pageRows(model), model, area, column: left + 2, width: width - left - 3)
}

/// A third for the list on wide screens, a little more on narrow ones.
func leftWidth(_ width: Int) -> Int { width >= 110 ? 50 : width >= 100 ? 42 : 37 }

/// One line of a list: a heading above it, and its own rows.
struct ListEntry {
  var above: [Row] = []
  var rows: [Row]

  var height: Int { above.count + rows.count }
}

/// Each list line's rows, in the list's order; what people try instead stands under a heading of its own.
func walkRows(_ model: Model, _ filter: Filter, width: Int) -> [ListEntry] {
  let words = model.words
  var group: Word?
  return model.walkLines(filter).enumerated().map { index, line in
    let isSelected = index == model.place.selected
    let lead: Row
    let text: String
    let style: Style
    var above: [Row] = []
    switch line {
    case .question(let id):
      lead = [Span("? " + words(.asksYou), Style(.magenta, bold: true))]
      text = model.incident?.steps.first { $0.id == id }?.question?.text ?? ""
      style = .plain
    case .hypothesis(let id):
      guard let hypothesis = model.incident?.hypothesis(id) else { return ListEntry(rows: [[]]) }
      let isNoHelp = hypothesis.isDecoy && hypothesis.state == .ruledOut
      let mark = isNoHelp ? "x" : model.look.mark(hypothesis.state)
      let ink = isNoHelp ? Style(.red) : model.look.style(hypothesis.state)
      lead = [Span(mark + " " + words.verdict(hypothesis), ink)]
      text = (hypothesis.overridden ? words(.yourVerdict) + " " : "") + hypothesis.claim
      style = hypothesis.state == .fault ? .bold : hypothesis.state == .notApplicable ? .dim : .plain
      let heading: Word? = isNoHelp ? .decoyGroup : hypothesis.isDecoy ? .decoyOpenGroup : nil
      if let heading, heading != group {
        above = [[Span(" " + words(heading), Style(.cyan, bold: true))].cut(to: width, mark: model.look.more)]
        if index > 0 { above.insert([], at: 0) }
      }
      group = heading
    }
    let pointer = Span(isSelected ? model.look.pointer : " ", Style(bold: true))
    let column = words.stateWidth + 4
    let head: Row = ([pointer] + lead).padded(to: column)
    // What is not selected takes two rows at most, so that the list can be seen as a whole.
    let rows = Wrap.rows(
      head + [Span(text, style)], width: width, hanging: column, atMost: isSelected ? 9 : 2,
      mark: model.look.more)
    return ListEntry(above: above, rows: rows)
  }
}

/// Draws a list so that the selected line is in sight, in reverse.
func drawList(_ frame: inout Frame, _ lines: [ListEntry], _ model: Model, _ area: Range<Int>, width: Int) {
  var row = area.lowerBound
  let first = firstVisible(lines, selected: model.place.selected, height: area.count)
  for index in lines.indices.dropFirst(first) {
    for (at, text) in (lines[index].above + lines[index].rows).enumerated() {
      guard row < area.upperBound else { return }
      frame.put(text, at: row, 0, width: width)
      if index == model.place.selected, at >= lines[index].above.count {
        frame.paint(row, columns: 0..<width) { style in
          if model.place.focus == .list { style.reverse = true } else { style.bold = true }
        }
      }
      row += 1
    }
  }
}

/// The first line to show: the selected one stands in the upper two thirds, and nothing is left empty below.
func firstVisible(_ lines: [ListEntry], selected: Int, height: Int) -> Int {
  guard lines.indices.contains(selected) else { return 0 }
  var first = 0
  func rows(_ range: Range<Int>) -> Int { lines[range].reduce(0) { $0 + $1.height } }
  while first < selected, rows(first..<(selected + 1)) > height * 2 / 3, rows(first..<lines.count) > height {
    first += 1
  }
  return first
}

/// Which list line stands on a row of the screen.
func listLine(_ model: Model, row: Int) -> Int? {
  let area = bodyRows(model)
  guard area.contains(row) else { return nil }
  let lines: [ListEntry]
  switch model.place.screen {
  case .walk(let filter):
    lines = walkRows(
      model, filter, width: (model.hasTwoPanes ? leftWidth(model.size.columns) : model.size.columns) - 1)
  case .start: lines = startRows(model, width: startListWidth(model))
  default: return nil
  }
  var at = area.lowerBound
  for index in lines.indices.dropFirst(
    firstVisible(lines, selected: model.place.selected, height: area.count))
  {
    at += lines[index].height
    if row < at { return index }
  }
  return nil
}

/// The observation that helps most, below the list.
private func nextRows(_ model: Model, width: Int) -> [Row] {
  guard let next = model.incident?.next, model.size.rows >= 20 else { return [] }
  let command = Wrap.rows(
    [Span(next.command.text, Style(.cyan))], width: width, hanging: 2, atMost: 2, mark: model.look.more)
  return [[], [Span(model.words(.nextBest), Style(.cyan, bold: true))]] + command
    + Wrap.rows([Span(model.words(.decides, "\(next.decides)"), .dim)], width: width)
}
