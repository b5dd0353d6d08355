import Diagnosis
import Evidence
import Foundation
import Output

/// The file that holds a session: what it is about, then one line for each thing the operator did.
///
/// Every line is on disk before the next screen, so that a killed program loses nothing but the key under way.
struct Journal: Sendable {
  /// What a session is about.
  struct Head: Sendable, Hashable {
    var id: String
    var playbook: String
    var snapshot: String
    var title: String
    var given: [String: String]
  }

  /// All that a journal holds.
  struct Content {
    let head: Head
    let events: [SessionEvent]
    /// What the snapshot said when it was looked at last.
    let verdicts: [String: Verdict]?
    /// Lines that are none of a session, or too long for one.
    let unread: Int
    let journal: Journal
  }

  let path: String

  private static var folder: String? {
    guard let state = StateFolder.make() else { return nil }
    let folder = state + "/sessions"
    let made: Void? = try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return made == nil ? nil : folder
  }

  /// A journal for a session that begins now; nil where no file can be made.
  static func begin(
    _ playbook: String, _ snapshot: String, title: String, given: [String: String], at now: Date
  )
    -> Journal?
  {
    guard let folder else { return nil }
    let stamp = now.formatted(.iso8601).filter { $0.isNumber || $0 == "T" }
    var id = stamp + "-" + playbook
    var number = 2
    while FileManager.default.fileExists(atPath: "\(folder)/\(id).jsonl") {
      id = "\(stamp)-\(playbook)-\(number)"
      number += 1
    }
    let absolute = URL(fileURLWithPath: snapshot).standardizedFileURL.path
    let values = given.sorted { $0.key < $1.key }.map {
      JSONValue.Member($0.key, .string(Redaction.subject($0.key, $0.value)))
    }
    let head = JSONValue.object([
      .init("playbook", .string(playbook)), .init("snapshot", .string(absolute)),
      .init("title", .string(Redaction.text(title))), .init("set", .object(values)),
    ])
    let journal = Journal(path: "\(folder)/\(id).jsonl")
    return journal.append(head.compact) ? journal : nil
  }

  /// Appends a line and waits until it is on disk.
  @discardableResult func append(_ line: String) -> Bool {
    guard line.utf8.count <= JournalText.longest else { return false }
    let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // A program that was killed while it wrote may have left half a line, which must not spoil this one.
    let size = lseek(descriptor, 0, SEEK_END)
    var last: UInt8 = 0x0A
    if size > 0 { _ = pread(descriptor, &last, 1, size - 1) }
    do {
      try Descriptor.write(((last == 0x0A ? "" : "\n") + line + "\n").utf8, to: descriptor)
      return fsync(descriptor) == 0
    } catch {
      return false
    }
  }

  /// The sessions on disk, the newest first.
  static var all: [Head] {
    guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return []
    }
    return names.filter { $0.hasSuffix(".jsonl") }.sorted(by: >).compactMap { name in
      head(String(name.dropLast(".jsonl".count)))
    }
  }

  /// What a session is about, without reading what was done.
  static func head(_ id: String) -> Head? {
    guard let path = path(id), let bytes = JournalFile.read(path, atMost: JournalText.longest + 1),
      let end = bytes.firstIndex(of: 0x0A)
    else { return nil }
    return JournalText(head: bytes[..<end]).map { head(id, $0) }
  }

  private static func path(_ id: String) -> String? {
    guard let folder, !id.contains("/"), !id.isEmpty else { return nil }
    return "\(folder)/\(id).jsonl"
  }

  private static func head(_ id: String, _ text: JournalText) -> Head {
    Head(id: id, playbook: text.playbook, snapshot: text.snapshot, title: text.title, given: text.given)
  }

  /// A session by its id: what it is about and what was done; a last line that was cut off is left out.
  static func read(_ id: String) -> Content? {
    guard let path = path(id), let bytes = JournalFile.read(path, atMost: JournalFile.most),
      let text = JournalText(bytes)
    else { return nil }
    return Content(
      head: head(id, text), events: text.events, verdicts: text.verdicts, unread: text.unread,
      journal: Journal(path: path))
  }

  /// The line that keeps what the snapshot said, so that a later look can tell what is another verdict now.
  static func verdicts(_ session: Session) -> String {
    let judgements = session.engine.conclude().judgements.sorted { $0.key < $1.key }
    let members = judgements.map { JSONValue.Member($0.key, .string($0.value.verdict.rawValue)) }
    return JSONValue.object([.init("do", .string("saw")), .init("verdicts", .object(members))]).compact
  }

  /// A line with the time at which it was written.
  static func stamped(_ line: String, _ now: Date) -> String {
    guard case .object(let members)? = JSONValue(text: line), !members.contains(where: { $0.name == "at" })
    else { return line }
    return JSONValue.object(members + [.init("at", .string(now.formatted(.iso8601)))]).compact
  }

  /// The line that takes the last event back.
  static let undo = JournalText.undo

  /// Removes a session.
  static func discard(_ id: String) -> Bool {
    guard let path = path(id), FileManager.default.fileExists(atPath: path) else { return false }
    return (try? FileManager.default.removeItem(atPath: path)) != nil
  }
}
