import Output

/// JSON text to values and back.
package struct QueryText {
  /// Levels of arrays and objects that a text may have.
  private static let deepest = 512

  private let bytes: [UInt8]
  private var position = 0

  private init(_ text: some Sequence<UInt8>) { bytes = Array(text) }

  /// Reads one JSON text; nil where it is none.
  package static func parse(_ text: some Sequence<UInt8>) -> QueryValue? {
    var reader = QueryText(text)
    reader.skip()
    guard let value = reader.value(0) else { return nil }
    reader.skip()
    return reader.position == reader.bytes.count ? value : nil
  }

  /// A JSON string literal.
  static func quote(_ text: String) -> String { JSONString.quote(text) }

  private mutating func skip() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func word(_ word: String) -> Bool {
    guard bytes[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  private mutating func value(_ depth: Int) -> QueryValue? {
    guard position < bytes.count, depth <= QueryText.deepest else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return array(depth)
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "t"): return word("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return word("false") ? .bool(false) : nil
    case UInt8(ascii: "n"): return word("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func object(_ depth: Int) -> QueryValue? {
    var members = QueryObject()
    position += 1
    skip()
    if take("}") { return .object(members) }
    while true {
      skip()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\""), let name = string() else {
        return nil
      }
      skip()
      guard take(":") else { return nil }
      skip()
      guard let value = value(depth + 1) else { return nil }
      members.set(name, value)
      skip()
      if take("}") { return .object(members) }
      guard take(",") else { return nil }
    }
  }

  private mutating func array(_ depth: Int) -> QueryValue? {
    var elements: [QueryValue] = []
    position += 1
    skip()
    if take("]") { return .array([]) }
    while true {
      skip()
      guard let value = value(depth + 1) else { return nil }
      elements.append(value)
      skip()
      if take("]") { return .array(elements) }
      guard take(",") else { return nil }
    }
  }

  private mutating func number() -> QueryValue? {
    let start = position
    func digits() -> Int {
      var count = 0
      while position + count < bytes.count, (0x30...0x39).contains(bytes[position + count]) { count += 1 }
      return count
    }
    _ = take("-")
    let whole = digits()
    if whole == 0 || (whole > 1 && bytes[position] == 0x30) { return nil }
    position += whole
    if take(".") {
      let part = digits()
      if part == 0 { return nil }
      position += part
    }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      let part = digits()
      if part == 0 { return nil }
      position += part
    }
    let spelling = String(decoding: bytes[start..<position], as: UTF8.self)
    return Double(spelling).map { .number($0, spelling) }
  }

  private mutating func string() -> String? {
    position += 1
    var out: [UInt8] = []
    var units: [UInt16] = []
    func flush() {
      if units.isEmpty { return }
      out += Array(String(decoding: units, as: UTF16.self).utf8)
      units = []
    }
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        flush()
        return String(decoding: out, as: UTF8.self)
      }
      if byte < 0x20 { return nil }
      guard byte == UInt8(ascii: "\\") else {
        flush()
        out.append(byte)
        continue
      }
      guard position < bytes.count else { return nil }
      let escape = bytes[position]
      position += 1
      if escape == UInt8(ascii: "u") {
        guard position + 4 <= bytes.count,
          let unit = UInt16(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { return nil }
        units.append(unit)
        position += 4
        continue
      }
      flush()
      let known: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "b"): 8,
        UInt8(ascii: "f"): 12, UInt8(ascii: "\""): 34, UInt8(ascii: "\\"): 92, UInt8(ascii: "/"): 47,
      ]
      guard let plain = known[escape] else { return nil }
      out.append(plain)
    }
    return nil
  }
}
