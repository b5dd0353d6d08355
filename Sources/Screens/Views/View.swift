/// Draws the model; pure, the same model gives the same frame.
package func view(_ model: Model) -> Frame {
  var frame = Frame(model.size)
  if model.isTooSmall {
    let text = model.words(.tooSmall, "\(model.size.columns)x\(model.size.rows)", "40x10")
    frame.put([Span(text)], at: 0)
    return frame
  }
  drawHeader(&frame, model)
  let area = bodyRows(model)
  switch model.place.screen {
  case .start: drawStart(&frame, model, area)
  case .loading(let what): drawLoading(&frame, model, what, area)
  case .walk(let filter): drawWalk(&frame, model, filter, area)
  case .cause(let id): drawCause(&frame, model, id, area)
  case .raw(let citations, let index): drawRaw(&frame, model, citations, index, area)
  case .verdict(let id): drawVerdict(&frame, model, id, area)
  case .input(let input, let text): drawInput(&frame, model, input, text, area)
  case .discard(let item): drawDiscard(&frame, model, item, area)
  case .quit: drawQuit(&frame, model, area)
  case .why, .verify, .prevent, .overview, .report, .changes, .help: drawPage(&frame, model, area)
  }
  drawFooter(&frame, model)
  return frame
}

/// The rows between header and footer.
func bodyRows(_ model: Model) -> Range<Int> {
  let top =
    switch model.place.screen.kind {
    case .walk, .cause: 4 + headerRows(model).count
    default: 2
    }
  return top..<max(top, model.size.rows - 2)
}

/// How many rows of text show at once on the present screen.
func textHeight(_ model: Model) -> Int {
  let height = bodyRows(model).count
  return max(height - causeHead(model, height).count, 1)
}

private func drawHeader(_ frame: inout Frame, _ model: Model) {
  let width = model.size.columns
  let name = screenName(model)
  let tail = name.isEmpty ? "" : "  > " + name
  let right = stepText(model)
  let room = max(8, width - Width.of(right) - 2)
  var left: Row = [Span(" culprit", .bold)]
  if !model.isAtStart, let incident = model.incident {
    let title = [Span("  " + incident.title, .bold)]
    left += Wrap.line(title, width: max(0, room - left.width - Width.of(tail)), mark: model.look.more)
  }
  left += [Span(tail, .bold)]
  frame.put(left.cut(to: room, mark: model.look.more), at: 0)
  frame.put([Span(right)], at: 0, max(0, width - Width.of(right) - 1))
  frame.paint(0, columns: 0..<width) { $0.reverse = true }
  let kind = model.place.screen.kind
  if kind == .walk || kind == .cause, let incident = model.incident {
    frame.put(contextRow(incident, model, width), at: 1)
    frame.put(PathLine.row(incident.hops, width: width - 2, words: model.words, look: model.look), at: 2, 1)
    let more = headerRows(model)
    for (index, row) in more.enumerated() { frame.put(row, at: 3 + index, 1, width: width - 2) }
    drawRule(&frame, 3 + more.count, model)
  } else {
    drawRule(&frame, 1, model)
  }
}

func drawRule(_ frame: inout Frame, _ row: Int, _ model: Model) {
  frame.put([Span(String(repeating: model.look.rule, count: model.size.columns), .dim)], at: row)
}

private func contextRow(_ incident: Incident, _ model: Model, _ width: Int) -> Row {
  let subject = incident.subject.prefix(2).map(\.value).joined(separator: " ")
  let place = ([incident.account].compactMap { $0 } + incident.regions).joined(separator: " ")
  let times = times(incident, model)
  let whole: Row = [Span(" " + subject, .bold), Span("  " + place)]
  let short: Row = [Span(" " + subject, .bold), Span("  " + (incident.account ?? ""))]
  // The region goes before the words that say what the age is of.
  let choices = times.map { (left: whole, right: $0) } + times.map { (left: short, right: $0) }
  let fitting = choices.first { $0.left.width + Width.of($0.right) + 3 <= width }
  let (left, right) = fitting ?? (whole, "")
  return left.cut(to: width - 1, mark: model.look.more).padded(to: width - Width.of(right) - 1)
    + [Span(right, .dim)]
}

/// How old the snapshot is, the long words first.
private func times(_ incident: Incident, _ model: Model) -> [String] {
  let word: Word = incident.captured == nil ? .newestRecord : .snapshotAt
  guard let time = incident.captured ?? incident.newest else { return [] }
  guard let age = model.age else { return [model.words(word, time)] }
  return [model.words(word, time) + ", " + age, model.words(word, age)]
}

/// What the records count and who produced the errors, as far as the window has rows for it.
private func headerRows(_ model: Model) -> [Row] {
  guard model.size.rows >= 22, let incident = model.incident else { return [] }
  var rows = incident.records.map { [recordsRow($0, model)] } ?? []
  guard model.size.rows >= (model.place.screen.kind == .walk ? 24 : 30) else { return rows }
  let said = incident.producer.map { model.words.producer($0) } ?? incident.shown
  if !said.isEmpty {
    rows.append(Wrap.line([Span(said, .bold)], width: model.size.columns - 2, mark: model.look.more))
  }
  return rows
}

private func recordsRow(_ records: Incident.Records, _ model: Model) -> Row {
  let total = "  " + model.words(.recordsTotal, "\(records.total)", records.first)
  var event = records.event.map { "  " + model.look.event + " " + $0 } ?? ""
  if Width.of(records.title + total + event) + 12 > model.size.columns { event = "" }
  let mark = records.eventMinute == nil ? 0 : Width.of(model.look.event)
  let said = Width.of(records.title) + Width.of(total) + Width.of(event) + mark + 2
  let room = min(max(8, model.size.columns / 3), max(8, model.size.columns - 2 - said))
  let shown = Array(records.perMinute.suffix(room))
  return [Span(records.title + "  ")] + bars(records, shown, model.look)
    + [Span(total, .dim), Span(event, Style(.yellow))]
}

/// The bars, with the change that came before the first error marked at its minute.
private func bars(_ records: Incident.Records, _ shown: [Int], _ look: Look) -> Row {
  let skipped = records.perMinute.count - shown.count
  guard let minute = records.eventMinute else { return [Span(look.sparkline(shown), Style(.red))] }
  let at = min(max(minute - skipped, 0), shown.count)
  let text = Array(look.sparkline(shown))
  return [
    Span(String(text[..<at]), Style(.red)), Span(look.event, Style(.yellow, bold: true)),
    Span(String(text[at...]), Style(.red)),
  ]
}

/// Which screen this is, where the title alone does not say it.
private func screenName(_ model: Model) -> String {
  let words = model.words
  switch model.place.screen {
  case .start: return words(.screenStart)
  case .loading: return words(.screenLoading)
  case .walk(.everything): return ""
  case .walk(.undetermined): return words(.screenUndetermined)
  case .walk(.ruledOut): return words(.screenRuledOut)
  case .cause: return words(.screenCause)
  case .why: return words(.screenWhy)
  case .verify: return words(.screenVerify)
  case .prevent: return words(.screenPrevent)
  case .overview: return words(.screenOverview)
  case .report: return words(.screenReport)
  case .changes: return words(.screenChanges)
  case .help: return words(.screenHelp)
  case .raw: return words(.screenRaw)
  case .verdict: return words(.screenOverride)
  case .input(.note, _): return words(.screenNote)
  case .input(.search, _): return words(.screenSearch)
  case .input(.override, _): return words(.screenOverride)
  case .input(.skip, _): return words(.screenSkip)
  case .discard: return words(.screenDiscard)
  case .quit: return words(.screenQuit)
  }
}

private func stepText(_ model: Model) -> String {
  guard let incident = model.incident, !incident.steps.isEmpty else { return "" }
  var step: String?
  if let question = model.question { step = question.step.id }
  if let hypothesis = model.hypothesis { step = hypothesis.step }
  guard let step, let index = incident.steps.firstIndex(where: { $0.id == step }) else { return "" }
  return model.words(.stepOf, "\(index + 1)", "\(incident.steps.count)")
}

extension Model {
  /// Whether the present screen is the first that the operator saw.
  var isWhereItBegan: Bool { stack.count <= (hasSeenStart ? 1 : 2) }

  /// Whether the start screen is what the operator looks at.
  package var isAtStart: Bool { stack.count == 1 && place.screen == .start }
}

private func drawFooter(_ frame: inout Frame, _ model: Model) {
  let row = model.size.rows - 1
  let width = model.size.columns
  drawRule(&frame, row - 1, model)
  if let message = model.message {
    let style = message.isError ? Style(.red, bold: true) : Style(.green, bold: true)
    // What does not fit the rule's row takes rows of the text above; how a message begins says what happened.
    let lines = Wrap.rows([Span(message.text, style)], width: width - 4).prefix(max(3, row / 3))
    for (index, line) in lines.enumerated() {
      let at = row - lines.count + index
      if at < row - 1 { frame.put([Span(String(repeating: " ", count: width))], at: at) }
      frame.put([Span(" ")] + line + [Span(" ")], at: at, 1)
    }
  } else if let progress = model.progress, model.place.screen.kind != .loading {
    let text = [Span(" ")] + progress.row(model.words, width: width - 4) + [Span(" ")]
    frame.put(text.cut(to: width - 2, mark: model.look.more), at: row - 1, 1)
  } else if let status = WalkStatus.row(model, width: width - 4) {
    frame.put([Span(" ")] + status + [Span(" ")], at: row - 1, 1)
  }
  frame.put(Footer.row(model, width: width), at: row)
}
