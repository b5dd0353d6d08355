import Evidence
import Files
import CBytes
import Foundation

/// Reads lines of CloudFront standard logs into tables; one per thread.
final class CloudFrontScanner: LineScanner {
  private let file: String
  private let window: LogWindow
  private(set) var layout: CloudFrontLayout?
  private var places: [Int32: Place] = [:]
  var tables: [Int32: Table] { places.mapValues(\.table) }
  private(set) var names = ByteInterner()
  private(set) var unread: UnreadLines
  private var columns: UnsafeMutableBufferPointer<Int>
  private let tabs: UnsafeMutableBufferPointer<Int>
  private var shapeBytes: [UInt8] = []
  /// Whether a `#Fields:` line came already.
  private var seen = false

  /// What one distribution adds up to, by interned numbers.
  struct Table {
    struct Minute: Hashable {
      var status: Int32
      var detail: Int32
      var minute: Int
    }
    struct Fault: Hashable {
      var detail: Int32
      var edge: Int32
      var path: Int32
      var minute: Int
    }
    var total = 0
    var span: LogSpan?
    var minutes = RunCounter<Minute>()
    var faults: [Fault: Int] = [:]
    var answered: [Int32: Int] = [:]
    var kept: [CloudFrontLine] = []
    var notKept = 0
    var originAnswer: CloudFrontLine? { didSet { hasOriginAnswer = true } }
    /// Asked for every line; the line itself would be copied.
    private(set) var hasOriginAnswer = false
    var anyLine: CloudFrontLine? { didSet { hasAnyLine = true } }
    /// Asked for every line; the line itself would be copied.
    private(set) var hasAnyLine = false
  }

  init(file: String, layout: CloudFrontLayout?, window: LogWindow) {
    self.file = file
    self.unread = UnreadLines(file: file, expected: .cloudFront)
    self.layout = layout
    self.window = window
    columns = .allocate(capacity: 130)
    tabs = .allocate(capacity: 65)
  }

  deinit {
    columns.deallocate()
    tabs.deallocate()
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
    guard let layout, let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "{"),
      line.contains(0x09)
    else { return false }
    return line.reduce(1) { $1 == 0x09 ? $0 + 1 : $0 } < layout.names.count
  }

  func scan(_ line: UnsafeBufferPointer<UInt8>, number: Int) {
    guard let first = line.first else { return }
    if first == UInt8(ascii: "#") {
      directive(line, number)
      return
    }
    if first == UInt8(ascii: "{") {
      scanJSON(line, number)
      return
    }
    let layout = layout ?? .documented
    let count = split(line, upTo: layout.needed)
    if count <= layout.status { return unread.reject(line, number, "has \(count) columns") }
    read(line, layout, count, number)
  }

  private func read(
    _ line: UnsafeBufferPointer<UInt8>, _ layout: CloudFrontLayout, _ count: Int, _ number: Int
  ) {
    func field(_ column: Int) -> UnsafeBufferPointer<UInt8> {
      guard column >= 0, column < count else { return UnsafeBufferPointer(rebasing: line[0..<0]) }
      return UnsafeBufferPointer(rebasing: line[columns[column * 2]..<columns[column * 2 + 1]])
    }
    let statusField = field(layout.status)
    guard let status = LogNumber.status(statusField) else {
      return unread.reject(line, number, "the status column does not hold a status")
    }
    guard let time = LogTime.seconds(date: field(layout.date), clock: field(layout.time)) else {
      return unread.reject(line, number, "the date and time columns do not hold a time")
    }
    guard isProtocol(field(layout.viewerProtocol)) else {
      return unread.reject(line, number, "the columns are shifted: cs-protocol does not hold a protocol")
    }
    guard window.contains(Double(time)) else { return }
    let host = names.id(field(layout.host))
    let detailField = field(layout.detail)
    let detail = names.id(detailField.isEmpty ? field(layout.resultType) : detailField)
    place(of: host).table.withTable { table in
      table.total += 1
      if table.span == nil { table.span = LogSpan(Double(time)) }
      table.span?.add(Double(time))
      table.minutes.add(Table.Minute(status: Int32(status), detail: detail, minute: time / 60))
      if status < 400 || status == 504 {
        let path = pathShape(field(layout.path))
        if status == 504 {
          let edge = names.id(field(layout.edge))
          let key = Table.Fault(detail: detail, edge: edge, path: path, minute: time / 60)
          if table.faults[key] != nil || table.faults.count < LogReader.tableLimit {
            table.faults[key, default: 0] += 1
          }
        } else if table.answered[path] != nil || table.answered.count < LogReader.tableLimit {
          table.answered[path, default: 0] += 1
        }
      }
      let isMiss = status < 400 && !table.hasOriginAnswer
      if !table.hasAnyLine {
        table.anyLine = keep(line, layout, count, number, time: Double(time), status: status)
      }
      guard status >= 500 || isMiss else { return }
      if status >= 500 && table.kept.count >= LogReader.keptLimit {
        table.notKept += 1
        return
      }
      let kept = keep(line, layout, count, number, time: Double(time), status: status)
      if status >= 500 {
        table.kept.append(kept)
      } else if kept.resultType == "Miss" {
        table.originAnswer = kept
      }
    }
  }

  /// `http`, `https`, `ws`, `wss`, `grpcs`, `-`, or no such column: a tab inside of a field before it shifts it.
  private func isProtocol(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = field.first else { return true }
    switch field.count {
    case 1: return first == UInt8(ascii: "-")
    case 2...3: return first == UInt8(ascii: "w") && field[1] == UInt8(ascii: "s")
    case 4...5:
      return first == UInt8(ascii: "h") && field[3] == UInt8(ascii: "p") || first == UInt8(ascii: "g")
    default: return false
    }
  }

  private func keep(
    _ line: UnsafeBufferPointer<UInt8>, _ layout: CloudFrontLayout, _ count: Int, _ number: Int, time: Double,
    status: Int
  ) -> CloudFrontLine {
    func field(_ column: Int) -> UnsafeBufferPointer<UInt8> {
      guard column >= 0, column < count else { return UnsafeBufferPointer(rebasing: line[0..<0]) }
      return UnsafeBufferPointer(rebasing: line[columns[column * 2]..<columns[column * 2 + 1]])
    }
    func text(_ column: Int) -> String { names.text(field(column)) }
    let statusEnd = columns[layout.status * 2 + 1]
    let start = layout.citesFromStart ? 0 : columns[layout.status * 2]
    let resultType = text(layout.resultType)
    let detail = text(layout.detail)
    return CloudFrontLine(
      file: file, line: number, time: time, taken: LogNumber.decimal(field(layout.taken)) ?? 0,
      timeToFirstByte: LogNumber.decimal(field(layout.firstByte)),
      method: text(layout.method),
      path: String(decoding: LogPath.path(ofURL: field(layout.path)), as: UTF8.self), status: status,
      host: text(layout.host).lowercased(), alias: text(layout.alias).lowercased(),
      viewerProtocol: text(layout.viewerProtocol), edge: text(layout.edge), resultType: resultType,
      detail: detail.isEmpty ? resultType : detail,
      text: String(decoding: UnsafeBufferPointer(rebasing: line[start..<statusEnd]), as: UTF8.self))
  }

  private func pathShape(_ path: UnsafeBufferPointer<UInt8>) -> Int32 {
    LogPath.shape(LogPath.path(ofURL: path), into: &shapeBytes)
    return shapeBytes.withUnsafeBufferPointer { names.id($0) }
  }

  /// Finds where the columns begin and end; the pairs stand in `columns`.
  private func split(_ line: UnsafeBufferPointer<UInt8>, upTo needed: Int) -> Int {
    guard let base = line.baseAddress else { return 0 }
    let last = min(needed, tabs.count - 1)
    let found = cbytes_find_all(base, line.count, 0x09, tabs.baseAddress, last + 1)
    var start = 0
    for column in 0..<found {
      columns[column * 2] = start
      columns[column * 2 + 1] = tabs[column]
      start = tabs[column] + 1
    }
    var count = found
    if found <= last {
      columns[count * 2] = start
      columns[count * 2 + 1] = line.count
      count += 1
    }
    return count > 1 ? count : splitAtBlanks(line, last)
  }

  /// Some logs reach us with blanks in the place of tabs; fields themselves hold no blank.
  private func splitAtBlanks(_ line: UnsafeBufferPointer<UInt8>, _ last: Int) -> Int {
    var count = 0
    var at = 0
    while at < line.count, count <= last {
      while at < line.count, line[at] == 0x20 { at += 1 }
      guard at < line.count else { break }
      columns[count * 2] = at
      while at < line.count, line[at] != 0x20 { at += 1 }
      columns[count * 2 + 1] = at
      count += 1
    }
    return count
  }

  private func directive(_ line: UnsafeBufferPointer<UInt8>, _ number: Int) {
    let text = String(decoding: line, as: UTF8.self)
    guard text.hasPrefix("#Fields:") else { return }
    if let next = CloudFrontLayout(fieldsLine: text) {
      if Set(next.names).count < next.names.count {
        unread.remark(number, "the #Fields line names a column twice; the first of them is read")
      } else if seen, next == layout {
        unread.remark(number, "the #Fields line is repeated; the columns stay the same")
      } else if seen {
        unread.remark(number, "another #Fields line; the columns change from here on")
      }
      seen = true
      layout = next
    } else {
      unread.note(
        number,
        "the #Fields line lacks a column that is needed (date, time, cs-method, cs-uri-stem, sc-status)")
    }
  }

  /// JSON lines of the newer delivery: one flat object per line, all values strings.
  private func scanJSON(_ line: UnsafeBufferPointer<UInt8>, _ number: Int) {
    guard let object = try? JSONSerialization.jsonObject(with: Data(buffer: line)) as? [String: Any] else {
      return unread.note(number, "not a JSON object of one line")
    }
    let layout = CloudFrontLayout.documented
    let values = layout.names.map { name -> String in
      (object[name] as? String) ?? (object[name] as? NSNumber)?.stringValue ?? "-"
    }
    var joined = Array(values.joined(separator: "\t").utf8)
    let kept = places.mapValues(\.table.kept.count)
    joined.withUnsafeMutableBufferPointer { bytes in
      let copy = UnsafeBufferPointer(bytes)
      let count = split(copy, upTo: layout.needed)
      read(copy, layout, count, number)
    }
    // The line holds the status as it stands in the JSON, not as our tab-separated copy has it.
    for (host, place) in places where place.table.kept.count > kept[host] ?? 0 {
      place.table.kept[place.table.kept.count - 1].text = values[layout.status]
    }
  }

  /// Adds the counts that are still held back.
  func finish() {
    for place in places.values { place.table.minutes.settle() }
  }
}

extension CloudFrontScanner.Table {
  /// Changes the table in place.
  mutating func withTable(_ body: (inout Self) -> Void) { body(&self) }
}
