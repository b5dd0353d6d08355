import Sentences
import Evidence

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
  /// Why the operator does not look at a step.
  case skip(String)
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
  /// Whether an unfinished session is to be deleted.
  case discard(StartItem)
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
    case .quit, .discard: .quit
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
  /// Which playbook the snapshot at hand fits, and why, once it was read.
  package var fits: String?
  /// Whether the operator has been on the start screen; one who named a snapshot has not.
  package var hasSeenStart = false
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

/// A line of the list on a cause's screen.
package enum CauseLine: Hashable, Sendable {
  /// A fix, by its place.
  case fix(Int)
  /// What people try instead, by its id.
  case decoy(String)
}

extension Model {
  /// What the walk lists, in the order the eye needs it: questions, faults, undecided, ruled out; below them what
  /// people try instead.
  package func walkLines(_ filter: Filter) -> [WalkLine] {
    guard let incident else { return [] }
    let questions = incident.steps.filter { $0.question?.isOpen == true }.map { WalkLine.question($0.id) }
    func lines(_ states: [Incident.State], decoys: Bool) -> [WalkLine] {
      states.flatMap { state in
        let alike = incident.hypotheses.filter { $0.state == state && $0.isDecoy == decoys && !$0.isAside }
        // What the snapshot proves comes before what is the operator's word.
        return state == .fault ? alike.filter { !$0.overridden } + alike.filter(\.overridden) : alike
      }.map { .hypothesis($0.id) }
    }
    switch filter {
    case .everything:
      return questions
        + lines([.fault, .noData, .live, .open, .skipped, .ruledOut, .notApplicable], decoys: false)
        + lines([.fault, .ruledOut, .noData, .open, .live, .notApplicable], decoys: true)
    case .undetermined:
      return questions + lines([.noData, .skipped, .live], decoys: false)
        + lines([.noData, .live], decoys: true)
    case .ruledOut: return lines([.ruledOut], decoys: false) + lines([.ruledOut], decoys: true)
    }
  }

  /// What a cause's screen lists: its fixes, then what the snapshot shows to be no help.
  package func causeLines(_ id: String) -> [CauseLine] {
    guard let incident, let cause = incident.cause(id) else { return [] }
    let decoys = incident.hypotheses.filter { $0.isDecoy && $0.state == .ruledOut && !$0.isAside }
    return cause.fixes.indices.map { .fix($0) } + decoys.map { .decoy($0.id) }
  }

  /// The selected line of the walk nearest to the top of the stack.
  package var walkLine: WalkLine? {
    guard case .walk(let filter) = place.screen else { return nil }
    let lines = walkLines(filter)
    return lines.indices.contains(place.selected) ? lines[place.selected] : nil
  }

  /// The selected line of a cause's screen.
  package var causeLine: CauseLine? {
    guard case .cause(let id) = place.screen else { return nil }
    let lines = causeLines(id)
    return lines.indices.contains(place.selected) ? lines[place.selected] : nil
  }

  /// The hypothesis the present screen, or its selected line, is about.
  package var hypothesis: Incident.Hypothesis? {
    switch place.screen {
    case .walk:
      if case .hypothesis(let id)? = walkLine { return incident?.hypothesis(id) }
      return nil
    case .cause(let id):
      if case .decoy(let decoy)? = causeLine { return incident?.hypothesis(decoy) }
      return incident?.hypothesis(id)
    case .why(let id), .verify(let id), .prevent(let id): return incident?.hypothesis(id)
    default: return nil
    }
  }

  /// The step that decides the selected line of the walk.
  package var step: Incident.Step? {
    guard case .walk = place.screen else { return nil }
    let id = question?.step.id ?? hypothesis?.step
    return id.flatMap { id in incident?.steps.first { $0.id == id } }
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
    switch place.screen {
    case .cause(let id):
      if case .decoy? = causeLine { return hypothesis?.evidence ?? [] }
      let own = incident?.cause(id)?.evidence ?? []
      return own.isEmpty ? hypothesis?.evidence ?? [] : own
    case .walk, .why: return hypothesis?.evidence ?? []
    default: return []
    }
  }

  /// The selected fix of the cause on the screen.
  package var repair: Incident.Repair? {
    guard case .cause(let id) = place.screen, case .fix(let index)? = causeLine,
      let fixes = incident?.cause(id)?.fixes, fixes.indices.contains(index)
    else { return nil }
    return fixes[index]
  }

  /// What people try instead, where it is selected on a cause's screen, with what it would do.
  package var temptation: (decoy: Incident.Hypothesis, repair: Incident.Repair?)? {
    guard case .decoy(let id)? = causeLine, let decoy = incident?.hypothesis(id) else { return nil }
    return (decoy, incident?.tempting.first { $0.decoy == id })
  }
}
