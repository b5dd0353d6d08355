import Synchronization

/// How many lines begin before each stretch of a text, counted when the first place is asked for.
final class LineTable: Sendable {
  /// Bytes of a stretch: so many are looked at for one place.
  private static let stretch = 2_048

  private struct Mark {
    /// Line breaks before the stretch.
    let breaks: Int
    /// Where the line begins that the stretch begins in.
    let lineStart: Int
  }

  private let marks = Mutex<[Mark]>([])

  /// 1-based line and column, in bytes, of an offset; always of the same bytes.
  func place(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let end = min(max(offset, 0), bytes.count)
    let mark = marks.withLock { marks in
      if marks.isEmpty { marks = LineTable.count(bytes) }
      return marks[end / LineTable.stretch]
    }
    var breaks = mark.breaks
    var start = mark.lineStart
    for at in (end - end % LineTable.stretch)..<end where bytes[at] == 0x0A {
      breaks += 1
      start = at + 1
    }
    return (breaks + 1, end - start + 1)
  }

  private static func count(_ bytes: [UInt8]) -> [Mark] {
    var marks: [Mark] = []
    marks.reserveCapacity(bytes.count / stretch + 1)
    var breaks = 0
    var lineStart = 0
    bytes.withUnsafeBufferPointer { buffer in
      for at in 0...buffer.count {
        if at % stretch == 0 { marks.append(Mark(breaks: breaks, lineStart: lineStart)) }
        if at < buffer.count, buffer[at] == 0x0A {
          breaks += 1
          lineStart = at + 1
        }
      }
    }
    return marks
  }
}
