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
  let items: [StartItem]
  /// Opened at once instead of the start screen.
  let first: StartItem?

  /// Runs until the operator leaves.
  func run() throws(Terminal.Refusal) {
    let terminal = try Terminal.open(colour: colour)
    let investigation = Investigation(
      library: library, given: given, language: language, now: { Clock.now },
      wake: { nc_wake(NCWakeLoaded) })
    var model = Model(
      size: terminal.size, language: language, look: Look(ascii: ascii || !terminal.isUnicode), items: items)
    if let first {
      model.progress = model.words(.loading)
      investigation.open(first)
    }
    while true {
      terminal.draw(view(model))
      var effects: [Effect] = []
      switch terminal.next() {
      case .event(let event): effects = update(&model, event)
      case .loaded:
        for event in investigation.fetch() {
          effects += update(&model, event)
          if case .incident(let incident) = event { model.age = Clock.age(incident.captured, model.words) }
        }
      }
      for effect in effects {
        if effect == .quit { return }
        perform(effect, &model, terminal, investigation)
      }
    }
  }

  private func perform(
    _ effect: Effect, _ model: inout Model, _ terminal: borrowing Terminal, _ investigation: Investigation
  ) {
    switch effect {
    case .open(let item): investigation.open(item)
    case .answer(let step, let choice): investigation.apply(.answer(step: step, answer: choice))
    case .override(let id, let verdict, let reason):
      investigation.apply(.override(hypothesis: id, verdict: verdict, reason: reason))
    case .note(let text): investigation.note(text)
    case .undo: investigation.undo()
    case .reload: investigation.reload()
    case .language(let language): investigation.reload(language: language)
    case .readFile(let name): investigation.readFile(name)
    case .copy(let text, let name):
      let said = Clipboard(words: model.words).copy(text, name: name)
      _ = update(&model, .message(said.message, isError: said.isError))
    case .export:
      let said = Exporter.export(investigation, model)
      _ = update(&model, .message(said.message, isError: said.isError))
    case .mouse(let on): terminal.setMouse(on)
    case .redraw: terminal.redraw()
    case .quit: break
    }
  }
}

/// Writes the report beside the operator's shell.
enum Exporter {
  static func export(_ investigation: Investigation, _ model: Model) -> (message: String, isError: Bool) {
    guard let incident = model.incident, let text = investigation.report(language: model.language) else {
      return (model.words(.nothingToCopy), true)
    }
    let folder = FileManager.default.currentDirectoryPath
    let path = folder + "/" + Report.fileName(incident)
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
      return (model.words(.exported, path), false)
    } catch {
      return (model.words(.exportFailed, path, error.localizedDescription), true)
    }
  }
}

/// The one place that asks what time it is: for the age in the header and the time of a note.
enum Clock {
  static var now: Date {
    if let text = ProcessInfo.processInfo.environment["CULPRIT_NOW"],
      let date = try? Date(text, strategy: .iso8601)
    {
      return date
    }
    return Date()
  }

  /// How old a snapshot is, in words; nil where it does not say when it was taken.
  static func age(_ captured: String?, _ words: Words) -> String? {
    guard let captured, let date = try? Date(captured, strategy: .iso8601) else { return nil }
    let minutes = Int(now.timeIntervalSince(date) / 60)
    if minutes < 0 { return nil }
    if minutes < 120 { return words(.ageMinutes, "\(minutes)") }
    if minutes < 48 * 60 { return words(.ageHours, "\(minutes / 60)") }
    return words(.ageDays, "\(minutes / 60 / 24)")
  }
}
