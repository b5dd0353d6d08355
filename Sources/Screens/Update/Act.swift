import Evidence

/// Carries out a command on the present screen.
func act(_ model: inout Model, _ command: Command, _ key: Key?) -> [Effect] {
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
  case .focus:
    model.place.focus = model.place.focus == .list ? .text : .list
    return []
  case .nextStep, .previousStep: return step(&model, forward: command == .nextStep)
  case .fold, .foldAll:
    fold(&model, all: command == .foldAll)
    return []
  case .nextEvidence, .previousEvidence:
    guard case .raw(let citations, let index) = model.place.screen, citations.count > 1 else { return [] }
    let step = command == .nextEvidence ? 1 : citations.count - 1
    return source(&model, citations, at: (index + step) % citations.count, replacing: true)
  case .copy:
    guard let copying = model.copying else {
      return nothing(&model, model.temptation == nil ? .nothingToCopy : .nothingToCopyDecoy)
    }
    return [.copy(copying.text, name: copying.name)]
  case .copyProof:
    let evidence = model.evidence.map(model.evidenceLine)
    guard !evidence.isEmpty else { return nothing(&model, .noEvidenceHere) }
    let name = model.words(.copyEvidence, "\(evidence.count)")
    return [.copy(evidence.joined(separator: "\n"), name: name)]
  case .export: return [.export]
  case .report: return show(&model, .report)
  case .undo: return [.undo]
  case .note: return show(&model, .input(.note, ""))
  case .override:
    guard let hypothesis = model.hypothesis else { return [] }
    if hypothesis.isDecoy { return nothing(&model, .decoyNoVerdict) }
    return show(&model, .verdict(hypothesis.id))
  case .skip: return skip(&model)
  case .discard: return discard(&model)
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

/// Skips the step that decides the selected line, or looks at it after all.
private func skip(_ model: inout Model) -> [Effect] {
  guard let step = model.step else { return nothing(&model, .noStepHere) }
  if step.skip == nil { return show(&model, .input(.skip(step.id), "")) }
  model.message = (model.words(.takenUp), false)
  return [.takeUp(step: step.id)]
}

private func discard(_ model: inout Model) -> [Effect] {
  guard model.items.indices.contains(model.place.selected) else { return [] }
  let item = model.items[model.place.selected]
  guard item.kind == .session else { return nothing(&model, .noSessionHere) }
  return show(&model, .discard(item))
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
  if case .loading = model.place.screen { return stop(&model) }
  if model.place.focus == .text, !model.hasTwoPanes {
    model.place.focus = .list
    return []
  }
  // Who named a snapshot began with its walk: the start screen is not where they came from.
  let isRoot = model.stack.count <= 1
  if quits, model.isWhereItBegan { return show(&model, .quit) }
  if !isRoot {
    model.stack.removeLast()
    if model.isAtStart { model.hasSeenStart = true }
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
    model.progress = nil
    let item = model.items[model.place.selected]
    model.hasSeenStart = true
    model.push(.loading(item.title))
    return [.open(item)]
  case .verdict: return digit(&model, model.place.selected + 1)
  case .walk:
    guard let hypothesis = model.hypothesis else { return [] }
    let hasCause = hypothesis.state == .fault && model.incident?.cause(hypothesis.id) != nil
    return show(&model, hasCause ? .cause(hypothesis.id) : .why(hypothesis.id))
  case .cause: return model.hypothesis.map { show(&model, .why($0.id)) } ?? []
  default: return []
  }
}

/// A digit answers where something is asked, and opens that evidence everywhere else.
private func digit(_ model: inout Model, _ number: Int) -> [Effect] {
  if case .verdict(let id) = model.place.screen {
    let choices = model.verdictChoices(id)
    guard choices.indices.contains(number - 1) else { return [] }
    guard let verdict = choices[number - 1] else {
      model.stack.removeLast()
      return [.withdraw(hypothesis: id)]
    }
    model.place = Place(.input(.override(id, verdict), ""))
    return []
  }
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
  model.folding = Folding()
  return [.readFile(citations[index].file)]
}

func find(_ model: inout Model, backward: Bool, includingHere: Bool) -> [Effect] {
  guard !model.search.isEmpty else { return nothing(&model, .nothingSearched) }
  if case .raw = model.place.screen, let file = model.file {
    let from = includingHere ? model.place.selected : model.place.selected + 1
    guard let line = file.find(model.search, from: max(from, 0), backward: backward) else {
      return nothing(&model, .notFound)
    }
    model.folding.reveal(line)
    model.place.selected = line - 1
    return []
  }
  if let lines = listTexts(model) {
    return select(&model, lines, backward: backward, includingHere: includingHere)
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

/// Selects what the walk asks first at the next step, or at the one before.
private func step(_ model: inout Model, forward: Bool) -> [Effect] {
  guard case .walk(let filter) = model.place.screen, let steps = model.incident?.steps else { return [] }
  let lines = model.walkLines(filter)
  func number(_ line: WalkLine) -> Int? {
    switch line {
    case .question(let id): steps.firstIndex { $0.id == id }
    case .hypothesis(let id):
      model.incident?.hypothesis(id)?.step.flatMap { step in steps.firstIndex { $0.id == step } }
    }
  }
  let present = model.walkLine.flatMap(number) ?? (forward ? -1 : steps.count)
  let others = lines.compactMap(number).filter { forward ? $0 > present : $0 < present }
  guard let wanted = forward ? others.min() : others.max(),
    let at = lines.firstIndex(where: { number($0) == wanted })
  else { return nothing(&model, forward ? .noStepAfter : .noStepBefore) }
  model.place.selected = at
  model.place.scroll = 0
  return []
}

/// What can be searched for in a list; nil where the screen is none.
private func listTexts(_ model: Model) -> [String]? {
  switch model.place.screen {
  case .start: return model.items.map { [$0.title, $0.detail, $0.path ?? ""].joined(separator: "\n") }
  case .walk(let filter) where model.place.focus == .list:
    return model.walkLines(filter).map { line in
      switch line {
      case .hypothesis(let id):
        model.incident?.hypothesis(id).map { [$0.claim, $0.because, $0.id].joined(separator: "\n") } ?? ""
      case .question(let id): model.incident?.steps.first { $0.id == id }?.question?.text ?? ""
      }
    }
  default: return nil
  }
}

/// Selects the next line of a list that holds what is searched for, going round.
private func select(
  _ model: inout Model, _ lines: [String], backward: Bool, includingHere: Bool
) -> [Effect] {
  let wanted = model.search.lowercased()
  for step in (includingHere ? 0 : 1)..<(lines.count + 1) where !lines.isEmpty {
    let shift = backward ? -step : step
    let at = ((model.place.selected + shift) % lines.count + lines.count) % lines.count
    if lines[at].lowercased().contains(wanted) {
      model.place.selected = at
      model.place.scroll = 0
      return []
    }
  }
  return nothing(&model, .notFound)
}

/// Folds or unfolds the block at the cursor, or everything around the cited line.
private func fold(_ model: inout Model, all: Bool) {
  guard case .raw(let citations, let index) = model.place.screen, let file = model.file else { return }
  let line = model.place.selected + 1
  if all {
    if model.folding.isEmpty {
      model.folding.close(file.blocks, around: citations[index].line)
    } else {
      model.folding = Folding()
    }
  } else if let last = file.blocks[line] {
    model.folding.toggle(line, last)
  } else if let block = file.block(around: line) {
    model.folding.toggle(block.first, block.last)
    model.place.selected = block.first - 1
  }
  if model.folding.hides(model.place.selected + 1),
    let shown = model.folding.previous(model.place.selected + 1)
  {
    model.place.selected = shown - 1
  }
}
