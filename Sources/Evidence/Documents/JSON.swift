import Foundation

/// One value of a JSON document, with its place.
///
/// A cursor is two words; reading a member walks the object once. Missing members read as nil, so that a typed
/// fact can say "not there" without guessing.
package struct JSON: Sendable {
  package let index: JSONIndex
  package let at: Int
  /// The document of the file this value stands in.
  package let document: Document

  package init(index: JSONIndex, at: Int, document: Document) {
    self.index = index
    self.at = at
    self.document = document
  }

  private var entry: JSONIndex.Entry { index.entries[at] }

  package var kind: JSONIndex.Kind { entry.kind }
  package var isNull: Bool { kind == .null }
  package var isObject: Bool { kind == .object }
  package var isArray: Bool { kind == .array }

  /// The member `name` of an object; nil where it is absent, `null`, or this is no object.
  package subscript(name: String) -> JSON? {
    guard let found = member(name), !found.isNull else { return nil }
    return found
  }

  /// The member `name` of an object, `null` included.
  package func member(_ name: String) -> JSON? {
    guard kind == .object else { return nil }
    var cursor = at + 1
    let end = Int(entry.next)
    while cursor < end {
      if keyEquals(cursor, name) { return JSON(index: index, at: cursor + 1, document: document) }
      cursor = Int(index.entries[cursor + 1].next)
    }
    return nil
  }

  /// The element at `position` of an array.
  package subscript(position: Int) -> JSON? {
    let all = everyElement
    return all.indices.contains(position) ? all[position] : nil
  }

  /// The elements of an array, in order; empty for anything else.
  ///
  /// An item of a listing that holds a value which cannot be read is left out: it says nothing that a check could
  /// rely on (``Document/damage``).
  package var elements: [JSON] {
    let all = everyElement
    return document.damagedItems.isEmpty ? all : all.filter { !document.damagedItems.contains($0.at) }
  }

  /// The elements of an array as they stand in the file, also those that cannot be read.
  package var everyElement: [JSON] {
    guard kind == .array else { return [] }
    var found: [JSON] = []
    var cursor = at + 1
    let end = Int(entry.next)
    while cursor < end {
      found.append(JSON(index: index, at: cursor, document: document))
      cursor = Int(index.entries[cursor].next)
    }
    return found
  }

  /// The members of an object in source order; empty for anything else.
  package var members: [(name: String, value: JSON)] {
    guard kind == .object else { return [] }
    var found: [(String, JSON)] = []
    var cursor = at + 1
    let end = Int(entry.next)
    while cursor < end {
      found.append((text(of: cursor), JSON(index: index, at: cursor + 1, document: document)))
      cursor = Int(index.entries[cursor + 1].next)
    }
    return found
  }

  /// The unescaped text of a string; nil for anything else.
  package var string: String? { kind == .string ? text(of: at) : nil }

  /// A number or a string of digits as an integer; nil for anything else.
  ///
  /// Small enough that sums, products and seconds made of it never overflow: what is beyond cannot be read.
  package var int: Int? {
    switch kind {
    case .number: JSON.whole(source)
    case .string: string.flatMap { JSON.whole($0) }
    default: nil
    }
  }

  /// The largest number that is read: some 31 million years of seconds.
  static let largest = 1_000_000_000_000_000

  /// A whole number in digits, also as `443.0`; nil for anything else, and for what is too large to reckon with.
  static func whole(_ text: String) -> Int? {
    guard let number = Int(text) ?? Double(text).flatMap({ Int(exactly: $0) }) else { return nil }
    return (-largest...largest).contains(number) ? number : nil
  }

  /// A number as seconds since 1970; nil for anything else, and outside of the years that records can speak of.
  package var time: Double? { kind == .number ? JSON.time(Double(source)) : nil }

  /// Seconds, or milliseconds, since 1970 that lie before the year 2200.
  package static func time(_ seconds: Double?) -> Double? {
    guard let seconds, seconds >= 0, seconds < 7_258_118_400_000 else { return nil }
    return seconds
  }

  /// `true`/`false`, also as the strings "true" and "false" that attributes use; nil for anything else.
  package var bool: Bool? {
    switch kind {
    case .yes: true
    case .no: false
    case .string: string == "true" ? true : string == "false" ? false : nil
    default: nil
    }
  }

  /// A scalar as text: a string unescaped, a number or word as it stands; nil for containers and null.
  package var scalar: String? {
    switch kind {
    case .string: string
    case .number: source
    case .yes: "true"
    case .no: "false"
    default: nil
    }
  }

  /// The bytes of the value as they stand in the file.
  package var source: String {
    String(decoding: index.bytes[Int(entry.offset)..<Int(entry.offset + entry.length)], as: UTF8.self)
  }

  /// Byte offset of the value in its file.
  package var offset: Int { Int(entry.offset) }

  /// Strings of a string or of an array of strings (policies write either).
  package var strings: [String] {
    switch kind {
    case .string: string.map { [$0] } ?? []
    case .array: elements.compactMap(\.scalar)
    default: scalar.map { [$0] } ?? []
    }
  }

  /// RFC 6901 pointer of the value inside its document.
  package var pointer: String {
    var path = ""
    var current = document.originEntry
    while current != at {
      let container = index.entries[current]
      var cursor = current + 1
      let end = Int(container.next)
      var position = 0
      var descended = false
      while cursor < end {
        let valueAt = container.kind == .object ? cursor + 1 : cursor
        let next = Int(index.entries[valueAt].next)
        if at >= valueAt, at < next {
          let token = container.kind == .object ? text(of: cursor) : String(position)
          path += "/" + JSONPointer.escaped(token)
          current = valueAt
          descended = true
          break
        }
        position += 1
        cursor = next
      }
      if !descended { return path }
    }
    return path
  }

  /// The value at an RFC 6901 pointer, seen from this value.
  package func resolve(_ pointer: String) -> JSON? {
    guard let tokens = JSONPointer.tokens(pointer) else { return nil }
    var current =
      at == document.rootEntry ? JSON(index: index, at: document.originEntry, document: document) : self
    for token in tokens {
      switch current.kind {
      case .object:
        guard let next = current.member(token) else { return nil }
        current = next
      case .array:
        guard let position = Int(token), let next = current[position] else { return nil }
        current = next
      default: return nil
      }
    }
    return current
  }

  private func keyEquals(_ key: Int, _ name: String) -> Bool {
    let found = index.entries[key]
    if found.escaped { return text(of: key) == name }
    var name = name
    return name.withUTF8 { wanted in
      guard Int(found.length) == wanted.count + 2 else { return false }
      return index.bytes.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress, let other = wanted.baseAddress else { return wanted.isEmpty }
        return memcmp(base + Int(found.offset) + 1, other, wanted.count) == 0
      }
    }
  }

  private func text(of position: Int) -> String { index.text(at: position) }

  /// Resolves JSON's escapes; a lone surrogate becomes U+FFFD.
  static func unescape(_ bytes: ArraySlice<UInt8>) -> String {
    var units: [UInt16] = []
    var out: [UInt8] = []
    func flush() {
      if !units.isEmpty {
        out.append(contentsOf: Array(String(decoding: units, as: UTF16.self).utf8))
        units.removeAll()
      }
    }
    var cursor = bytes.startIndex
    while cursor < bytes.endIndex {
      let byte = bytes[cursor]
      guard byte == UInt8(ascii: "\\"), cursor + 1 < bytes.endIndex else {
        flush()
        out.append(byte)
        cursor += 1
        continue
      }
      let escape = bytes[cursor + 1]
      if escape == UInt8(ascii: "u"), cursor + 5 < bytes.endIndex {
        let digits = String(decoding: bytes[cursor + 2..<cursor + 6], as: UTF8.self)
        units.append(UInt16(digits, radix: 16) ?? 0xFFFD)
        cursor += 6
        continue
      }
      flush()
      switch escape {
      case UInt8(ascii: "n"): out.append(0x0A)
      case UInt8(ascii: "t"): out.append(0x09)
      case UInt8(ascii: "r"): out.append(0x0D)
      case UInt8(ascii: "b"): out.append(0x08)
      case UInt8(ascii: "f"): out.append(0x0C)
      default: out.append(escape)
      }
      cursor += 2
    }
    flush()
    return String(decoding: out, as: UTF8.self)
  }
}
