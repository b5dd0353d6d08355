import ArgumentParser
import Diagnosis
import Foundation
import Screens

/// `culprit [PLAYBOOK] [--snapshot DIR]`: the wizard.
struct WizardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wizard", abstract: "Walks through a playbook on a snapshot (the default).",
    discussion: """
      Example:
        culprit cloudfront-alb-504 --snapshot ./snapshot
        culprit --snapshot ./snapshot --plain
      """,
    shouldDisplay: false)

  @Argument(help: "The playbook; without one the symptoms of the snapshot propose it.")
  var playbook: String?

  @Option(
    help: ArgumentHelp("The snapshot: a directory, a .tar.gz or a recorded incident.", valueName: "dir"))
  var snapshot: String?

  @OptionGroup var subject: SubjectOptions

  @Option(help: "The language: en or ja; without it that of the locale.")
  var lang: LanguageOptions.Language?

  @OptionGroup var screen: ScreenOptions

  mutating func run() throws {
    let library = PlaybookLibrary.standard()
    let language = lang.flatMap { Language(rawValue: $0.rawValue) } ?? ScreenOptions.localeLanguage
    if let playbook, !library.ids.contains(playbook) {
      do {
        _ = try library.load(playbook, language: language.rawValue)
      } catch {
        throw Console.fail(error.description, ExitStatus.usage)
      }
    }
    let given = try subject.values()
    let first = snapshot.map {
      StartItem(kind: .snapshot, title: StartItems.name($0), detail: "", playbook: playbook, path: $0)
    }
    try WizardStart.run(
      screen, library: library, given: given, language: language, snapshot: snapshot, first: first)
  }
}

/// Starts the wizard on a screen, or in plain lines where there is none.
enum WizardStart {
  static func run(
    _ screen: ScreenOptions, library: PlaybookLibrary, given: [String: String], language: Language,
    snapshot: String?, first: StartItem?
  ) throws {
    let plain = PlainWizard(
      library: library, given: given, language: language, snapshot: snapshot, first: first)
    if screen.isPlain { return try plain.run() }
    let wizard = Wizard(
      library: library, given: given, language: language, ascii: screen.ascii, colour: screen.wantsColour,
      snapshot: snapshot, first: first)
    do {
      try wizard.run()
    } catch {
      switch error {
      case .noTerminal:
        Console.note(
          """
          culprit: the wizard needs a terminal, and there is none here.
          Without one, use for example:
            culprit diagnose cloudfront-alb-504 --snapshot ./snapshot
            culprit cloudfront-alb-504 --snapshot ./snapshot --plain
            culprit --help
          """)
        throw ExitCode(ExitStatus.usage)
      case .dumb: try plain.run()
      case .unknown(let type):
        throw Console.fail(
          "the terminal type \(type) is not known here; try TERM=xterm-256color, or --plain", ExitStatus.usage
        )
      }
    }
  }
}

/// How the screen looks.
struct ScreenOptions: ParsableArguments {
  /// When colours are used.
  enum Colour: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

  @Flag(help: "Numbered questions in plain lines instead of screens; works through a pipe.")
  var plain = false

  @Flag(help: "Only ASCII marks and lines.")
  var ascii = false

  @Option(help: "Colours: auto (NO_COLOR turns them off), always or never.")
  var color: Colour = .auto

  private static let environment = ProcessInfo.processInfo.environment

  var isPlain: Bool { plain || !(ScreenOptions.environment["ACCESSIBLE"] ?? "").isEmpty }

  var wantsColour: Bool {
    switch color {
    case .always: return true
    case .never: return false
    case .auto:
      let off = ["NO_COLOR", "CULPRIT_NO_COLOR"].contains { !(ScreenOptions.environment[$0] ?? "").isEmpty }
      return !off && ScreenOptions.environment["CLICOLOR"] != "0"
    }
  }

  /// The first of the locale's variables that is set decides.
  static var localeLanguage: Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = environment[name], !value.isEmpty { return Language(locale: value) ?? .english }
    }
    return .english
  }
}
