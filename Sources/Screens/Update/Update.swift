import Evidence
import Files

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
  case .items(let items):
    takeItems(&model, items)
    return []
  case .fits(let said):
    model.fits = said
    return []
  case .changed(let changes):
    model.changes = changes
    if model.place.screen != .changes { model.push(.changes) }
    return []
  case .progress(let progress):
    model.progress = progress
    return []
  case .file(let file):
    model.file = file
    model.folding = Folding()
    if case .raw(let citations, let index) = model.place.screen, citations.indices.contains(index) {
      model.place.selected = max(citations[index].line - 1, 0)
    }
    return []
  case .message(let text, let isError):
    if isError {
      model.progress = nil
      model.stack.removeAll { $0.screen.kind == .loading }
    }
    model.message = (text, isError)
    return []
  }
}

/// Keeps the selected line of the start screen when there are others around it.
private func takeItems(_ model: inout Model, _ items: [StartItem]) {
  let old = model.items
  model.items = items
  model.hasItems = true
  guard let first = model.stack.first, first.screen == .start else { return }
  let kept = old.indices.contains(first.selected) ? items.firstIndex(of: old[first.selected]) : nil
  model.stack[0].selected = kept ?? min(first.selected, max(items.count - 1, 0))
}

private func press(_ model: inout Model, _ key: Key) -> [Effect] {
  switch model.place.screen {
  case .input(let input, let text): return type(&model, key, input, text)
  case .quit, .discard:
    switch key.folded {
    case .char("y"), .char("Y"), .enter:
      guard case .discard(let item) = model.place.screen else { return [.quit] }
      model.stack.removeLast()
      return [.discard(item)]
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
  case .input, .discard:
    model.stack.removeLast()
    return []
  case .loading: return stop(&model)
  default:
    if let progress = model.progress, progress.stage != .repairs { return stop(&model) }
    model.push(.quit)
    return []
  }
}

/// Gives up what is being read.
func stop(_ model: inout Model) -> [Effect] {
  model.stack.removeAll { $0.screen.kind == .loading }
  model.progress = nil
  model.message = (model.words(.loadingStopped), false)
  return [.cancel]
}

private func take(_ model: inout Model, _ incident: Incident) -> [Effect] {
  let before = model.incident
  let kept = model.walkLine
  model.incident = incident
  model.progress = nil
  if let waiting = model.stack.firstIndex(where: { $0.screen.kind == .loading }) {
    model.stack[waiting] = Place(.walk(.everything))
    return []
  }
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
    if case .skip(let step) = input { return [.skip(step: step, reason: trimmed)] }
    if trimmed.isEmpty {
      // An empty search goes on with the last one.
      return input == .search ? find(&model, backward: false, includingHere: false) : []
    }
    switch input {
    case .note: return [.note(trimmed)]
    case .override(let id, let verdict):
      return [.override(hypothesis: id, verdict: verdict, reason: trimmed)]
    case .skip: return []
    case .search:
      model.search = trimmed
      return find(&model, backward: false, includingHere: true)
    }
  default: return []
  }
}
