import Diagnosis
import Playbooks
import CNcurses
import Foundation
import Screens

/// The wizard on the operator's terminal: draws the model, passes events, carries out effects.
struct Wizard {
  let request: WizardRequest

  /// Runs until the operator leaves.
  func run() throws(Terminal.Refusal) {
    let terminal = try Terminal.open(colour: request.wantsColour)
    var model = Model(
      size: terminal.size, language: request.language,
      look: Look(ascii: request.ascii || !terminal.isUnicode), items: [])
    model.hasItems = false
    if let first = request.first { model.push(.loading(first.title)) }
    // The first screen comes before anything is read.
    terminal.draw(view(model))
    let library = PlaybookLibrary.standard()
    if let complaint = request.complaint(library) { throw .noPlaybook(complaint) }
    let investigation = Investigation(
      library: library, given: request.given, language: request.language, baseline: request.baseline,
      now: { Clock.now },
      wake: { nc_wake(NCWakeLoaded) })
    defer { investigation.close() }
    if let first = request.first { investigation.open(first) }
    investigation.offer(snapshot: request.snapshot)
    while true {
      var effects: [Effect] = []
      let wasAtStart = model.isAtStart
      switch terminal.next() {
      case .event(let event): effects = update(&model, event)
      case .loaded:
        for event in investigation.fetch() {
          effects += update(&model, event)
          if case .incident(let incident) = event {
            model.age = Clock.age(incident.captured ?? incident.newest, model.words)
          }
        }
      }
      for effect in effects {
        if effect == .quit { return }
        perform(effect, &model, terminal, investigation)
      }
      // What was done since may have left a session.
      if model.isAtStart, !wasAtStart { investigation.offer(snapshot: request.snapshot) }
      terminal.draw(view(model))
    }
  }

  private func perform(
    _ effect: Effect, _ model: inout Model, _ terminal: borrowing Terminal, _ investigation: Investigation
  ) {
    switch effect {
    case .open(let item): investigation.open(item)
    case .cancel: investigation.cancel()
    case .answer(let step, let choice): investigation.apply(.answer(step: step, answer: choice))
    case .override(let id, let verdict, let reason):
      investigation.apply(.override(hypothesis: id, verdict: verdict, reason: reason))
    case .withdraw(let id): investigation.apply(.withdraw(hypothesis: id))
    case .skip(let step, let reason): investigation.skip(step, reason: reason)
    case .takeUp(let step): investigation.apply(.takeUp(step: step))
    case .discard(let item): investigation.discard(item, snapshot: request.snapshot)
    case .note(let text): investigation.note(text)
    case .undo: investigation.undo()
    case .reload: investigation.reload()
    case .language(let language):
      investigation.speak(language)
      investigation.offer(snapshot: request.snapshot)
    case .readFile(let name): investigation.readFile(name)
    case .copy(let text, let name):
      let said = Clipboard(words: model.words).copy(text, name: name)
      _ = update(&model, .message(said.message, isError: said.isError))
    case .export: investigation.export()
    case .mouse(let on): terminal.setMouse(on)
    case .redraw: terminal.redraw()
    case .quit: break
    }
  }
}
