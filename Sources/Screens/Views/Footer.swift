/// The last line: the keys that work here and now, the most useful first.
enum Footer {
  static func row(_ model: Model, width: Int) -> Row {
    let words = model.words
    switch model.place.screen {
    case .input: return keys([("Enter", words(.keyDone)), ("Esc", words(.keyCancel))])
    case .quit: return keys([("y", words(.keyQuit)), ("Esc", words(.keyStay))])
    case .discard: return keys([("y", words(.keyDiscard)), ("Esc", words(.keyCancel))])
    default: break
    }
    return bindings(model, width: width).flatMap { entry($0, model) }.cut(to: width)
  }

  /// The bindings that the row has room for: what the operator needs next first, the way back last.
  static func bindings(_ model: Model, width: Int) -> [Binding] {
    let all = Keymap.bindings(on: model.place.screen.kind).filter {
      label($0, model) != nil && works($0.command, model)
    }
    let last: [Command] = model.isWhereItBegan ? [.leave, .help] : [.back, .help]
    let end = last.compactMap { command in all.first { $0.command == command } }
    let order = order(model.place.screen.kind)
    func rank(_ binding: Binding) -> Int { order.firstIndex(of: binding.command) ?? order.count }
    let others = all.enumerated().filter { ![.leave, .back, .help].contains($0.element.command) }
      .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
    var room = width - end.reduce(0) { $0 + entry($1, model).width }
    let fitting = others.filter { binding in
      let needed = entry(binding, model).width
      if needed > room { return false }
      room -= needed
      return true
    }
    return fitting + end
  }

  /// What the operator needs next on a screen, first; everything else in the keymap's order.
  private static func order(_ kind: ScreenKind) -> [Command] {
    switch kind {
    case .walk:
      [.digit, .open, .copy, .source, .why, .teach, .export, .note, .undo, .undetermined, .ruledOut]
    case .cause: [.copy, .verify, .export, .note, .source, .prevent, .why]
    case .page: [.copy, .source, .export]
    default: []
    }
  }

  private static func entry(_ binding: Binding, _ model: Model) -> Row {
    guard let label = label(binding, model) else { return [] }
    return keys([(Keymap.label(binding), model.words(label))])
  }

  /// The words beside a key, as exact as the screen allows.
  private static func label(_ binding: Binding, _ model: Model) -> Word? {
    switch binding.command {
    case .open where model.place.screen.kind == .cause: return nil
    case .open:
      if let id = model.hypothesis?.id, model.incident?.cause(id) != nil { return .keyOpenFix }
      return binding.label
    case .copy:
      switch model.copying?.kind {
      case .fix: return .keyCopyFix
      case .command: return .keyCopyCommand
      default: return binding.label
      }
    default: return binding.label
    }
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
    case .focus, .export, .note, .overview: return model.incident != nil
    case .fold: return model.file?.blocks.isEmpty == false
    case .skip: return model.step != nil
    case .discard:
      return model.items.indices.contains(model.place.selected)
        && model.items[model.place.selected].kind == .session
    case .override: return model.hypothesis?.isDecoy == false
    case .copy: return model.copying != nil
    case .copyProof: return !model.evidence.isEmpty
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
    case .help:
      if case .help = model.place.screen { return false }
      return true
    case .language: return model.isAtStart
    default: return true
    }
  }
}
