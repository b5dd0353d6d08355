/// Links as chat programs make them of the addresses in a text: `[https://host/path](https://host/path)`.
enum MarkdownLinks {
  /// The text with the shown address in the place of each link.
  static func dropped(from text: String) -> String {
    guard text.contains("](") else { return text }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var closing = NextByte(UInt8(ascii: "]"), bytes)
    var ending = NextByte(UInt8(ascii: ")"), bytes)
    var at = 0
    while at < bytes.count {
      if let link = link(at, bytes, &closing, &ending) {
        out += bytes[link.shown]
        at = link.end
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func link(
    _ at: Int, _ bytes: [UInt8], _ closing: inout NextByte, _ ending: inout NextByte
  ) -> (shown: Range<Int>, end: Int)? {
    guard bytes[at] == UInt8(ascii: "["),
      bytes[(at + 1)...].starts(with: "http:".utf8) || bytes[(at + 1)...].starts(with: "https:".utf8),
      let close = closing.at(orAfter: at), close + 1 < bytes.count,
      bytes[close + 1] == UInt8(ascii: "("), let end = ending.at(orAfter: close + 2)
    else { return nil }
    var shown = close
    while [0x20, 0x09, 0x0A, 0x0D].contains(bytes[shown - 1]) { shown -= 1 }
    return (at + 1..<shown, end + 1)
  }

  /// Where a byte stands next; asked for rising places, the whole text is looked at once.
  private struct NextByte {
    private let byte: UInt8
    private let bytes: [UInt8]
    private var next = 0

    init(_ byte: UInt8, _ bytes: [UInt8]) {
      self.byte = byte
      self.bytes = bytes
    }

    mutating func at(orAfter place: Int) -> Int? {
      next = max(next, place)
      while next < bytes.count, bytes[next] != byte { next += 1 }
      return next < bytes.count ? next : nil
    }
  }
}
