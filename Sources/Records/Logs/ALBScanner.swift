import Evidence
import Files
import Foundation

/// Reads lines of ALB access logs into tables; one per thread.
final class ALBScanner: LineScanner {
  private let file: String
  private let window: LogWindow
  /// Methods and paths that CloudFront answered with 504: their lines are kept, whatever their status.
  private let wanted: Set<UInt64>
  private var places: [Int32: Place] = [:]
  var tables: [Int32: Table] { places.mapValues(\.table) }
  private(set) var names = ByteInterner()
  private(set) var unread: UnreadLines
  private var shapeBytes: [UInt8] = []
  /// How many fields follow the request in the first line; their number grew over the years.
  private var fieldsBehindRequest = 0

  /// What one load balancer adds up to, by interned numbers.
  struct Table {
    struct Minute: Hashable {
      var status: Int32
      var minute: Int
    }
    struct Outcome: Hashable {
      var target: Int32
      var path: Int32
      var outcome: LogOutcome
    }
    var total = 0
    var span: LogSpan?
    var minutes = RunCounter<Minute>()
    var outcomes: [Outcome: Int] = [:]
    struct Answer: Hashable {
      var path: Int32
      var slot: Int32
    }
    var answers: [Answer: Int] = [:]
    var lastAnswer: [Int32: Double] = [:]
    var slowestAnswer: [Int32: Double] = [:]
    var kept: [ALBLine] = []
    var others: [ALBLine] = []
    var notKept = 0
    var anyLine: ALBLine? { didSet { hasAnyLine = true } }
    /// Asked for every line; the line itself would be copied.
    private(set) var hasAnyLine = false
  }

  init(file: String, window: LogWindow, wanted: Set<UInt64>) {
    self.file = file
    self.unread = UnreadLines(file: file, expected: .alb)
    self.window = window
    self.wanted = wanted
  }

  /// Where a table stands, so that counting a line copies none of the lines that are kept.
  private final class Place {
    var table = Table()
  }

  private func place(of id: Int32) -> Place {
    if let found = places[id] { return found }
    let made = Place()
    places[id] = made
    return made
  }

  func skipped(number: Int) { unread.note(number, "longer than any log line") }

  func cut(number: Int) { unread.note(number, "the file ends inside of this line") }

  func isCut(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let fields = ALBFields(line) else { return false }
    guard let tail = fields.wholeTail() else { return true }
    return tail < fieldsBehindRequest
  }

  func scan(_ line: UnsafeBufferPointer<UInt8>, number: Int) {
    guard !line.isEmpty else { return }
    guard var fields = ALBFields(line) else {
      return unread.reject(line, number, "has fewer than 13 fields, or is cut inside of them")
    }
    guard fields.isApplicationLoadBalancer else { return unread.reject(line, number, "not an ALB line") }
    guard let time = LogTime.seconds(stamp: fields[1]) else {
      return unread.reject(line, number, "the second field is not a time")
    }
    let status = LogNumber.status(fields[8])
    if status == nil, !fields.isDash(8) {
      return unread.reject(line, number, "the status field does not hold a status")
    }
    if fieldsBehindRequest == 0 { fieldsBehindRequest = fields.wholeTail() ?? 0 }
    guard window.contains(time) else { return }
    let loadBalancer = names.id(fields[2])
    let target = names.id(fields[4])
    let path = fields.path
    LogPath.shape(path, into: &shapeBytes)
    let shape = shapeBytes.withUnsafeBufferPointer { names.id($0) }
    let outcome = LogOutcome(status: status ?? 0)
    place(of: loadBalancer).table.withTable { table in
      table.total += 1
      if table.span == nil { table.span = LogSpan(time) }
      table.span?.add(time)
      table.minutes.add(Table.Minute(status: Int32(status ?? 0), minute: Int(time) / 60))
      let key = Table.Outcome(target: target, path: shape, outcome: outcome)
      if table.outcomes[key] != nil || table.outcomes.count < LogReader.tableLimit {
        table.outcomes[key, default: 0] += 1
      }
      if outcome == .ok {
        let answer = Table.Answer(path: shape, slot: Int32(PathSlot.slot(time)))
        if table.answers[answer] != nil || table.answers.count < LogReader.tableLimit {
          table.answers[answer, default: 0] += 1
        }
        table.lastAnswer[target] = max(table.lastAnswer[target] ?? 0, time)
        if let took = LogNumber.decimal(fields[6]), took > table.slowestAnswer[shape] ?? 0 {
          table.slowestAnswer[shape] = took
        }
      }
      let isFault = status == 460 || (status ?? 0) >= 500
      if isFault {
        if table.kept.count < LogReader.keptLimit {
          table.kept.append(keep(line, &fields, number, time, status))
        } else {
          table.notKept += 1
        }
      } else if !wanted.isEmpty, table.others.count < LogReader.keptLimit, isWanted(fields.method, path) {
        table.others.append(keep(line, &fields, number, time, status))
      }
      if !table.hasAnyLine, target != 0, !fields.isDash(4) {
        table.anyLine = keep(line, &fields, number, time, status)
      }
    }
  }

  /// CloudFront may put its origin path before the viewer's path, so every tail of the path is looked up.
  private func isWanted(
    _ method: UnsafeBufferPointer<UInt8>, _ path: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var at = 0
    while at < path.count {
      if path[at] == UInt8(ascii: "/"),
        wanted.contains(LogPath.joinKey(method, UnsafeBufferPointer(rebasing: path[at...])))
      {
        return true
      }
      at += 1
    }
    return false
  }

  private func keep(
    _ line: UnsafeBufferPointer<UInt8>, _ fields: inout ALBFields, _ number: Int, _ time: Double,
    _ status: Int?
  ) -> ALBLine {
    let tail = fields.tail()
    func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String { names.text(bytes) }
    func tailText(_ position: Int) -> String? {
      guard tail.indices.contains(position) else { return nil }
      let value = text(tail[position])
      return value == "-" || value.isEmpty ? nil : value
    }
    let target = text(fields[4])
    // The request is field 13, so the tail begins with the user agent as field 14.
    return ALBLine(
      file: file, line: number, time: time,
      created: tail.count > 8 ? LogTime.seconds(stamp: tail[8]) : nil,
      loadBalancer: text(fields[2]), client: address(fields[3]), target: target == "-" ? nil : target,
      requestTime: LogNumber.decimal(fields[5]) ?? -1, targetTime: LogNumber.decimal(fields[6]) ?? -1,
      responseTime: LogNumber.decimal(fields[7]) ?? -1, status: status,
      targetStatus: LogNumber.status(fields[9]), method: text(fields.method),
      path: String(decoding: fields.path, as: UTF8.self), targetGroup: tailText(3), priority: tailText(7),
      actions: (tailText(9) ?? "").split(separator: ",").map(String.init), errorReason: tailText(11),
      node: tail.count > 20 ? tailText(20) : nil,
      text: String(decoding: UnsafeBufferPointer(rebasing: line[0..<fields.headEnd]), as: UTF8.self))
  }

  private func address(_ field: UnsafeBufferPointer<UInt8>) -> String {
    var end = field.count
    while end > 0, field[end - 1] != UInt8(ascii: ":") { end -= 1 }
    return names.text(UnsafeBufferPointer(rebasing: field[0..<max(0, end - 1)]))
  }

  /// Adds the counts that are still held back.
  func finish() {
    for place in places.values { place.table.minutes.settle() }
  }
}

extension ALBScanner.Table {
  /// Changes the table in place.
  mutating func withTable(_ body: (inout Self) -> Void) { body(&self) }
}
