/// One header block of a tar archive (POSIX pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format").
struct TarHeader {
  static let size = 512

  /// The type flag.
  let kind: UInt8
  let name: [UInt8]
  let linkName: [UInt8]
  /// Bytes that follow; nil where the field is no number, or a negative one.
  let dataSize: Int?

  /// Nil where the block's checksum says that it is no header.
  init?(_ block: [UInt8]) {
    guard block.count == TarHeader.size else { return nil }
    let checksum = 148..<156
    let sum = block.indices.reduce(0) { $0 + (checksum.contains($1) ? 0x20 : Int(block[$1])) }
    guard TarHeader.number(block[checksum]) == sum else { return nil }
    func text(_ range: Range<Int>) -> [UInt8] { Array(block[range].prefix { $0 != 0 }) }
    kind = block[156]
    linkName = text(157..<257)
    dataSize = TarHeader.number(block[124..<136])
    // GNU archives (`ustar  `) use the place of the prefix for something else.
    let prefix = text(257..<263) == Array("ustar".utf8) ? text(345..<500) : []
    name = prefix.isEmpty ? text(0..<100) : prefix + [UInt8(ascii: "/")] + text(0..<100)
  }

  /// Whether the entry speaks of the one after it, or of the whole archive.
  var isExtension: Bool { "LKxg".utf8.contains(kind) }

  var isSparse: Bool { kind == UInt8(ascii: "S") }

  /// Links, devices, folders and FIFOs have none, whatever their size says.
  var hasData: Bool { !"123456".utf8.contains(kind) }

  /// Octal digits between blanks, or GNU's base 256; nil for anything else, a sign included.
  static func number(_ field: ArraySlice<UInt8>) -> Int? {
    guard let first = field.first else { return nil }
    if first & 0x80 != 0 {
      // 0xFF begins a negative number.
      guard first == 0x80 else { return nil }
      var value = 0
      for byte in field.dropFirst() {
        guard value < 1 << 53 else { return nil }
        value = value << 8 | Int(byte)
      }
      return value
    }
    let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0x20 && $0 != 0 }
    guard digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x37 }), digits.count <= 12 else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
  }

  /// The records of a pax header, `LENGTH KEY=VALUE\n` each; nil where a length does not fit.
  ///
  /// The length decides: a value may hold line ends.
  static func records(_ bytes: [UInt8]) -> [String: [UInt8]]? {
    var found: [String: [UInt8]] = [:]
    var at = 0
    while at < bytes.count, bytes[at] != 0 {
      let digits = bytes[at...].prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard (1...7).contains(digits.count), let length = Int(String(decoding: digits, as: UTF8.self)),
        length <= bytes.count - at, length > digits.count + 2, bytes[at + length - 1] == 0x0A,
        bytes[digits.endIndex] == 0x20
      else { return nil }
      let record = bytes[digits.endIndex + 1..<at + length - 1]
      guard let sign = record.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      found[String(decoding: record[..<sign], as: UTF8.self)] = Array(record[(sign + 1)...])
      at += length
    }
    return found
  }
}
