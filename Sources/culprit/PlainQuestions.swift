import Diagnosis
import Evidence
import Foundation
import Screens

/// What the plain mode asks by numbers, and how it reads and writes.
extension PlainWizard {
  /// What is to be opened; nil where the input ends or the answer is none of the choices.
  func choose() -> StartItem? {
    while true {
      let items = StartItems.all(library, snapshot: request.snapshot, language: language)
      for (index, item) in items.enumerated() { Console.say("\(index + 1) \(item.title)") }
      if items.contains(where: { $0.kind == .session }) { Console.write(words(.plainDiscard)) }
      guard let line = ask(words(.plainMenu)) else { return nil }
      if let number = PlainMenu.number(line, after: "d"), items.indices.contains(number - 1) {
        discard(items[number - 1])
        continue
      }
      if let number = PlainMenu.number(line), items.indices.contains(number - 1) { return items[number - 1] }
      if line.isEmpty || line == "q" { return nil }
      Console.write(words(.plainUnknown, line))
    }
  }

  private func discard(_ item: StartItem) {
    guard item.kind == .session, let id = item.path else { return Console.write(words(.noSessionHere)) }
    Console.write(words(.askDiscard) + "\n" + item.title)
    guard let line = ask(words(.plainSure)), PlainMenu.isYes(line) else {
      return Console.write(words(.plainKept))
    }
    Console.write(Journal.discard(id) ? words(.discarded) : words(.notDiscarded, item.title))
  }

  /// Which hypothesis, which verdict and why; nil where the answer is none of the choices.
  func askVerdict(_ incident: Incident) -> SessionEvent? {
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

  /// Skips a step, or looks at a skipped one after all; false where nothing was chosen.
  func skip(_ investigation: Investigation, _ incident: Incident) -> Bool {
    say(PlainPages.numbered(incident.steps, words))
    guard let step = choice(incident.steps) else { return false }
    if step.skip != nil {
      investigation.apply(.takeUp(step: step.id))
      Console.write(words(.takenUp))
      return true
    }
    guard let reason = ask(words(.askSkip)) else { return false }
    investigation.skip(step.id, reason: reason)
    Console.write(reason.isEmpty ? words(.skipped) : words(.skippedBecause, reason))
    return true
  }

  /// The lines around a piece of evidence, as they stand in the file.
  func showSource(_ investigation: Investigation, _ incident: Incident) {
    let evidence = PlainPages.evidence(incident)
    if evidence.isEmpty { return Console.write(words(.noEvidenceHere)) }
    say(Page(evidence.enumerated().map { .evidence($0 + 1, $1) }))
    guard let citation = choice(evidence) else { return }
    investigation.readFile(citation.file)
    investigation.finish()
    for event in investigation.fetch() {
      if case .file(let file) = event { Console.write(PlainPages.excerpt(file, citation)) }
      if case .message(let text, _) = event { Console.note("culprit: \(lines: text)") }
    }
  }

  /// The hypotheses that hold a text, in full where it is one.
  func find(_ incident: Incident) {
    guard let text = ask(words(.askSearch)), !text.isEmpty else { return }
    let found = PlainPages.finds(text, in: incident)
    if found.isEmpty { return Console.write(words(.notFound)) }
    say(PlainPages.hypotheses(found, words))
    guard let hypothesis = found.count == 1 ? found.first : choice(found) else { return }
    say(HypothesisPage.why(hypothesis, in: incident, words))
  }

  /// One command as it is, unbroken, for copying.
  func printCommand(_ incident: Incident) {
    let commands = PlainPages.commands(incident, words)
    if commands.isEmpty { return Console.write(words(.nothingToCopy)) }
    for (index, command) in commands.enumerated() { Console.say("\(index + 1) \(command.key)") }
    guard let command = choice(commands) else { return }
    Console.write("\n" + command.value)
  }

  private func choice<Element>(_ elements: [Element]) -> Element? {
    guard let line = ask(words(.plainNumber)) else { return nil }
    guard let number = PlainMenu.number(line), elements.indices.contains(number - 1) else {
      Console.write(words(.plainUnknown, line))
      return nil
    }
    return elements[number - 1]
  }

  /// Asks and reads a line; nil at the end of the input.
  func ask(_ question: String) -> String? {
    Console.write("\n" + question)
    guard let line = readLine() else { return nil }
    return line.trimmingCharacters(in: .whitespaces)
  }

  func say(_ page: Page) {
    let rows = PageRows.of(page, width: 78, words: words, look: Look(ascii: true))
    Console.write(rows.map(\.text).joined(separator: "\n"))
  }
}
