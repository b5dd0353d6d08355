import ArgumentParser
import Diagnosis
import Foundation
import Screens

/// The wizard in plain lines: numbered questions in the scrollback, for screen readers, dumb terminals and pipes.
struct PlainWizard {
  let library: PlaybookLibrary
  let given: [String: String]
  let language: Language
  let snapshot: String?
  let first: StartItem?

  private var words: Words { Words(language) }
  private let look = Look(ascii: true)

  init(
    library: PlaybookLibrary, given: [String: String], language: Language, snapshot: String?,
    first: StartItem?
  ) {
    self.library = library
    self.given = given
    self.language = language
    self.snapshot = snapshot
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
      case .export:
        investigation.export()
        investigation.finish()
        _ = take(investigation)
      case .reload:
        investigation.reload()
        investigation.finish()
        incident = take(investigation) ?? incident
      case .override:
        guard let event = askVerdict(incident) else { continue }
        investigation.apply(event)
        investigation.finish()
        incident = take(investigation) ?? incident
        say(PlainPages.summary(incident, words))
      case .source: showSource(investigation, incident)
      case .quit:
        Console.write(words(.plainBye))
        return
      }
    }
  }

  /// Which hypothesis, which verdict and why; nil where the answer is none of the choices.
  private func askVerdict(_ incident: Incident) -> SessionEvent? {
    let hypotheses = incident.hypotheses.filter { !$0.isDecoy && !$0.isAside }
    say(PlainPages.hypotheses(hypotheses, words))
    guard let hypothesis = choice(hypotheses) else { return nil }
    let verdicts: [Verdict?] =
      [.confirmed, .ruledOut, .undetermined] + (hypothesis.overridden ? [nil] : [])
    Console.write(words(.askVerdict))
    for (index, verdict) in verdicts.enumerated() { Console.write("\(index + 1) \(words.choice(verdict))") }
    guard let verdict = choice(verdicts) else { return nil }
    guard let verdict else { return .withdraw(hypothesis: hypothesis.id) }
    guard let reason = ask(words(.askOverride, words.choice(verdict))), !reason.isEmpty else { return nil }
    return .override(hypothesis: hypothesis.id, verdict: verdict, reason: reason)
  }

  private func choice<Element>(_ elements: [Element]) -> Element? {
    guard let line = ask(words(.plainNumber)) else { return nil }
    guard let number = PlainMenu.number(line), elements.indices.contains(number - 1) else {
      Console.write(words(.plainUnknown, line))
      return nil
    }
    return elements[number - 1]
  }

  /// The lines around a piece of evidence, as they stand in the file.
  private func showSource(_ investigation: Investigation, _ incident: Incident) {
    let evidence = PlainPages.evidence(incident)
    if evidence.isEmpty { return Console.write(words(.noEvidenceHere)) }
    say(Page(evidence.enumerated().map { .evidence($0 + 1, $1) }))
    guard let citation = choice(evidence) else { return }
    investigation.readFile(citation.file)
    investigation.finish()
    for event in investigation.fetch() {
      if case .file(let file) = event { Console.write(PlainPages.excerpt(file, citation)) }
      if case .message(let text, _) = event { Console.note("culprit: " + text) }
    }
  }

  private func choose() -> StartItem? {
    let items = StartItems.all(library, snapshot: snapshot, language: language)
    for (index, item) in items.enumerated() { Console.write("\(index + 1) \(item.title)") }
    guard let line = ask(words(.plainMenu)), let number = PlainMenu.number(line),
      items.indices.contains(number - 1)
    else {
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
      case .changed(let changes): if let found { say(ChangesPage.of(changes, in: found, words)) }
      case .message(let text, let isError): isError ? Console.note("culprit: " + text) : Console.write(text)
      default: break
      }
    }
    return found
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
