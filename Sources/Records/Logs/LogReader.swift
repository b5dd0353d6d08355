import Evidence
import Files
import Foundation
import Synchronization

/// One log file to read.
package struct LogInput: Sendable {
  /// Relative to the snapshot, for citations.
  package let path: String
  package let source: LogSource

  package init(path: String, source: LogSource) {
    self.path = path
    self.source = source
  }
}

/// How far the reading has come, for the progress line.
package struct LogProgress: Sendable, Hashable {
  /// Bytes as they are on disk.
  package var done: Int
  package var total: Int
}

/// Reads access logs in one pass over their bytes, in constant memory, on all cores.
package enum LogReader {
  /// How many fault lines are kept whole per load balancer or distribution; the rest is counted.
  package static let keptLimit = 20_000
  static let tableLimit = 200_000
  static let problemLimit = 100
  /// Smaller files are read by one thread.
  static let splitSize = 8 << 20

  /// The inputs that are logs, with their kind; nil content is not looked at again.
  package static func kind(of source: LogSource) -> LogKind? {
    guard let head = try? head(of: source) else { return nil }
    return LogKind.recognize(head)
  }

  /// Reads every input that is a log; others are left alone.
  ///
  /// `progress` may be called from any thread; reading stops with a `CancellationError` once `cancelled` says so.
  package static func read(
    _ inputs: [LogInput], window: LogWindow = .all,
    workers: Int = ProcessInfo.processInfo.activeProcessorCount,
    progress: (@Sendable (LogProgress) -> Void)? = nil, cancelled: @Sendable @escaping () -> Bool = { false }
  ) throws -> LogFacts {
    var facts = LogFacts()
    var edge: [LogUnit] = []
    var balancer: [LogUnit] = []
    for input in inputs.sorted(by: { $0.path < $1.path }) {
      guard let head = try? head(of: input.source), let kind = LogKind.recognize(head) else { continue }
      let number = facts.files.count
      facts.files.append(LogFile(path: input.path, kind: kind))
      guard kind.isRead else { continue }
      let units = LogUnit.cut(input, kind: kind, file: number, head: head, pieces: max(1, workers))
      if kind == .alb { balancer += units } else { edge += units }
    }
    let total = (edge + balancer).reduce(0) { $0 + $1.size }
    let meter = LogMeter(total: total, report: progress)
    let merger = LogMerger()
    // The distributions' logs come first: which requests ended with 504 there decides which lines of the load
    // balancers' logs are kept beside their faults.
    var edgeResults = try run(edge, workers: workers) { unit in
      try unit.scanEdge(window: window, meter: meter, cancelled: cancelled)
    }
    // A header in the middle of a file changes the columns of what follows it.
    for (position, unit) in edge.enumerated().dropFirst() where edge[position - 1].file == unit.file {
      let layout = edgeResults[position - 1].layout
      if layout != unit.layout {
        edgeResults[position] = try unit.with(layout: layout).scanEdge(
          window: window, meter: meter, cancelled: cancelled)
      }
    }
    merger.add(edgeResults, to: &facts)
    let wanted = LogReader.wanted(facts)
    let balancerResults = try run(balancer, workers: workers) { unit in
      try unit.scanBalancer(window: window, wanted: wanted, meter: meter, cancelled: cancelled)
    }
    merger.add(balancerResults, to: &facts)
    return facts
  }

  private static func wanted(_ facts: LogFacts) -> Set<UInt64> {
    var keys: Set<UInt64> = []
    for tally in facts.distributions.values {
      for line in tally.faults where line.status == 504 {
        var method = line.method
        var path = line.path
        keys.insert(method.withUTF8 { method in path.withUTF8 { LogPath.joinKey(method, $0) } })
      }
    }
    return keys
  }

  /// Runs the work on every unit, at most `workers` at once; results in the units' order.
  private static func run<Result: Sendable>(
    _ units: [LogUnit], workers: Int, _ work: @Sendable @escaping (LogUnit) throws -> Result
  ) throws -> [Result] {
    let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: min(max(1, workers), max(1, units.count))) { _ in
      while true {
        let mine = next.withLock { value -> Int in
          defer { value += 1 }
          return value
        }
        guard mine < units.count else { return }
        let result = Swift.Result { try work(units[mine]) }
        results.withLock { $0[mine] = result }
      }
    }
    let all = results.withLock { $0 }
    return try units.indices.compactMap { try all[$0]?.get() }
  }

  /// The first bytes, unpacked.
  static func head(of source: LogSource) throws -> [UInt8] {
    let supply = try LogReader.supply(source)
    var head = [UInt8](repeating: 0, count: 1 << 16)
    let count = try head.withUnsafeMutableBytes { room -> Int in
      var filled = 0
      while filled < room.count {
        let got: Int
        do {
          got = try supply.fill(UnsafeMutableRawBufferPointer(rebasing: room[filled...]))
        } catch {
          // Damage after the first lines is told where the whole file is read.
          if filled > 0 { break }
          throw error
        }
        if got == 0 { break }
        filled += got
        if filled >= 1 << 12 { break }
      }
      return filled
    }
    return Array(head.prefix(count))
  }

  /// The bytes of a source between two offsets, unpacked where they are gzip.
  static func supply(_ source: LogSource, from start: Int = 0, to end: Int = .max) throws -> any ByteSupply {
    let plain: any ByteSupply
    switch source {
    case .file(let url): plain = try FileSupply(path: url.path, from: start, to: end)
    case .bytes(let bytes): plain = MemorySupply(bytes, from: start, to: end)
    case .stored(let store, let at, let count):
      plain = StoreSupply(store, from: at + start, to: at + min(end, count))
    }
    return isGzip(source) ? try GzipSupply(plain) : plain
  }

  static func isGzip(_ source: LogSource) -> Bool {
    var magic: [UInt8] = [0, 0]
    switch source {
    case .bytes(let bytes): magic = Array(bytes.prefix(2))
    case .stored(let store, let at, let count):
      let supply = StoreSupply(store, from: at, to: at + min(2, count))
      _ = try? magic.withUnsafeMutableBytes { try supply.fill($0) }
    case .file(let url):
      guard let supply = try? FileSupply(path: url.path, from: 0, to: 2) else { return false }
      _ = try? magic.withUnsafeMutableBytes { try supply.fill($0) }
    }
    return magic == [0x1F, 0x8B]
  }
}

/// Adds up what was read and tells the listener.
final class LogMeter: Sendable {
  private let done = Mutex(0)
  private let total: Int
  private let report: (@Sendable (LogProgress) -> Void)?

  init(total: Int, report: (@Sendable (LogProgress) -> Void)?) {
    self.total = total
    self.report = report
  }

  func advance(_ count: Int) {
    let now = done.withLock { value -> Int in
      value = min(total, value + count)
      return value
    }
    report?(LogProgress(done: now, total: total))
  }
}
