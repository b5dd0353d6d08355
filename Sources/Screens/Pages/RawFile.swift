import Evidence

/// A file of the snapshot as it is, line by line.
package struct RawFile: Sendable, Hashable {
  package let path: String
  private let bytes: [UInt8]
  /// Where each line begins; a bound is kept so that a huge file costs only its index.
  private let starts: [Int]
  /// The columns of a CloudFront log, where the file is one.
  private let fields: [String]
  /// The objects and arrays of a JSON file: by the line where one begins, the line where it ends.
  package let blocks: [Int: Int]

  /// Larger files are not cut into blocks.
  private static let foldable = 32 << 20

  package init(path: String, bytes raw: [UInt8]) {
    let bytes = Redaction.file(raw, path: path)
    self.path = path
    self.bytes = bytes
    fields = RawRedaction.columns(bytes)
    var starts = [0]
    bytes.withUnsafeBufferPointer { buffer in
      for index in buffer.indices where buffer[index] == 0x0A && index + 1 < buffer.count {
        starts.append(index + 1)
      }
    }
    self.starts = starts
    let first = bytes.first { $0 > 0x20 }
    let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    blocks = isJSON && bytes.count <= RawFile.foldable ? RawFile.blocks(bytes) : [:]
  }

  package var count: Int { bytes.isEmpty ? 0 : starts.count }

  /// A line's text, 1-based, cut at 64 KiB; empty outside the file.
  package func line(_ number: Int, from offset: Int = 0, limit: Int = 65_536) -> String {
    guard number >= 1, number <= count else { return "" }
    let line = range(number)
    let from = min(line.lowerBound + offset, line.upperBound)
    let shown = String(decoding: bytes[from..<min(line.upperBound, from + limit)], as: UTF8.self)
    return RawRedaction.line(shown, fields)
  }

  private func range(_ number: Int) -> Range<Int> {
    let start = starts[number - 1]
    var end = number < starts.count ? starts[number] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// How far into its line a value stands, in bytes; 0 when it is not there.
  package func offset(of value: String, line number: Int) -> Int {
    guard number >= 1, number <= count, !value.isEmpty else { return 0 }
    let line = range(number)
    return RawFile.place(of: Array(value.utf8), in: bytes, line, folded: false).map { $0 - line.lowerBound }
      ?? 0
  }

  /// The next line that holds a text, letter case ignored, going round; nil when none does.
  package func find(_ text: String, from line: Int, backward: Bool) -> Int? {
    guard count > 0, !text.isEmpty else { return nil }
    let wanted = text.lowercased()
    let folded = Array(wanted.utf8)
    // What is blanked does not stand in the bytes.
    let isQuick = !Redaction.word.contains(wanted)
    for step in 1...count {
      let shift = backward ? -step : step
      let number = ((line - 1 + shift) % count + count) % count + 1
      if isQuick, RawFile.place(of: folded, in: bytes, range(number), folded: true) == nil { continue }
      if self.line(number).lowercased().contains(wanted) { return number }
    }
    return nil
  }

  /// The innermost block that holds a line, by its first and last line.
  package func block(around line: Int) -> (first: Int, last: Int)? {
    let around = blocks.filter { $0.key <= line && line <= $0.value }
    return around.max { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Where a text stands in a stretch of bytes; `folded` ignores the case of ASCII letters.
  private static func place(
    of wanted: [UInt8], in bytes: [UInt8], _ range: Range<Int>, folded: Bool
  ) -> Int? {
    guard let first = wanted.first, range.count >= wanted.count else { return nil }
    func plain(_ byte: UInt8) -> UInt8 { folded && byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
    return bytes.withUnsafeBufferPointer { buffer in
      for at in range.lowerBound...(range.upperBound - wanted.count) where plain(buffer[at]) == first {
        var length = 1
        while length < wanted.count, plain(buffer[at + length]) == wanted[length] { length += 1 }
        if length == wanted.count { return at }
      }
      return nil
    }
  }

  private static func blocks(_ bytes: [UInt8]) -> [Int: Int] {
    var blocks: [Int: Int] = [:]
    var open: [Int] = []
    var line = 1
    var isText = false
    var isEscaped = false
    bytes.withUnsafeBufferPointer { buffer in
      for byte in buffer {
        if byte == 0x0A { line += 1 }
        if isText {
          if isEscaped {
            isEscaped = false
          } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
          } else if byte == UInt8(ascii: "\"") {
            isText = false
          }
          continue
        }
        switch byte {
        case UInt8(ascii: "\""): isText = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): open.append(line)
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if let first = open.popLast(), first < line { blocks[first] = line }
        default: break
        }
      }
    }
    return blocks
  }
}
