import Evidence

/// What the file of a session says: what it is about, then one line for each thing the operator did.
///
/// Lines that mean nothing are left out and counted, so that a journal of another version, or a damaged one, still
/// replays.
package struct JournalText: Sendable {
  /// The longest line that is read or written, bytes.
  package static let longest = 1 << 20
  /// The line that takes the last event back.
  package static let undo = "{\"do\":\"undo\"}"

  package var playbook = ""
  package var snapshot = ""
  package var title = ""
  /// What was given with `--set`.
  package var given: [String: String] = [:]
  /// What was done and not taken back.
  package var events: [SessionEvent] = []
  /// What the snapshot said when it was looked at last.
  package var verdicts: [String: Verdict]?
  /// Lines that are none of a session, or too long for one.
  package var unread = 0

  /// Reads what a session is about from its first line; nil where that is none.
  package init?(head line: ArraySlice<UInt8>) {
    guard line.count <= JournalText.longest,
      let about = JSONValue(text: String(decoding: line, as: UTF8.self))
    else { return nil }
    func member(_ name: String) -> String {
      if case .string(let value)? = about[name] { value } else { "" }
    }
    playbook = member("playbook")
    snapshot = member("snapshot")
    title = member("title")
    if case .object(let members)? = about["set"] {
      for member in members { if case .string(let value) = member.value { given[member.name] = value } }
    }
  }

  /// Reads a journal; nil where its first line is none.
  ///
  /// What stands behind the last line end was cut off, and is left out.
  package init?(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    guard let first = lines.first else { return nil }
    self.init(head: first)
    for line in lines.dropFirst() where !line.isEmpty { take(line) }
  }

  private mutating func take(_ line: ArraySlice<UInt8>) {
    guard line.count <= JournalText.longest else {
      unread += 1
      return
    }
    let text = String(decoding: line, as: UTF8.self)
    if text == JournalText.undo {
      _ = events.popLast()
    } else if let event = SessionEvent(line: text) {
      events.append(event)
    } else if let seen = JournalText.verdicts(text) {
      verdicts = seen
    } else {
      unread += 1
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
