import ArgumentParser
import Diagnosis
import Foundation
import Screens

/// The wizard in plain lines: numbered questions in the scrollback, for screen readers, dumb terminals and pipes.
struct PlainWizard {
  let library: PlaybookLibrary
  let given: [String: String]
  let language: Language
  let items: [StartItem]
  let first: StartItem?

  private var words: Words { Words(language) }
  private let look = Look(ascii: true)

  init(
    library: PlaybookLibrary, given: [String: String], language: Language, items: [StartItem],
    first: StartItem?
  ) {
    self.library = library
    self.given = given
    self.language = language
    self.items = items
    self.first = first
  }

  /// Runs until the input ends or the operator leaves.
  func run() throws {
    guard let item = first ?? choose() else { return }
    let investigation = Investigation(
      library: library, given: given, language: language, now: { Clock.now }, wake: {})
    investigation.open(item)
    investigation.finish()
    guard var incident = take(investigation) else { throw ExitFailure.code }
    say(PlainPages.summary(incident, words))
    say(PlainPages.menu(PlainMenu.entries(incident, words), words))
    while true {
      let menu = PlainMenu.entries(incident, words)
      guard let line = ask(words(.plainMenu) + " " + words(.plainMore)) else { return }
      if line == "m" || line.isEmpty {
        say(PlainPages.menu(menu, words))
        continue
      }
      guard let choice = PlainMenu.choice(line, menu) else {
        Console.write(words(.plainUnknown, line))
        continue
      }
      switch choice {
      case .page(let page): say(page(incident))
      case .answer(let step, let answer):
        investigation.apply(.answer(step: step, answer: answer))
        investigation.finish()
        incident = take(investigation) ?? incident
        say(PlainPages.summary(incident, words))
      case .note:
        guard let text = ask(words(.askNote)), !text.isEmpty else { continue }
        investigation.note(text)
        investigation.finish()
        incident = take(investigation) ?? incident
        Console.write(words(.noted))
      case .undo:
        investigation.undo()
        investigation.finish()
        incident = take(investigation) ?? incident
      case .export: export(investigation, incident)
      case .quit:
        Console.write(words(.plainBye))
        return
      }
    }
  }

  private func choose() -> StartItem? {
    for (index, item) in items.enumerated() { Console.write("\(index + 1) \(item.title)") }
    guard let line = ask(words(.plainMenu)), let number = Int(line), items.indices.contains(number - 1) else {
      return nil
    }
    return items[number - 1]
  }

  /// The newest incident; messages are said as they come.
  private func take(_ investigation: Investigation) -> Incident? {
    var found: Incident?
    for event in investigation.fetch() {
      switch event {
      case .incident(let incident): found = incident
      case .message(let text, let isError): isError ? Console.note("culprit: " + text) : Console.write(text)
      default: break
      }
    }
    return found
  }

  private func export(_ investigation: Investigation, _ incident: Incident) {
    var model = Model(size: Size(80, 24), language: language, look: look, items: [])
    model.incident = incident
    let said = Exporter.export(investigation, model)
    said.isError ? Console.note(said.message) : Console.write(said.message)
  }

  private func ask(_ question: String) -> String? {
    Console.write("\n" + question)
    guard let line = readLine() else { return nil }
    return line.trimmingCharacters(in: .whitespaces)
  }

  private func say(_ page: Page) {
    let rows = PageRows.of(page, width: 78, words: words, look: look)
    Console.write(rows.map(\.text).joined(separator: "\n"))
  }
}

/// The exit after a reason was told.
enum ExitFailure {
  static var code: ExitCode { ExitCode(ExitStatus.unreadable) }
}
