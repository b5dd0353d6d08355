import Sentences
import ArgumentParser
import Foundation
import Screens

/// `culprit resume`: goes on with a session, lists them, or discards one.
struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Goes on with an unfinished session: all answers and notes are there.",
    discussion: """
      Example:
        culprit resume
        culprit resume --list
        culprit resume --discard 20261121T031500-cloudfront-alb-504
      """)

  @Argument(help: "The session; without one the newest.")
  var session: String?

  @Flag(help: "Lists the sessions, the newest first.")
  var list = false

  @Option(help: ArgumentHelp("Removes a session.", valueName: "session"))
  var discard: String?

  @Option(help: "The language: en or ja; without it that of the locale.")
  var lang: Language?

  @OptionGroup var screen: ScreenOptions

  mutating func run() throws {
    if let discard {
      guard Journal.discard(discard) else {
        throw Console.fail("there is no session \(discard)", ExitStatus.unreadable)
      }
      return
    }
    if list {
      for head in Journal.all { Console.say("\(head.id)  \(head.title)  \(head.snapshot)") }
      return
    }
    guard let id = session ?? Journal.all.first?.id, let head = Journal.head(id) else {
      throw Console.fail(
        session.map { "there is no session \($0); culprit resume --list shows them" }
          ?? "there is no session to go on with", ExitStatus.unreadable)
    }
    var request = WizardRequest()
    request.given = head.given
    request.first = StartItem(
      kind: .session, title: head.title, detail: "", playbook: head.playbook, path: id)
    try WizardStart.run(screen.filling(request, lang))
  }
}
