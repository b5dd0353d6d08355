import Sentences
import Playbooks
import ArgumentParser
import Foundation
import Screens

/// `culprit [PLAYBOOK] [--snapshot DIR]`: the wizard.
struct WizardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wizard", abstract: "Walks through a playbook on a snapshot (the default).",
    usage: "culprit [<playbook>] [--snapshot <dir>] [<options>]",
    discussion: """
      Example:
        culprit cloudfront-alb-504 --snapshot ./snapshot
        culprit --snapshot ./snapshot --plain
        culprit cloudfront-alb-504 --snapshot ./prod --baseline ./staging
      """,
    shouldDisplay: false)

  @Argument(help: "The playbook; without one the symptoms of the snapshot propose it.")
  var playbook: String?

  @Option(
    help: ArgumentHelp("The snapshot: a directory, a .tar.gz or a recorded incident.", valueName: "dir"))
  var snapshot: String?

  @OptionGroup var subject: SubjectOptions

  @OptionGroup var baseline: BaselineOptions

  @Option(help: "The language: en or ja; without it that of the locale.")
  var lang: Language?

  @OptionGroup var screen: ScreenOptions

  mutating func run() throws {
    var request = WizardRequest(playbook: playbook, snapshot: snapshot)
    request.given = try subject.values()
    request.baseline = try baseline.choice(subject)
    try WizardStart.run(screen.filling(request, lang))
  }
}

/// Starts the wizard on a screen, or in plain lines where there is none.
enum WizardStart {
  static func run(_ request: WizardRequest) throws {
    if request.wantsPlain { return try plain(request) }
    do {
      try Wizard(request: request).run()
    } catch {
      switch error {
      case .noTerminal:
        if let complaint = request.complaint(.standard()) {
          throw Console.fail(.init(lines: complaint), ExitStatus.usage)
        }
        Console.note(
          """
          culprit: the wizard needs a terminal, and there is none here.
          Without one, use for example:
            culprit diagnose cloudfront-alb-504 --snapshot ./snapshot
            culprit cloudfront-alb-504 --snapshot ./snapshot --plain
            culprit --help
          """)
        throw ExitCode(ExitStatus.usage)
      case .dumb: try plain(request)
      case .unknown(let type):
        throw Console.fail(
          "the terminal type \(type) is not known here; try TERM=xterm-256color, or --plain", ExitStatus.usage
        )
      case .noPlaybook(let complaint): throw Console.fail(.init(lines: complaint), ExitStatus.usage)
      }
    }
  }

  private static func plain(_ request: WizardRequest) throws {
    let library = PlaybookLibrary.standard()
    if let complaint = request.complaint(library) {
      throw Console.fail(.init(lines: complaint), ExitStatus.usage)
    }
    try PlainWizard(library: library, request: request).run()
  }
}

/// How the screen looks.
struct ScreenOptions: ParsableArguments {
  @Flag(help: "Numbered questions in plain lines instead of screens; works through a pipe.")
  var plain = false

  @Flag(help: "Only ASCII marks and lines.")
  var ascii = false

  @Option(help: "Colours: auto (NO_COLOR turns them off), always or never.")
  var color: WizardRequest.Colour = .auto

  /// The request with what these options and the language say.
  func filling(_ request: WizardRequest, _ lang: Language?) -> WizardRequest {
    var filled = request
    filled.isPlain = plain
    filled.ascii = ascii
    filled.colour = color
    if let lang { filled.language = lang }
    return filled
  }
}

extension WizardRequest.Colour: ExpressibleByArgument {}
