import Sentences
import Commands

/// A repair as the playbook writes it: an operation and the values it takes, still with `${names}`.
package struct FixTemplate: Sendable {
  /// Whether it can be run as printed.
  package enum Applicability: String, Sendable, CaseIterable {
    case ready
    case fillIn = "fill-in"
    case checkFirst = "check-first"

    package var words: Sentence {
      switch self {
      case .ready: "ready"
      case .fillIn: "fill-in"
      case .checkFirst: "check-first"
      }
    }

    /// What can be run at once comes first, what needs a value last.
    package static let allInOrder: [Applicability] = [.ready, .checkFirst, .fillIn]
  }

  package var title: String
  /// Name of the ``FixOperation``.
  package var operation: String
  package var values: [String: String]
  package var applicability: Applicability
  /// What else it opens.
  package var opens: String
  package var undo: String
  /// The permanent form, as Terraform.
  package var terraform: String
  /// The findings for which it is offered: `name`, `!name` or `name=value value`; empty for all.
  package var when: String = ""
  /// The commands of the operation `command`, whose values fill words.
  package var run: [ShellCommand] = []

  /// Whether a finding's values are such as the repair is for.
  func suits(_ values: [String: String]) -> Bool {
    guard let (name, wanted) = FixTemplate.condition(when) else { return true }
    return switch wanted {
    case .some(let words): words.contains(values[name] ?? "")
    case nil: (values[name] == nil) == when.hasPrefix("!")
    }
  }

  /// The name that a condition asks about and the values that it wants; nil for an empty condition.
  static func condition(_ when: String) -> (name: String, wanted: [String]?)? {
    if when.isEmpty { return nil }
    if when.hasPrefix("!") { return (String(when.dropFirst()), nil) }
    let halves = when.split(separator: "=", maxSplits: 1).map(String.init)
    guard halves.count == 2 else { return (when, nil) }
    return (halves[0], halves[1].split(separator: " ").map(String.init))
  }
}
