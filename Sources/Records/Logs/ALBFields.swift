import Foundation

/// The fields of one ALB line as places in its bytes.
///
/// The first twelve hold no blank; the thirteenth is the quoted request. What follows is cut only for kept lines.
struct ALBFields {
  private let line: UnsafeBufferPointer<UInt8>
  private var starts: (Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int)
  /// Where the twelfth field ends.
  let headEnd: Int
  let method: UnsafeBufferPointer<UInt8>
  let path: UnsafeBufferPointer<UInt8>
  private let requestEnd: Int

  /// nil where there are not twelve fields and a quoted request.
  init?(_ line: UnsafeBufferPointer<UInt8>) {
    // The first field is a type in small letters; a run of NUL before it is what a crashed writer leaves.
    guard let base = line.baseAddress, line[0] >= UInt8(ascii: "a"), line[0] <= UInt8(ascii: "z") else {
      return nil
    }
    self.line = line
    starts = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    var count = 1
    let found = withUnsafeMutableBytes(of: &starts) { raw -> Bool in
      let places = raw.assumingMemoryBound(to: Int.self)
      var at = 0
      while count <= 12 {
        guard let blank = memchr(base + at, 0x20, line.count - at) else { return false }
        at = (blank.assumingMemoryBound(to: UInt8.self) - UnsafeMutablePointer(mutating: base)) + 1
        places[count] = at
        count += 1
      }
      return true
    }
    guard found else { return nil }
    let request = starts.12
    headEnd = request - 1
    guard request < line.count, line[request] == UInt8(ascii: "\"") else { return nil }
    let end = ALBFields.closingQuote(line, from: request + 1)
    guard end < line.count else { return nil }
    requestEnd = end
    let text = UnsafeBufferPointer(rebasing: line[request + 1..<end])
    var blank = 0
    while blank < text.count, text[blank] != 0x20 { blank += 1 }
    method = UnsafeBufferPointer(rebasing: text[0..<blank])
    let urlStart = min(blank + 1, text.count)
    path = LogPath.path(
      ofURL: UnsafeBufferPointer(rebasing: text[urlStart..<ALBFields.urlEnd(text, urlStart)]))
  }

  /// Field `position`, counted from 0, of the first twelve.
  subscript(position: Int) -> UnsafeBufferPointer<UInt8> {
    withUnsafeBytes(of: starts) { raw in
      let places = raw.assumingMemoryBound(to: Int.self)
      return UnsafeBufferPointer(rebasing: line[places[position]..<places[position + 1] - 1])
    }
  }

  func isDash(_ position: Int) -> Bool {
    let field = self[position]
    return field.count == 1 && field[0] == UInt8(ascii: "-")
  }

  /// `app/...` in the third field; classic and network load balancers write something else.
  var isApplicationLoadBalancer: Bool {
    let field = self[2]
    return field.count > 4 && field[0] == UInt8(ascii: "a") && field[1] == UInt8(ascii: "p")
      && field[2] == UInt8(ascii: "p") && field[3] == UInt8(ascii: "/")
  }

  /// The fields after the request, without their quotes: 0 is the user agent.
  func tail() -> [UnsafeBufferPointer<UInt8>] {
    var fields: [UnsafeBufferPointer<UInt8>] = []
    var at = min(requestEnd + 1, line.count)
    while at < line.count {
      if line[at] == 0x20 {
        at += 1
        continue
      }
      if line[at] == UInt8(ascii: "\"") {
        let end = ALBFields.closingQuote(line, from: at + 1)
        fields.append(UnsafeBufferPointer(rebasing: line[at + 1..<end]))
        at = end + 1
      } else {
        let start = at
        while at < line.count, line[at] != 0x20 { at += 1 }
        fields.append(UnsafeBufferPointer(rebasing: line[start..<at]))
      }
    }
    return fields
  }

  /// How many fields follow the request; nil where the line ends inside of a quoted one.
  func wholeTail() -> Int? {
    var count = 0
    var at = min(requestEnd + 1, line.count)
    while at < line.count {
      if line[at] == 0x20 {
        at += 1
        continue
      }
      count += 1
      if line[at] == UInt8(ascii: "\"") {
        at = ALBFields.closingQuote(line, from: at + 1)
        guard at < line.count else { return nil }
        at += 1
      } else {
        while at < line.count, line[at] != 0x20 { at += 1 }
      }
    }
    return count
  }

  /// A quote preceded by a backslash does not close; a quote before a blank or the end does.
  private static func closingQuote(_ line: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var at = start
    while at < line.count {
      if line[at] == UInt8(ascii: "\\") {
        at += 2
        continue
      }
      if line[at] == UInt8(ascii: "\"") { return at }
      at += 1
    }
    return line.count
  }

  /// A URL may hold raw blanks, so it ends before the last blank that starts the protocol version.
  private static func urlEnd(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var end = text.count
    while end > start, text[end - 1] == 0x20 { end -= 1 }
    var at = end
    while at > start {
      at -= 1
      if text[at] == 0x20 { return at }
    }
    return end
  }
}
