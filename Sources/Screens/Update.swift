import Diagnosis

/// Takes one event into the model and says what is to be done; pure.
package func update(_ model: inout Model, _ event: Event) -> [Effect] {
  switch event {
  case .key(let key):
    model.message = nil
    return model.isTooSmall ? [] : press(&model, key)
  case .resized(let size):
    model.size = size
    return []
  case .interrupt: return interrupt(&model)
  case .hangup: return [.quit]
  case .click(let row, _): return click(&model, row)
  case .wheel(let up): return act(&model, up ? .up : .down, nil)
  case .incident(let incident): return take(&model, incident)
  case .progress(let text):
    model.progress = text
    return []
  case .file(let file):
    model.file = file
    if case .raw(let citations, let index) = model.place.screen, citations.indices.contains(index) {
      model.place.selected = max(citations[index].line - 1, 0)
    }
    return []
  case .message(let text, let isError):
    model.progress = nil
    model.message = (text, isError)
    return []
  }
}

private func press(_ model: inout Model, _ key: Key) -> [Effect] {
  switch model.place.screen {
  case .input(let input, let text): return type(&model, key, input, text)
  case .quit:
    switch key.folded {
    case .char("y"), .char("Y"), .enter: return [.quit]
    default:
      model.stack.removeLast()
      return []
    }
  default:
    guard let command = Keymap.command(for: key, on: model.place.screen.kind) else { return [] }
    return act(&model, command, key)
  }
}

/// Ctrl-C: leaves an input, asks before it leaves the program, and leaves when asked twice.
private func interrupt(_ model: inout Model) -> [Effect] {
  switch model.place.screen {
  case .quit: return [.quit]
  case .input:
    model.stack.removeLast()
    return []
  default:
    model.push(.quit)
    return []
  }
}

private func take(_ model: inout Model, _ incident: Incident) -> [Effect] {
  let before = model.incident
  let kept = model.walkLine
  model.incident = incident
  model.progress = nil
  if case .start = model.place.screen {
    model.push(.walk(.everything))
    return []
  }
  guard before != nil else { return [] }
  for index in model.stack.indices {
    if case .walk(let filter) = model.stack[index].screen {
      let lines = model.walkLines(filter)
      let at = kept.flatMap { lines.firstIndex(of: $0) } ?? model.stack[index].selected
      model.stack[index].selected = min(max(0, at), max(0, lines.count - 1))
    }
  }
  model.stack.removeAll { place in
    if case .cause(let id) = place.screen { return incident.cause(id) == nil }
    return false
  }
  return []
}

private func click(_ model: inout Model, _ row: Int) -> [Effect] {
  guard !model.isTooSmall, let line = listLine(model, row: row) else { return [] }
  if model.place.selected == line { return act(&model, .open, nil) }
  model.place.selected = line
  model.place.scroll = 0
  return []
}

private func type(_ model: inout Model, _ key: Key, _ input: Input, _ text: String) -> [Effect] {
  switch key {
  case .escape, .control("c"):
    model.stack.removeLast()
    return []
  case .backspace, .delete:
    model.place.screen = .input(input, String(text.dropLast()))
    return []
  case .control("u"):
    model.place.screen = .input(input, "")
    return []
  case .char(let character):
    model.place.screen = .input(input, text + String(character))
    return []
  case .enter:
    model.stack.removeLast()
    let trimmed = String(text.drop { $0 == " " })
    guard !trimmed.isEmpty else { return [] }
    switch input {
    case .note: return [.note(trimmed)]
    case .override(let id): return [.override(hypothesis: id, verdict: .ruledOut, reason: trimmed)]
    case .search:
      model.search = trimmed
      return find(&model, backward: false, includingHere: true)
    }
  default: return []
  }
}

/// Carries out a command on the present screen.
private func act(_ model: inout Model, _ command: Command, _ key: Key?) -> [Effect] {
  switch command {
  case .up, .down, .pageUp, .pageDown, .top, .bottom:
    move(&model, command)
    return []
  case .open: return open(&model)
  case .back: return back(&model, quits: false)
  case .leave: return back(&model, quits: true)
  case .digit:
    guard case .char(let character)? = key?.folded, let number = character.wholeNumberValue else { return [] }
    return digit(&model, number)
  case .why:
    if let hypothesis = model.hypothesis { model.push(.why(hypothesis.id)) }
    return []
  case .teach:
    model.teach.toggle()
    return []
  case .source: return source(&model, at: 0)
  case .nextEvidence:
    guard case .raw(let citations, let index) = model.place.screen, citations.count > 1 else { return [] }
    return source(&model, citations, at: (index + 1) % citations.count, replacing: true)
  case .copy:
    guard let command = model.logicalCommand else { return nothing(&model, .nothingToCopy) }
    return [.copy(command.text, name: command.name)]
  case .copyProof:
    let proof = model.evidence.map {
      "\($0.file):\($0.line) \($0.pointer ?? "") \($0.value ?? "") \($0.says)"
    }
    guard !proof.isEmpty else { return nothing(&model, .nothingToCopy) }
    return [.copy(proof.joined(separator: "\n"), name: model.words(.theProof))]
  case .export: return [.export]
  case .report: return show(&model, .report)
  case .undo: return [.undo]
  case .note: return show(&model, .input(.note, ""))
  case .override:
    guard let hypothesis = model.hypothesis else { return [] }
    return show(&model, .input(.override(hypothesis.id), ""))
  case .ruledOut: return filter(&model, .ruledOut)
  case .undetermined: return filter(&model, .undetermined)
  case .everything: return filter(&model, .everything)
  case .overview: return show(&model, .overview)
  case .search: return show(&model, .input(.search, ""))
  case .nextMatch: return find(&model, backward: false, includingHere: false)
  case .previousMatch: return find(&model, backward: true, includingHere: false)
  case .verify:
    if case .cause(let id) = model.place.screen { return show(&model, .verify(id)) }
    return []
  case .prevent:
    if case .cause(let id) = model.place.screen { return show(&model, .prevent(id)) }
    return []
  case .reload: return [.reload]
  case .language:
    model.language = model.language.next
    return [.language(model.language)]
  case .mouse:
    model.mouse.toggle()
    model.message = (model.words(model.mouse ? .mouseOn : .mouseOff), false)
    return [.mouse(model.mouse)]
  case .redraw: return [.redraw]
  case .help:
    if case .help = model.place.screen { return [] }
    return show(&model, .help(model.place.screen.kind))
  }
}

private func nothing(_ model: inout Model, _ word: Word) -> [Effect] {
  model.message = (model.words(word), false)
  return []
}

private func show(_ model: inout Model, _ screen: Screen) -> [Effect] {
  model.push(screen)
  return []
}

private func filter(_ model: inout Model, _ filter: Filter) -> [Effect] {
  guard model.place.screen != .walk(filter) else { return [] }
  if model.walkLines(filter).isEmpty {
    return nothing(&model, filter == .ruledOut ? .nothingRuledOut : .nothingUndetermined)
  }
  if model.stack.count > 1, case .walk = model.stack[model.stack.count - 2].screen {
    model.stack.removeLast()
  }
  if model.place.screen != .walk(filter) { model.push(.walk(filter)) }
  return []
}

private func back(_ model: inout Model, quits: Bool) -> [Effect] {
  let isRoot = model.stack.count <= 1
  if !isRoot {
    model.stack.removeLast()
    return []
  }
  if quits { return show(&model, .quit) }
  return nothing(&model, .escAtRoot)
}

private func open(_ model: inout Model) -> [Effect] {
  switch model.place.screen {
  case .start:
    guard model.items.indices.contains(model.place.selected) else { return [] }
    model.incident = nil
    model.progress = model.words(.loading)
    return [.open(model.items[model.place.selected])]
  case .walk:
    guard let hypothesis = model.hypothesis else { return [] }
    let hasCause = hypothesis.state == .fault && model.incident?.cause(hypothesis.id) != nil
    return show(&model, hasCause ? .cause(hypothesis.id) : .why(hypothesis.id))
  case .cause(let id): return show(&model, .why(id))
  default: return []
  }
}

/// A digit answers where something is asked, and opens that evidence everywhere else.
private func digit(_ model: inout Model, _ number: Int) -> [Effect] {
  if let (step, question) = model.question {
    guard question.choices.indices.contains(number - 1) else { return [] }
    return [.answer(step: step.id, choice: question.choices[number - 1].key)]
  }
  return source(&model, at: number - 1)
}

private func source(_ model: inout Model, at index: Int) -> [Effect] {
  let evidence = model.evidence
  guard evidence.indices.contains(index) else { return nothing(&model, .noEvidenceHere) }
  return source(&model, evidence, at: index, replacing: false)
}

private func source(
  _ model: inout Model, _ citations: [Citation], at index: Int, replacing: Bool
) -> [Effect] {
  let screen = Screen.raw(citations, index)
  let line = max(citations[index].line - 1, 0)
  if replacing { model.place = Place(screen, selected: line) } else { model.push(screen, selected: line) }
  if model.file?.path == citations[index].file { return [] }
  model.file = nil
  return [.readFile(citations[index].file)]
}

private func find(_ model: inout Model, backward: Bool, includingHere: Bool) -> [Effect] {
  guard !model.search.isEmpty else { return nothing(&model, .nothingSearched) }
  if case .raw = model.place.screen, let file = model.file {
    let from = includingHere ? model.place.selected : model.place.selected + 1
    guard let line = file.find(model.search, from: max(from, 0), backward: backward) else {
      return nothing(&model, .notFound)
    }
    model.place.selected = line - 1
    return []
  }
  let rows = pageRows(model)
  let wanted = model.search.lowercased()
  let count = rows.count
  for step in (includingHere ? 0 : 1)...max(count, 1) where count > 0 {
    let at = ((model.place.scroll + (backward ? -step : step)) % count + count) % count
    if rows[at].text.lowercased().contains(wanted) {
      model.place.scroll = at
      return []
    }
  }
  return nothing(&model, .notFound)
}
