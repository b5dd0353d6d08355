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
      let start = bytes[..<at].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      var end = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
      if end > start, bytes[end - 1] == 0x0D { end -= 1 }
      end = min(end, max(start, at) + SnapshotLimits.errorMessage)
      let begin = max(start, at - SnapshotLimits.errorMessage)
      let number = bytes[..<start].count(where: { $0 == 0x0A }) + 1
      return (String(decoding: bytes[begin..<end], as: UTF8.self), number)
    }
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
