/// What the file of a session says: what it is about, then one line for each thing the operator did.
///
/// Lines that mean nothing are left out, so that a journal of another version, or a damaged one, still replays.
package struct JournalText: Sendable {
  package var playbook = ""
  package var snapshot = ""
  package var title = ""
  /// What was given with `--set`.
  package var given: [String: String] = [:]
  /// What was done and not taken back.
  package var events: [SessionEvent] = []
  /// What the snapshot said when it was looked at last.
  package var verdicts: [String: Verdict]?

  /// The line that takes the last event back.
  package static let undo = "{\"do\":\"undo\"}"

  /// Reads a journal; nil where its first line is none.
  ///
  /// A last line that was cut off is left out.
  package init?(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    lines.removeLast()
    guard let first = lines.first, let about = JSONValue(text: String(first)) else { return nil }
    func member(_ name: String) -> String {
      if case .string(let value)? = about[name] { value } else { "" }
    }
    playbook = member("playbook")
    snapshot = member("snapshot")
    title = member("title")
    if case .object(let members)? = about["set"] {
      for member in members { if case .string(let value) = member.value { given[member.name] = value } }
    }
    for line in lines.dropFirst() {
      if line == JournalText.undo {
        _ = events.popLast()
      } else if let event = SessionEvent(line: String(line)) {
        events.append(event)
      } else if let seen = JournalText.verdicts(String(line)) {
        verdicts = seen
      }
    }
  }

  private static func verdicts(_ line: String) -> [String: Verdict]? {
    guard let value = JSONValue(text: line), case .object(let members)? = value["verdicts"] else {
      return nil
    }
    var verdicts: [String: Verdict] = [:]
    for member in members {
      if case .string(let text) = member.value { verdicts[member.name] = Verdict(rawValue: text) }
    }
    return verdicts
  }
}
