@testable import Evidence
@testable import Files
import Foundation

/// One change of one document of a recorded incident, as a hostile or broken tool might make it.
struct DocumentMutation: CustomStringConvertible {
  /// What is done to a value.
  enum Change: String, CaseIterable {
    /// A value of another type.
    case type
    /// A number that no service prints.
    case extreme
    case dropped, nulled, duplicated
    /// An empty text.
    case emptied
    /// A list without its second half.
    case cut
    /// One bit of one byte.
    case flipped
  }

  let change: Change
  let file: String
  /// The document's kind, or what stands for logs and code.
  let kind: String
  /// The member that holds the value; empty where a byte was flipped outside of JSON.
  let member: String
  let bytes: [UInt8]
  /// What stood there and what stands there now, cut short.
  let shown: String

  var description: String { "\(change.rawValue) \(kind) \(member) in \(file): \(shown)" }

  /// A random change of a random file; nil where the dice hit nothing that can be changed so.
  static func random(_ snapshot: Snapshot, _ dice: inout Dice) -> DocumentMutation? {
    guard let change = Change.allCases.randomElement(using: &dice) else { return nil }
    if change == .flipped { return flipped(snapshot, &dice) }
    guard let document = snapshot.documents.randomElement(using: &dice), let kind = document.kind,
      let file = snapshot.files.first(where: { $0.path == document.file }), let bytes = try? file.read(),
      bytes.count == document.index.bytes.count
    else { return nil }
    let keys = document.index.entries.indices.filter { document.index.entries[$0].kind == .key }
    guard let key = keys.randomElement(using: &dice) else { return nil }
    let name = text(document.index, key)
    guard let made = replaced(change, document.index, key, &dice) else { return nil }
    let old = String(decoding: bytes[made.range].prefix(60), as: UTF8.self)
    let new = String(decoding: made.text.utf8.prefix(60), as: UTF8.self)
    return DocumentMutation(
      change: change, file: file.path, kind: kind.name, member: name,
      bytes: Array(bytes[..<made.range.lowerBound]) + Array(made.text.utf8)
        + Array(bytes[made.range.upperBound...]),
      shown: "\(old) -> \(new)")
  }

  private static func replaced(
    _ change: Change, _ index: JSONIndex, _ key: Int, _ dice: inout Dice
  ) -> (range: Range<Int>, text: String)? {
    let value = key + 1
    let kind = index.entries[value].kind
    let own = range(index, value)
    switch change {
    case .type:
      let start = Character(first(index, value))
      let others = ["7", "true", "\"x\"", "[]", "{}", "[[1]]", "-1.5"].filter { !$0.hasPrefix(String(start)) }
      return others.randomElement(using: &dice).map { (own, $0) }
    case .extreme:
      guard kind == .number else { return nil }
      let numbers = [
        "-1", "0", "65536", "4294967296", "9223372036854775807", "-9223372036854775808", "1e22", "0.5",
        "1e999",
      ]
      return numbers.randomElement(using: &dice).map { (own, $0) }
    case .dropped: return (range(index, key), "\"X-dropped\"")
    case .nulled: return (own, "null")
    case .duplicated:
      let start = range(index, key).lowerBound
      return (start..<start, "\"\(text(index, key))\": \(kind == .string ? "\"x\"" : "7"), ")
    case .emptied: return kind == .string ? (own, "\"\"") : nil
    case .cut:
      guard kind == .array else { return nil }
      var starts: [Int] = []
      var cursor = value + 1
      while cursor < Int(index.entries[value].next) {
        starts.append(cursor)
        cursor = Int(index.entries[cursor].next)
      }
      guard let last = starts.prefix(starts.count / 2).last else { return (own, "[]") }
      return (range(index, last).upperBound..<own.upperBound - 1, "")
    case .flipped: return nil
    }
  }

  private static func flipped(_ snapshot: Snapshot, _ dice: inout Dice) -> DocumentMutation? {
    guard let file = snapshot.files.randomElement(using: &dice), var bytes = try? file.read(), !bytes.isEmpty
    else { return nil }
    let at = Int.random(in: 0..<bytes.count, using: &dice)
    bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
    let document = snapshot.documents.first { $0.file == file.path }
    let kind = document?.kind?.name ?? (file.path as NSString).pathExtension
    return DocumentMutation(
      change: .flipped, file: file.path, kind: kind, member: document.map { member($0.index, at) } ?? "",
      bytes: bytes, shown: String(decoding: bytes[max(0, at - 30)..<min(bytes.count, at + 30)], as: UTF8.self)
    )
  }

  /// The name of the innermost member whose name or value holds the byte.
  private static func member(_ index: JSONIndex, _ at: Int) -> String {
    var found = ""
    for key in index.entries.indices where index.entries[key].kind == .key {
      let whole = range(index, key).lowerBound..<range(index, key + 1).upperBound
      if whole.contains(at) { found = text(index, key) }
    }
    return found
  }

  private static func range(_ index: JSONIndex, _ entry: Int) -> Range<Int> {
    let found = index.entries[entry]
    return Int(found.offset)..<Int(found.offset + found.length)
  }

  private static func first(_ index: JSONIndex, _ entry: Int) -> UnicodeScalar {
    UnicodeScalar(index.bytes[Int(index.entries[entry].offset)])
  }

  private static func text(_ index: JSONIndex, _ key: Int) -> String {
    String(decoding: index.bytes[range(index, key)].dropFirst().dropLast(), as: UTF8.self)
  }
}
