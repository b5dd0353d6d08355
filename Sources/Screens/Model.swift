import Diagnosis

/// Which hypotheses the walk lists.
package enum Filter: Hashable, Sendable {
  case everything, undetermined, ruledOut
}

/// What the operator is typing.
package enum Input: Hashable, Sendable {
  case note
  case search
  /// Why the operator gives a hypothesis this verdict.
  case override(String, Verdict)
}

/// One screen of the stack.
package enum Screen: Hashable, Sendable {
  case start
  /// A snapshot is being read; the words say which.
  case loading(String)
  case walk(Filter)
  case cause(String)
  case why(String)
  case verify(String)
  case prevent(String)
  case overview
  case report
  /// Which verdicts are others than they were.
  case changes
  case help(ScreenKind)
  /// A raw file at one of several citations.
  case raw([Citation], Int)
  /// Which verdict the operator gives to a hypothesis.
  case verdict(String)
  case input(Input, String)
  case quit

  package var kind: ScreenKind {
    switch self {
    case .start: .start
    case .loading: .loading
    case .walk: .walk
    case .cause: .cause
    case .why, .verify, .prevent, .overview, .report, .changes, .help: .page
    case .raw: .raw
    case .verdict: .choice
    case .input: .input
    case .quit: .quit
    }
  }
}

/// Which part of a screen the arrows move.
package enum Focus: Hashable, Sendable {
  case list, text
}

/// A screen and where the operator stands in it.
package struct Place: Sendable, Hashable {
  package var screen: Screen
  /// The selected line of a list.
  package var selected = 0
  /// The first row shown of the text pane.
  package var scroll = 0
  package var focus = Focus.list

  package init(_ screen: Screen, selected: Int = 0, scroll: Int = 0) {
    self.screen = screen
    self.selected = selected
    self.scroll = scroll
  }
}

/// What the wizard knows at one moment; the view is made of nothing else.
package struct Model: Sendable {
  package var size: Size
  package var language: Language
  package var look: Look
  package var stack: [Place]
  package var items: [StartItem]
  /// Whether it is known yet what the start screen offers.
  package var hasItems = true
  package var incident: Incident?
  /// How long ago the snapshot was taken, in words; the only thing that reads the clock.
  package var age: String?
  package var teach = false
  package var mouse = false
  /// Something long is under way, and how far it is.
  package var progress: Progress?
  package var message: (text: String, isError: Bool)?
  package var file: RawFile?
  package var folding = Folding()
  package var search = ""
  /// The verdicts that changed at the last reading.
  package var changes: [Incident.Change] = []

  package init(size: Size, language: Language, look: Look, items: [StartItem]) {
    self.size = size
    self.language = language
    self.look = look
    self.items = items
    stack = [Place(.start)]
  }

  package var words: Words { Words(language) }

  /// The screen that has the keys.
  package var place: Place {
    get { stack.last ?? Place(.start) }
    set {
      if stack.isEmpty { stack = [newValue] } else { stack[stack.count - 1] = newValue }
    }
  }

  package mutating func push(_ screen: Screen, selected: Int = 0) {
    stack.append(Place(screen, selected: selected))
  }

  /// Below this no screen makes sense; a single line says so and everything is kept.
  package var isTooSmall: Bool { size.columns < 40 || size.rows < 10 }

  /// Whether the list and its detail stand side by side.
  package var hasTwoPanes: Bool { size.columns >= 80 }

  /// What the operator can say about a hypothesis.
  package func verdictChoices(_ id: String) -> [Verdict?] {
    [.confirmed, .ruledOut, .undetermined] + (incident?.hypothesis(id)?.overridden == true ? [nil] : [])
  }
}

/// A line of the walk's list.
package enum WalkLine: Hashable, Sendable {
  /// The operator is asked at this step.
  case question(String)
  case hypothesis(String)
}

extension Model {
  /// What the walk lists, in the order the eye needs it: questions, faults, undetermined, open, ruled out.
  package func walkLines(_ filter: Filter) -> [WalkLine] {
    guard let incident else { return [] }
    let questions = incident.steps.filter { $0.question?.isOpen == true }.map { WalkLine.question($0.id) }
    func lines(_ states: [Incident.State], decoys: Bool?) -> [WalkLine] {
      incident.hypotheses.filter {
        states.contains($0.state) && (decoys == nil || $0.isDecoy == decoys) && !$0.isAside
      }.map { .hypothesis($0.id) }
    }
    switch filter {
    case .everything:
      return questions + lines([.fault], decoys: nil) + lines([.noData], decoys: false)
        + lines([.open], decoys: nil) + lines([.noData], decoys: true)
        + lines([.ruledOut], decoys: true) + lines([.ruledOut], decoys: false)
        + lines([.live], decoys: nil) + lines([.notApplicable], decoys: nil)
    case .undetermined:
      return questions + lines([.noData], decoys: false) + lines([.noData], decoys: true)
        + lines([.live], decoys: nil)
    case .ruledOut:
      return lines([.ruledOut], decoys: true) + lines([.ruledOut], decoys: false)
    }
  }

  /// The selected line of the walk nearest to the top of the stack.
  package var walkLine: WalkLine? {
    guard case .walk(let filter) = place.screen else { return nil }
    let lines = walkLines(filter)
    return lines.indices.contains(place.selected) ? lines[place.selected] : nil
  }

  /// The hypothesis the present screen is about.
  package var hypothesis: Incident.Hypothesis? {
    switch place.screen {
    case .walk:
      if case .hypothesis(let id)? = walkLine { return incident?.hypothesis(id) }
      return nil
    case .cause(let id), .why(let id), .verify(let id), .prevent(let id): return incident?.hypothesis(id)
    default: return nil
    }
  }

  /// The question the present line asks, with its step.
  package var question: (step: Incident.Step, question: Incident.Question)? {
    guard case .question(let id)? = walkLine, let step = incident?.steps.first(where: { $0.id == id }),
      let question = step.question
    else { return nil }
    return (step, question)
  }

  /// The evidence the present screen cites, in the order of its numbers.
  package var evidence: [Citation] {
    if case .cause(let id) = place.screen, let cause = incident?.cause(id), !cause.evidence.isEmpty {
      return cause.evidence
    }
    guard place.screen.kind != .page || { if case .why = place.screen { true } else { false } }() else {
      return []
    }
    return hypothesis?.evidence ?? []
  }

  /// The selected fix of the cause on the screen.
  package var repair: Incident.Repair? {
    guard case .cause(let id) = place.screen, let cause = incident?.cause(id),
      cause.fixes.indices.contains(place.selected)
    else { return nil }
    return cause.fixes[place.selected]
  }

  /// The command `y` copies here, and what it is.
  package var logicalCommand: (text: String, name: String)? {
    if let repair, !repair.commands.isEmpty {
      return (repair.commands.joined(separator: "\n"), words(.theFix))
    }
    switch place.screen {
    case .verify(let id):
      return incident?.cause(id)?.verifyCommand.map { ($0, words(.theCheck)) }
    case .walk, .why:
      if let need = hypothesis?.needs.first { return (need.command, words(.theObservation)) }
      if let hypothesis, let fix = incident?.cause(hypothesis.id)?.fixes.first, !fix.commands.isEmpty {
        return (fix.commands.joined(separator: "\n"), words(.theFix))
      }
      return incident?.next.map { ($0.command, words(.theObservation)) }
    case .overview:
      return incident?.overview.missing.first?.command.map { ($0, words(.theObservation)) }
    case .raw(let citations, let index):
      guard let file, citations.indices.contains(index) else { return nil }
      return (file.line(citations[index].line), words(.theLine))
    default: return nil
    }
  }
}
