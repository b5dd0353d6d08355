/// What the operator can ask for; keys are bound to these in one table.
package enum Command: Hashable, Sendable, CaseIterable {
  case up, down, pageUp, pageDown, top, bottom
  case open, back, leave
  case digit, focus
  case fold, foldAll, previousEvidence
  case nextStep, previousStep
  case why, teach, source, nextEvidence
  case copy, copyProof, export, report
  case undo, note, override, skip
  case ruledOut, undetermined, everything, overview
  case search, nextMatch, previousMatch
  case verify, prevent, discard
  case reload, language, mouse, redraw, help
}

/// The kinds of screen that differ in their keys.
package enum ScreenKind: Hashable, Sendable, CaseIterable {
  case start, loading, walk, cause, page, raw, choice, input, quit
}

/// One line of the keymap.
package struct Binding: Sendable {
  package let command: Command
  package let keys: [Key]
  /// Two words for the footer; nil keeps it out of there.
  package let label: Word?
  /// The sentence of the `?` screen.
  package let help: Word
  package let screens: Set<ScreenKind>

  init(_ command: Command, _ keys: [Key], _ label: Word?, _ help: Word, _ screens: Set<ScreenKind>) {
    self.command = command
    self.keys = keys
    self.label = label
    self.help = help
    self.screens = screens
  }
}

/// The one table that makes the dispatcher, the footer and the `?` screen.
package enum Keymap {
  private static let anywhere: Set<ScreenKind> = [.start, .walk, .cause, .page, .raw]
  private static let everywhere: Set<ScreenKind> = anywhere.union([.loading, .choice])
  private static let diagnosed: Set<ScreenKind> = [.walk, .cause, .page, .raw]

  /// In the footer's order of importance.
  package static let bindings: [Binding] = [
    Binding(.open, [.enter, .right, .char("l")], .keyOpen, .helpOpen, [.start, .walk, .cause, .choice]),
    Binding(.copy, [.char("y")], .keyCopy, .helpCopy, [.walk, .cause, .page, .raw]),
    Binding(.digit, [], .keyDigit, .helpDigit, [.walk, .cause, .page, .choice]),
    Binding(.source, [.char("o")], .keySource, .helpSource, [.walk, .cause, .page]),
    Binding(.nextEvidence, [.tab], .keyNextEvidence, .helpNextEvidence, [.raw]),
    Binding(.previousEvidence, [.backTab], nil, .helpPreviousEvidence, [.raw]),
    Binding(.fold, [.enter, .char("z")], .keyFold, .helpFold, [.raw]),
    Binding(.foldAll, [.char("Z")], nil, .helpFoldAll, [.raw]),
    Binding(.verify, [.char("v")], .keyVerify, .helpVerify, [.cause]),
    Binding(.prevent, [.char("p")], .keyPrevent, .helpPrevent, [.cause]),
    Binding(.why, [.char("w")], .keyWhy, .helpWhy, [.walk, .cause]),
    Binding(.export, [.char("e")], .keyExport, .helpExport, diagnosed),
    Binding(.undo, [.char("u")], .keyUndo, .helpUndo, [.walk]),
    Binding(.focus, [.tab, .backTab], .keyFocus, .helpFocus, [.walk, .cause]),
    Binding(.undetermined, [.char("d")], .keyUndetermined, .helpUndetermined, [.walk]),
    Binding(.ruledOut, [.char("x")], .keyRuledOut, .helpRuledOut, [.walk]),
    Binding(.everything, [.char("a")], .keyEverything, .helpEverything, [.walk]),
    Binding(.search, [.char("/")], .keySearch, .helpSearch, [.start, .walk, .page, .raw]),
    Binding(.nextMatch, [.char("n")], .keyNextMatch, .helpNextMatch, [.start, .page, .raw]),
    Binding(.previousMatch, [.char("N")], nil, .helpPreviousMatch, [.start, .page, .raw]),
    Binding(.nextStep, [.char("]")], nil, .helpNextStep, [.walk]),
    Binding(.previousStep, [.char("[")], nil, .helpPreviousStep, [.walk]),
    Binding(.teach, [.char("t")], .keyTeach, .helpTeach, [.walk]),
    Binding(.note, [.char("n")], .keyNote, .helpNote, [.walk, .cause]),
    Binding(.override, [.char("!")], nil, .helpOverride, [.walk]),
    Binding(.skip, [.char("S")], .keySkip, .helpSkip, [.walk]),
    Binding(.discard, [.char("D"), .delete], .keyDiscard, .helpDiscard, [.start]),
    Binding(.overview, [.char("s")], .keyOverview, .helpOverview, [.walk, .cause]),
    Binding(.report, [.char("R")], nil, .helpReport, [.walk, .cause]),
    Binding(.copyProof, [.char("Y")], nil, .helpCopyProof, [.walk, .cause]),
    Binding(.back, [.escape, .left, .char("h"), .backspace], .keyBack, .helpBack, everywhere),
    Binding(.leave, [.char("q")], .keyLeave, .helpLeave, everywhere),
    Binding(.help, [.char("?")], .keyHelp, .helpHelp, anywhere),
    Binding(.up, [.up, .char("k")], nil, .helpUp, anywhere.union([.choice])),
    Binding(.down, [.down, .char("j")], nil, .helpDown, anywhere.union([.choice])),
    Binding(.pageUp, [.pageUp, .control("u"), .control("b")], nil, .helpPageUp, anywhere),
    Binding(
      .pageDown, [.pageDown, .char(" "), .control("d"), .control("f")], nil, .helpPageDown, anywhere),
    Binding(.top, [.home, .char("g")], nil, .helpTop, anywhere),
    Binding(.bottom, [.end, .char("G")], nil, .helpBottom, anywhere),
    Binding(.reload, [.char("r")], nil, .helpReload, [.walk, .cause, .page]),
    Binding(.language, [.char("L")], .keyLanguage, .helpLanguage, anywhere),
    Binding(.mouse, [.char("m")], nil, .helpMouse, anywhere),
    Binding(.redraw, [.control("l")], nil, .helpRedraw, anywhere),
  ]

  /// What a key asks for on a screen.
  package static func command(for key: Key, on screen: ScreenKind) -> Command? {
    let key = key.folded
    if case .char(let character) = key, ("1"..."9").contains(character),
      bindings.contains(where: { $0.command == .digit && $0.screens.contains(screen) })
    {
      return .digit
    }
    return bindings.first { $0.screens.contains(screen) && $0.keys.contains(key) }?.command
  }

  /// The bindings of a screen.
  package static func bindings(on screen: ScreenKind) -> [Binding] {
    bindings.filter { $0.screens.contains(screen) }
  }

  /// The name of a binding's keys: all of them, or the first.
  package static func label(_ binding: Binding, all: Bool = false) -> String {
    if binding.command == .digit { return "1-9" }
    let keys = all ? binding.keys : Array(binding.keys.prefix(1))
    return keys.map(\.label).joined(separator: " ")
  }
}
