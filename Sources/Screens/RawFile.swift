/// A file of the snapshot as it is, line by line.
package struct RawFile: Sendable, Hashable {
  package let path: String
  private let bytes: [UInt8]
  /// Where each line begins; a bound is kept so that a huge file costs only its index.
  private let starts: [Int]
  /// The columns of a CloudFront log, where the file is one.
  private let fields: [String]

  package init(path: String, bytes raw: [UInt8]) {
    let bytes = RawRedaction.bytes(raw)
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
  }

  package var count: Int { bytes.isEmpty ? 0 : starts.count }

  /// A line's text, 1-based, cut at 64 KiB; empty outside the file.
  package func line(_ number: Int, from offset: Int = 0, limit: Int = 65_536) -> String {
    guard number >= 1, number <= count else { return "" }
    let start = starts[number - 1]
    var end = number < starts.count ? starts[number] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    let from = min(start + offset, end)
    return RawRedaction.line(String(decoding: bytes[from..<min(end, from + limit)], as: UTF8.self), fields)
  }

  /// How far into its line a value stands, in bytes; 0 when it is not there.
  package func offset(of value: String, line number: Int) -> Int {
    guard number >= 1, number <= count, !value.isEmpty else { return 0 }
    let start = starts[number - 1]
    let end = number < starts.count ? starts[number] : bytes.count
    let wanted = Array(value.utf8)
    guard let first = wanted.first, end - start >= wanted.count else { return 0 }
    for at in start...(end - wanted.count) where bytes[at] == first {
      if bytes[at..<(at + wanted.count)].elementsEqual(wanted) { return at - start }
    }
    return 0
  }

  /// The next line that holds a text, letter case ignored, going round; nil when none does.
  package func find(_ text: String, from line: Int, backward: Bool) -> Int? {
    guard count > 0, !text.isEmpty else { return nil }
    let wanted = text.lowercased()
    for step in 1...count {
      let shift = backward ? -step : step
      let number = ((line - 1 + shift) % count + count) % count + 1
      if self.line(number).lowercased().contains(wanted) { return number }
    }
    return nil
  }
}
