import Sentences
import Evidence
import Files
import Foundation

/// A stretch of one log file that one thread reads: a whole file, or a part of a plain one between two newlines.
struct LogUnit: Sendable {
  let input: LogInput
  let kind: LogKind
  /// Position in the list of files.
  let file: Int
  let start: Int
  let end: Int
  let layout: CloudFrontLayout?
  let size: Int

  /// What one stretch of CloudFront lines came to.
  struct EdgeResult: Sendable {
    let file: Int
    let lines: Int
    let unparsed: Int
    let problem: Sentence?
    let problems: [LogProblem]
    let names: ByteInterner
    let tables: [Int32: CloudFrontScanner.Table]
    /// The columns at the end of the stretch.
    let layout: CloudFrontLayout?
  }

  /// What one stretch of ALB lines came to.
  struct BalancerResult: Sendable {
    let file: Int
    let lines: Int
    let unparsed: Int
    let problem: Sentence?
    let problems: [LogProblem]
    let names: ByteInterner
    let tables: [Int32: ALBScanner.Table]
  }

  /// Cuts a plain file at newlines; a packed one is read as a whole.
  static func cut(_ input: LogInput, kind: LogKind, file: Int, head: [UInt8], pieces: Int) -> [LogUnit] {
    let size = size(of: input.source)
    let layout = headLayout(head)
    var bounds = [0]
    if size >= LogReader.splitSize, pieces > 1, kind != .cloudFrontJSON, isOnDisk(input.source),
      !LogReader.isGzip(input.source)
    {
      for piece in 1..<pieces {
        if let newline = newline(in: input.source, from: size / pieces * piece),
          newline > bounds[bounds.count - 1]
        {
          bounds.append(newline)
        }
      }
    }
    bounds.append(size)
    return zip(bounds, bounds.dropFirst()).map { start, end in
      LogUnit(
        input: input, kind: kind, file: file, start: start, end: end, layout: layout, size: end - start)
    }
  }

  func scanEdge(
    window: LogWindow, meter: LogMeter, cancelled: @Sendable () -> Bool
  ) throws -> EdgeResult {
    let scanner = CloudFrontScanner(file: input.path, layout: layout, window: window)
    let (lines, problem) = try feed(scanner, meter, cancelled)
    scanner.finish()
    return EdgeResult(
      file: file, lines: lines, unparsed: scanner.unread.count, problem: problem,
      problems: scanner.unread.problems,
      names: scanner.names, tables: scanner.tables, layout: scanner.layout)
  }

  /// The same stretch, read with other columns.
  func with(layout: CloudFrontLayout?) -> LogUnit {
    LogUnit(input: input, kind: kind, file: file, start: start, end: end, layout: layout, size: size)
  }

  func scanBalancer(
    window: LogWindow, wanted: Set<UInt64>, meter: LogMeter, cancelled: @Sendable () -> Bool
  ) throws -> BalancerResult {
    let scanner = ALBScanner(file: input.path, window: window, wanted: wanted)
    let (lines, problem) = try feed(scanner, meter, cancelled)
    scanner.finish()
    return BalancerResult(
      file: file, lines: lines, unparsed: scanner.unread.count, problem: problem,
      problems: scanner.unread.problems,
      names: scanner.names, tables: scanner.tables)
  }

  private func feed<Scanner: LineScanner>(
    _ scanner: Scanner, _ meter: LogMeter, _ cancelled: @Sendable () -> Bool
  ) throws -> (lines: Int, problem: Sentence?) {
    let counting = CountingScanner(scanner)
    do {
      let supply = try LogReader.supply(input.source, from: start, to: end)
      // Unpacked bytes are not comparable with the size on disk; a packed file counts when it is done.
      let packed = LogReader.isGzip(input.source)
      let lines = try LineFeeder.feed(supply, to: counting) { count in
        if !packed { meter.advance(count) }
        return !cancelled()
      }
      if packed { meter.advance(size) }
      return (lines, nil)
    } catch let error as LogReadError {
      return (counting.count, error.what)
    }
  }

  private static func isOnDisk(_ source: LogSource) -> Bool {
    if case .bytes = source { false } else { true }
  }

  private static func size(of source: LogSource) -> Int {
    switch source {
    case .bytes(let bytes): return bytes.count
    case .stored(_, _, let count): return count
    case .file(let url):
      let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
      return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }
  }

  private static func headLayout(_ head: [UInt8]) -> CloudFrontLayout? {
    for line in head.split(separator: UInt8(ascii: "\n")).prefix(8) where line.first == UInt8(ascii: "#") {
      let text = String(decoding: line, as: UTF8.self)
      if text.hasPrefix("#Fields:") {
        return CloudFrontLayout(fieldsLine: text.trimmingCharacters(in: .newlines))
      }
    }
    return nil
  }

  /// The place after the first newline at or after `offset`.
  private static func newline(in source: LogSource, from offset: Int) -> Int? {
    guard let supply = try? LogReader.supply(source, from: offset) else { return nil }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var at = offset
    while true {
      let got = (try? piece.withUnsafeMutableBytes { try supply.fill($0) }) ?? 0
      if got == 0 { return nil }
      if let found = piece[0..<got].firstIndex(of: 0x0A) { return at + found + 1 }
      at += got
    }
  }
}

/// Passes lines on and counts them, so that a damaged file still says how far it was read.
private final class CountingScanner<Scanner: LineScanner>: LineScanner {
  private let scanner: Scanner
  private(set) var count = 0

  init(_ scanner: Scanner) { self.scanner = scanner }

  func scan(_ line: UnsafeBufferPointer<UInt8>, number: Int) {
    count = number
    scanner.scan(line, number: number)
  }

  func skipped(number: Int) {
    count = number
    scanner.skipped(number: number)
  }

  func isCut(_ line: UnsafeBufferPointer<UInt8>) -> Bool { scanner.isCut(line) }

  func cut(number: Int) {
    count = number
    scanner.cut(number: number)
  }
}
