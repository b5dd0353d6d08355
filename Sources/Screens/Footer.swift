/// The last line: the keys that work here and now, the most useful first.
enum Footer {
  static func row(_ model: Model, width: Int) -> Row {
    let words = model.words
    switch model.place.screen {
    case .input: return keys([("Enter", words(.keyDone)), ("Esc", words(.keyCancel))])
    case .quit: return keys([("y", words(.keyQuit)), ("Esc", words(.keyStay))])
    default: break
    }
    let all = Keymap.bindings(on: model.place.screen.kind).filter {
      $0.label != nil && works($0.command, model)
    }
    let last: [Command] = model.stack.count > 1 ? [.back, .help] : [.leave, .help]
    let end = last.compactMap { command in all.first { $0.command == command } }
    var tail = end.flatMap { entry($0, words) }
    var out: Row = []
    for binding in all
    where !last.contains(binding.command) && binding.command != .leave && binding.command != .back {
      let next = entry(binding, words)
      if out.width + next.width + tail.width > width { continue }
      out += next
    }
    if out.isEmpty { tail = tail.cut(to: width) }
    return out + tail
  }

  private static func entry(_ binding: Binding, _ words: Words) -> Row {
    guard let label = binding.label else { return [] }
    return keys([(Keymap.label(binding), words(label))])
  }

  private static func keys(_ pairs: [(String, String)]) -> Row {
    pairs.flatMap { [Span(" "), Span($0.0, .bold), Span(" " + $0.1 + " ", .plain)] }
  }

  /// Whether a command would do something on the present screen.
  static func works(_ command: Command, _ model: Model) -> Bool {
    switch command {
    case .digit: return model.question != nil || model.place.screen.kind == .choice
    case .open:
      switch model.place.screen.kind {
      case .start: return !model.items.isEmpty
      case .walk: return model.hypothesis != nil
      default: return true
      }
    case .focus: return model.incident != nil
    case .fold: return model.file?.blocks.isEmpty == false
    case .override: return model.hypothesis?.isDecoy == false
    case .copy: return model.logicalCommand != nil
    case .source: return !model.evidence.isEmpty
    case .why: return model.hypothesis != nil
    case .undetermined:
      return model.place.screen != .walk(.undetermined) && !model.walkLines(.undetermined).isEmpty
    case .ruledOut: return model.place.screen != .walk(.ruledOut) && !model.walkLines(.ruledOut).isEmpty
    case .everything: return model.place.screen != .walk(.everything)
    case .nextMatch: return !model.search.isEmpty
    case .nextEvidence:
      if case .raw(let citations, _) = model.place.screen { return citations.count > 1 }
      return false
    case .undo: return model.incident?.canUndo == true
    case .language: return model.isAtStart
    default: return true
    }
  }
}
