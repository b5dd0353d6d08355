import Foundation

/// What reads one log line after another.
package protocol LineScanner: AnyObject {
  /// Reads one line (without its newline); `number` counts from 1 within the stretch that is read.
  func scan(_ line: UnsafeBufferPointer<UInt8>, number: Int)
  /// Notes a line that is too long to be one of a log.
  func skipped(number: Int)
  /// Whether a last line without its newline ends inside of a field, or lacks some.
  func isCut(_ line: UnsafeBufferPointer<UInt8>) -> Bool
  /// Notes a last line that is cut off.
  func cut(number: Int)
}

/// Cuts bytes into lines, at whatever places the chunks end.
package enum LineFeeder {
  /// Longer lines are no log lines: the longest field, a URL, may take 8 KiB.
  static let longestLine = 1 << 20

  /// Feeds every line to the scanner; returns how many there were.
  ///
  /// `advance` hears how many bytes came and may stop the reading by returning false.
  package static func feed<Scanner: LineScanner>(
    _ supply: any ByteSupply, to scanner: Scanner, chunk: Int = 1 << 19, advance: (Int) -> Bool
  ) throws -> Int {
    var capacity = max(chunk, 64)
    var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 64)
    defer { buffer.deallocate() }
    var kept = 0
    var lines = 0
    var skipping = false
    while true {
      if kept == capacity {
        if capacity >= longestLine {
          skipping = true
          kept = 0
        } else {
          let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity * 2, alignment: 64)
          larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
          buffer.deallocate()
          buffer = larger
          capacity *= 2
        }
      }
      let got = try supply.fill(UnsafeMutableRawBufferPointer(rebasing: buffer[kept..<capacity]))
      if got == 0 { break }
      if !advance(got) { throw CancellationError() }
      let bytes = UnsafeBufferPointer(
        start: buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), count: kept + got)
      var start = 0
      var searchFrom = kept
      while searchFrom < bytes.count, let end = newline(in: bytes, from: searchFrom) {
        lines += 1
        if skipping {
          scanner.skipped(number: lines)
          skipping = false
        } else {
          scanner.scan(trimmed(bytes, start, end), number: lines)
        }
        start = end + 1
        searchFrom = start
      }
      kept = skipping ? 0 : bytes.count - start
      if kept > 0, start > 0, let base = buffer.baseAddress { memmove(base, base + start, kept) }
    }
    if skipping {
      lines += 1
      scanner.skipped(number: lines)
    } else if kept > 0 {
      lines += 1
      let bytes = UnsafeBufferPointer(
        start: buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), count: kept)
      let line = trimmed(bytes, 0, kept)
      if scanner.isCut(line) { scanner.cut(number: lines) } else { scanner.scan(line, number: lines) }
    }
    return lines
  }

  private static func newline(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = bytes.baseAddress,
      let found = memchr(base + start, 0x0A, bytes.count - start)
    else { return nil }
    return found.assumingMemoryBound(to: UInt8.self) - UnsafeMutablePointer(mutating: base)
  }

  private static func trimmed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> UnsafeBufferPointer<UInt8> {
    let stop = end > start && bytes[end - 1] == 0x0D ? end - 1 : end
    return UnsafeBufferPointer(rebasing: bytes[start..<stop])
  }
}
