/// The text of an HCL file, shared by all that was read from it; places in it are byte offsets.
final class HCLText: Sendable {
  /// The most that is cited of one line, in bytes: a policy on one line can be as long as the file.
  private static let longestLine = 2_000

  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The text between two offsets as it stands, without carriage returns at the ends of lines.
  func text(_ range: Range<Int>) -> String {
    let text = String(decoding: bytes[range.clamped(to: bytes.indices)], as: UTF8.self)
    return text.contains("\r\n") ? text.replacing("\r\n", with: "\n") : text
  }

  /// The first line between two offsets.
  func firstLine(_ range: Range<Int>) -> String {
    let range = range.clamped(to: bytes.indices)
    var end = range.lowerBound
    while end < range.upperBound, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    if end > range.lowerBound, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    if end - range.lowerBound > HCLText.longestLine {
      end = range.lowerBound + HCLText.longestLine
      // No character is cut in two.
      while end > range.lowerBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    }
    return String(decoding: bytes[range.lowerBound..<end], as: UTF8.self)
  }

  /// Whether a text stands between two offsets, byte by byte.
  func holds(_ part: [UInt8], in range: Range<Int>) -> Bool {
    guard let first = part.first, range.count >= part.count else { return false }
    var at = range.lowerBound
    let last = range.upperBound - part.count
    while at <= last {
      if bytes[at] == first, bytes[at..<at + part.count].elementsEqual(part) { return true }
      at += 1
    }
    return false
  }
}
