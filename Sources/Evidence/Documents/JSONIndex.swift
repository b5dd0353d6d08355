import Sentences
import Files
import Foundation

/// A JSON text in memory and the index over its bytes: every value knows where it stands.
///
/// Strings stay escaped until they are asked for, so an account with 50,000 interfaces loads at once and the
/// place of a value costs nothing. The grammar is RFC 8259, strict; a file may hold several documents, one
/// after the other, as `for … done > file` leaves them.
package final class JSONIndex: Sendable {
  /// One value, or one object key, in source order.
  package struct Entry: Sendable {
    /// Byte offset of the first character (of the opening quote for a string).
    package var offset: UInt32
    /// Bytes up to and including the last character.
    package var length: UInt32
    /// Index of the entry after this value and all that is in it.
    package var next: UInt32
    /// What the value is.
    package var kind: Kind
    /// Whether a string holds a backslash.
    package var escaped: Bool
  }

  /// The kinds of JSON values; `key` is an object's member name.
  package enum Kind: UInt8, Sendable { case object, array, string, number, yes, no, null, key }

  /// Why a text is not JSON.
  package struct Failure: Error, Sendable, Equatable {
    package let line: Int
    package let column: Int
    package let what: Sentence
    /// Whether the text may be JSON and is only more than what is read.
    package var isTooLarge = false
  }

  package let bytes: [UInt8]
  package let entries: [Entry]
  /// Index of the root entry of each document in the text.
  package let roots: [Int]
  private let lines = LineTable()

  /// Indexes `bytes`.
  ///
  /// - Throws: ``Failure`` with the 1-based line and column of the first byte that cannot be read.
  package init(_ bytes: [UInt8]) throws(Failure) {
    var builder = JSONIndexBuilder()
    let outcome = bytes.withUnsafeBufferPointer { builder.build($0) }
    if let failed = outcome {
      let place = JSONIndex.place(of: failed.offset, in: bytes)
      throw Failure(
        line: place.line, column: place.column, what: failed.what, isTooLarge: failed.isTooLarge)
    }
    self.bytes = bytes
    self.entries = builder.entries
    self.roots = builder.roots
  }

  /// The text of the string or key at an entry, without its escapes.
  package func text(at position: Int) -> String {
    let found = entries[position]
    let inner = bytes[Int(found.offset) + 1..<Int(found.offset + found.length) - 1]
    return found.escaped ? JSON.unescape(inner) : String(decoding: inner, as: UTF8.self)
  }

  /// 1-based line and column of a byte offset; columns count bytes.
  ///
  /// The lines are counted once, however many places are asked for.
  package func place(of offset: Int) -> (line: Int, column: Int) { lines.place(of: offset, in: bytes) }

  /// The same for bytes of which one place is asked for.
  package static func place(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    var line = 1
    var start = 0
    let end = min(offset, bytes.count)
    bytes.withUnsafeBufferPointer { buffer in
      for index in 0..<end where buffer[index] == 0x0A {
        line += 1
        start = index + 1
      }
    }
    return (line, end - start + 1)
  }
}

/// The one pass that makes a ``JSONIndex``.
struct JSONIndexBuilder {
  var entries: [JSONIndex.Entry] = []
  var roots: [Int] = []
  private var position = 0
  private var limit = 0

  /// Nil when the whole text was read, else where and why it could not be.
  mutating func build(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (offset: Int, what: Sentence, isTooLarge: Bool)? {
    if text.count >= Int(UInt32.max) { return (0, "the file is larger than 4 GiB", true) }
    limit = max(SnapshotLimits.values, text.count / SnapshotLimits.bytesPerValue)
    entries.reserveCapacity(min(limit, text.count / 24 + 8))
    if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { position = 3 }
    do {
      skipBlanks(text)
      if position == text.count { return (position, "the file is empty", false) }
      while position < text.count {
        roots.append(entries.count)
        try value(text, depth: 0)
        skipBlanks(text)
      }
    } catch {
      return (error.offset, error.what, error.isTooLarge)
    }
    return nil
  }

  private struct Stop: Error {
    let offset: Int
    let what: Sentence
    var isTooLarge = false
  }

  private mutating func skipBlanks(_ text: UnsafeBufferPointer<UInt8>) {
    while position < text.count {
      switch text[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private mutating func value(_ text: UnsafeBufferPointer<UInt8>, depth: Int) throws(Stop) {
    if depth > 512 { throw Stop(offset: position, what: "values are nested deeper than 512") }
    if entries.count >= limit {
      throw Stop(
        offset: position,
        what: "the file holds more than \(limit) values, too many to be read; collect it again in parts",
        isTooLarge: true)
    }
    guard position < text.count else {
      throw Stop(offset: position, what: "the text ends where a value should stand")
    }
    let start = position
    switch text[position] {
    case UInt8(ascii: "{"): try container(text, .object, depth)
    case UInt8(ascii: "["): try container(text, .array, depth)
    case UInt8(ascii: "\""): try string(text, .string)
    case UInt8(ascii: "t"): try word(text, "true", .yes)
    case UInt8(ascii: "f"): try word(text, "false", .no)
    case UInt8(ascii: "n"): try word(text, "null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number(text)
    default:
      throw Stop(
        offset: start, what: "a value should stand here, not `\(JSONIndexBuilder.show(text[start]))`")
    }
  }

  private mutating func container(
    _ text: UnsafeBufferPointer<UInt8>, _ kind: JSONIndex.Kind, _ depth: Int
  ) throws(Stop) {
    let own = entries.count
    let start = position
    let close: UInt8 = kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")
    entries.append(.init(offset: UInt32(start), length: 0, next: 0, kind: kind, escaped: false))
    position += 1
    skipBlanks(text)
    if position < text.count, text[position] == close {
      position += 1
    } else {
      while true {
        if kind == .object {
          guard position < text.count, text[position] == UInt8(ascii: "\"") else {
            throw Stop(offset: position, what: "a member name in double quotes should stand here")
          }
          try string(text, .key)
          skipBlanks(text)
          guard position < text.count, text[position] == UInt8(ascii: ":") else {
            throw Stop(offset: position, what: "`:` is missing after the member name")
          }
          position += 1
          skipBlanks(text)
        }
        try value(text, depth: depth + 1)
        skipBlanks(text)
        guard position < text.count else {
          throw Stop(
            offset: position, what: "the text ends inside an \(kind == .object ? "object" : "array")")
        }
        if text[position] == UInt8(ascii: ",") {
          position += 1
          skipBlanks(text)
        } else if text[position] == close {
          position += 1
          break
        } else {
          throw Stop(
            offset: position,
            what:
              "`,` or `\(JSONIndexBuilder.show(close))` should stand here, not `\(JSONIndexBuilder.show(text[position]))`"
          )
        }
      }
    }
    entries[own].length = UInt32(position - start)
    entries[own].next = UInt32(entries.count)
  }

  private mutating func string(_ text: UnsafeBufferPointer<UInt8>, _ kind: JSONIndex.Kind) throws(Stop) {
    let start = position
    var escaped = false
    position += 1
    while true {
      guard position < text.count else {
        throw Stop(offset: start, what: "the string that begins here never ends")
      }
      let byte = text[position]
      if byte == UInt8(ascii: "\"") { break }
      if byte < 0x20 { throw Stop(offset: position, what: "a raw control character stands inside a string") }
      if byte == UInt8(ascii: "\\") {
        escaped = true
        position += 1
        guard position < text.count else {
          throw Stop(offset: start, what: "the string that begins here never ends")
        }
        switch text[position] {
        case UInt8(ascii: "u"):
          for step in 1...4 {
            guard position + step < text.count, JSONIndexBuilder.isHex(text[position + step]) else {
              throw Stop(offset: position - 1, what: "`\\u` needs four hexadecimal digits")
            }
          }
          position += 4
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
          UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
          break
        default: throw Stop(offset: position - 1, what: "this is not an escape that JSON knows")
        }
      }
      position += 1
    }
    position += 1
    entries.append(
      .init(
        offset: UInt32(start), length: UInt32(position - start), next: UInt32(entries.count + 1), kind: kind,
        escaped: escaped))
  }

  private mutating func number(_ text: UnsafeBufferPointer<UInt8>) throws(Stop) {
    let start = position
    func digit(_ at: Int) -> Bool { at < text.count && text[at] >= 0x30 && text[at] <= 0x39 }
    if text[position] == UInt8(ascii: "-") { position += 1 }
    guard digit(position) else { throw Stop(offset: start, what: "a number needs digits after `-`") }
    if text[position] == 0x30, digit(position + 1) {
      throw Stop(offset: start, what: "a number may not begin with 0 (an id needs double quotes)")
    }
    while digit(position) { position += 1 }
    if position < text.count, text[position] == UInt8(ascii: ".") {
      position += 1
      guard digit(position) else { throw Stop(offset: start, what: "a number needs digits after `.`") }
      while digit(position) { position += 1 }
    }
    if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < text.count, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") {
        position += 1
      }
      guard digit(position) else { throw Stop(offset: start, what: "a number needs digits in its exponent") }
      while digit(position) { position += 1 }
    }
    append(.number, from: start)
  }

  private mutating func word(
    _ text: UnsafeBufferPointer<UInt8>, _ word: StaticString, _ kind: JSONIndex.Kind
  ) throws(Stop) {
    let start = position
    guard position + word.utf8CodeUnitCount <= text.count else {
      throw Stop(offset: start, what: "the text ends inside a word")
    }
    for index in 0..<word.utf8CodeUnitCount where text[position + index] != word.utf8Start[index] {
      throw Stop(offset: start, what: "only true, false and null may stand without quotes")
    }
    position += word.utf8CodeUnitCount
    append(kind, from: start)
  }

  private mutating func append(_ kind: JSONIndex.Kind, from start: Int) {
    entries.append(
      .init(
        offset: UInt32(start), length: UInt32(position - start), next: UInt32(entries.count + 1), kind: kind,
        escaped: false))
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
  }

  static func show(_ byte: UInt8) -> String {
    byte >= 0x21 && byte < 0x7F ? String(UnicodeScalar(byte)) : "byte 0x" + String(byte, radix: 16)
  }
}
