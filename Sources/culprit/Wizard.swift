import CNcurses
import Diagnosis
import Foundation
import Screens

/// The wizard on the operator's terminal: draws the model, passes events, carries out effects.
struct Wizard {
  let library: PlaybookLibrary
  let given: [String: String]
  let language: Language
  let ascii: Bool
  let colour: Bool
  /// The snapshot named on the command line.
  let snapshot: String?
  /// Opened at once instead of the start screen.
  let first: StartItem?

  /// Runs until the operator leaves.
  func run() throws(Terminal.Refusal) {
    let terminal = try Terminal.open(colour: colour)
    var model = Model(
      size: terminal.size, language: language, look: Look(ascii: ascii || !terminal.isUnicode), items: [])
    model.hasItems = false
    if let first { model.push(.loading(first.title)) }
    // The first screen comes before anything is read.
    terminal.draw(view(model))
    let investigation = Investigation(
      library: library, given: given, language: language, now: { Clock.now },
      wake: { nc_wake(NCWakeLoaded) })
    defer { investigation.close() }
    if let first { investigation.open(first) }
    investigation.offer(snapshot: snapshot)
    while true {
      var effects: [Effect] = []
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
    case .note(let text): investigation.note(text)
    case .undo: investigation.undo()
    case .reload: investigation.reload()
    case .language(let language): investigation.speak(language)
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
