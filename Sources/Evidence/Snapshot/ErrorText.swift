import Files
import Foundation

/// The message inside a failed call's stderr, which may be long: `--debug` writes megabytes there.
enum ErrorText {
  private static let needle = Array("An error occurred (".utf8)

  /// The line that names AWS's error code, else the first that is not empty; with its 1-based number.
  static func message(in text: [UInt8]) -> (message: String, line: Int) {
    text.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return ("", 1) }
      let at = place(of: needle, in: bytes, base) ?? bytes.firstIndex { $0 != 0x0A && $0 != 0x0D }
      guard let at else { return ("", 1) }
      let before = max(0, at - SnapshotLimits.errorMessage)
      let start = bytes[before..<at].lastIndex(of: 0x0A).map { $0 + 1 } ?? before
      let after = min(bytes.count, at + SnapshotLimits.errorMessage)
      var end = bytes[at..<after].firstIndex(of: 0x0A) ?? after
      if end > start, bytes[end - 1] == 0x0D { end -= 1 }
      return (String(decoding: bytes[start..<end], as: UTF8.self), 1 + lineEnds(base, start))
    }
  }

  /// How many line ends stand in the first bytes.
  private static func lineEnds(_ base: UnsafeRawPointer, _ count: Int) -> Int {
    var found = 0
    var from = 0
    while from < count, let hit = memchr(base + from, 0x0A, count - from) {
      found += 1
      from = base.distance(to: UnsafeRawPointer(hit)) + 1
    }
    return found
  }

  private static func place(
    of needle: [UInt8], in bytes: UnsafeRawBufferPointer, _ base: UnsafeRawPointer
  ) -> Int? {
    var from = 0
    while from + needle.count <= bytes.count,
      let hit = memchr(base + from, Int32(needle[0]), bytes.count - from - needle.count + 1)
    {
      let at = base.distance(to: UnsafeRawPointer(hit))
      if memcmp(base + at, needle, needle.count) == 0 { return at }
      from = at + 1
    }
    return nil
  }
}
