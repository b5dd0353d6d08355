import Sentences
import Diagnosis
import Playbooks
import ArgumentParser
import Foundation
import Screens

/// The wizard in plain lines: numbered questions in the scrollback, for screen readers, dumb terminals and pipes.
struct PlainWizard {
  let library: PlaybookLibrary
  let request: WizardRequest
  var language: Language

  init(library: PlaybookLibrary, request: WizardRequest) {
    self.library = library
    self.request = request
    language = request.language
  }

  var words: Words { Words(language) }

  /// What the operator does after an incident.
  private enum Next {
    case start, leave
  }

  /// Runs until the input ends or the operator leaves.
  func run() throws {
    var wizard = self
    var item = request.first
    while true {
      guard let chosen = item ?? wizard.choose() else { return }
      item = nil
      let investigation = Investigation(
        library: library, given: request.given, language: wizard.language, baseline: request.baseline,
        now: { Clock.now }, wake: {})
      investigation.open(chosen)
      guard let incident = wizard.heard(investigation) else { throw ExitCode(ExitStatus.unreadable) }
      if wizard.walk(investigation, incident) == .leave { return }
    }
  }

  /// Answers what is asked about one incident until the operator is done with it.
  private mutating func walk(_ investigation: Investigation, _ opened: Incident) -> Next {
    var incident = opened
    say(PlainPages.summary(incident, words))
    say(PlainPages.menu(PlainMenu.entries(incident, words), words))
    while true {
      let menu = PlainMenu.entries(incident, words)
      guard let line = ask(words(.plainMenu) + " " + words(.plainMore)) else { return .leave }
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
      case .source: showSource(investigation, incident)
      case .find: find(incident)
      case .copy: printCommand(incident)
      case .language:
        language = language.next
        investigation.speak(language)
        incident = heard(investigation) ?? incident
        say(PlainPages.summary(incident, words))
        say(PlainPages.menu(PlainMenu.entries(incident, words), words))
      case .start: return .start
      case .quit:
        Console.write(words(.plainBye))
        return .leave
      default: change(investigation, &incident, choice)
      }
    }
  }

  /// Does what changes the session, and says what came of it.
  private func change(_ investigation: Investigation, _ incident: inout Incident, _ choice: PlainMenu.Choice)
  {
    var shows = false
    switch choice {
    case .answer(let step, let answer):
      investigation.apply(.answer(step: step, answer: answer))
      shows = true
    case .note:
      guard let text = ask(words(.askNote)), !text.isEmpty else { return }
      investigation.note(text)
      Console.write(words(.noted))
    case .undo: investigation.undo()
    case .export: investigation.export()
    case .reload: investigation.reload()
    case .override:
      guard let event = askVerdict(incident) else { return }
      investigation.apply(event)
      shows = true
    case .skip:
      guard skip(investigation, incident) else { return }
      shows = true
    default: return
    }
    incident = heard(investigation) ?? incident
    if shows { say(PlainPages.summary(incident, words)) }
  }

  /// Waits for what was asked: the newest incident; messages are said as they come.
  private func heard(_ investigation: Investigation) -> Incident? {
    investigation.finish()
    var found: Incident?
    for event in investigation.fetch() {
      switch event {
      case .incident(let incident): found = incident
      case .changed(let changes): if let found { say(ChangesPage.of(changes, in: found, words)) }
      case .message(let text, let isError):
        isError ? Console.note("culprit: \(lines: text)") : Console.write(text)
      default: break
      }
    }
    return found
  }
}
