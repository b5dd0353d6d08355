import Sentences
import Commands
import Playbooks
import Foundation
import Screens

/// What the wizard is asked to show, and how.
struct WizardRequest {
  /// When colours are used.
  enum Colour: String, CaseIterable { case auto, always, never }

  /// The playbook named on the command line.
  var playbook: String?
  /// The snapshot named on the command line.
  var snapshot: String?
  var given: [String: String] = [:]
  /// What the incident is held against.
  var baseline: BaselineChoice?
  var language = WizardRequest.localeLanguage
  var isPlain = false
  var ascii = false
  var colour = Colour.auto
  /// Opened at once instead of the start screen.
  var first: StartItem?

  private static let environment = ProcessInfo.processInfo.environment

  init() {}

  /// A snapshot's diagnosis, or the start screen where none is named.
  init(playbook: String?, snapshot: String?) {
    self.playbook = playbook
    self.snapshot = snapshot
    first = snapshot.map {
      StartItem(kind: .snapshot, title: StartItems.name($0), detail: "", playbook: playbook, path: $0)
    }
  }

  /// Whether plain lines are wanted: by the option, or by a screen reader's user for all programs.
  var wantsPlain: Bool { isPlain || !(WizardRequest.environment["ACCESSIBLE"] ?? "").isEmpty }

  var wantsColour: Bool {
    switch colour {
    case .always: return true
    case .never: return false
    case .auto:
      let off = ["NO_COLOR", "CULPRIT_NO_COLOR"].contains {
        !(WizardRequest.environment[$0] ?? "").isEmpty
      }
      return !off && WizardRequest.environment["CLICOLOR"] != "0"
    }
  }

  /// What is wrong with the named playbook; nil where nothing is.
  func complaint(_ library: PlaybookLibrary) -> String? {
    guard let playbook, !library.ids.contains(playbook) else { return nil }
    do {
      _ = try library.load(playbook, language: language)
      return nil
    } catch {
      guard case .unknown = error else { return error.description }
      if FileManager.default.fileExists(atPath: playbook) {
        return "\(playbook) is no playbook but a file or folder; for a snapshot: culprit --snapshot "
          + CommandWord.path(playbook, "snapshot").text
      }
      let commands = Culprit.commands.filter { $0 != "wizard" }
      let hint = Spelling.nearest(playbook, commands + library.ids).map { "; did you mean \($0)?" } ?? ""
      return "there is no command and no playbook \(playbook)\(hint) (playbooks: "
        + library.ids.joined(separator: ", ") + "; culprit --help lists the commands)"
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

extension WizardRequest {
  /// Reads the commonest forms of the wizard's command line: a playbook, `--snapshot`, `--lang`.
  ///
  /// The argument library looks at the declarations of all commands first, which takes longer than a first screen
  /// may. All that is not written this plainly, and every mistake, is left to it.
  static func plainly(_ arguments: [String]) -> WizardRequest? {
    var playbook: String?
    var snapshot: String?
    var language: Language?
    var rest = arguments[...]
    while let word = rest.popFirst() {
      switch word {
      case "--snapshot":
        guard snapshot == nil, let value = rest.popFirst(), !value.isEmpty, !value.hasPrefix("-") else {
          return nil
        }
        snapshot = value
      case "--lang":
        guard language == nil, let value = rest.popFirst(), let known = Language(rawValue: value) else {
          return nil
        }
        language = known
      default:
        let isName = !word.isEmpty && !word.hasPrefix("-") && !word.contains("=")
        guard isName, playbook == nil, !Culprit.commands.contains(word), word != "help" else { return nil }
        playbook = word
      }
    }
    var request = WizardRequest(playbook: playbook, snapshot: snapshot)
    if let language { request.language = language }
    return request
  }
}
