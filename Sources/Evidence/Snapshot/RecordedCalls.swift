import Sentences
import Files

/// Reads `calls.jsonl`, one call a line, as a stream.
enum RecordedCalls {
  /// The calls, and what could not be read of the file.
  ///
  /// - Throws: ``SnapshotProblem`` where the file cannot be read at all.
  static func read(
    _ file: SnapshotFile
  ) throws(SnapshotProblem) -> (calls: [RecordedCall], problems: [SnapshotProblem]) {
    let lines = CallLines(file.path)
    let supply: any ByteSupply
    let head = try file.read(upTo: 2)
    if head.count == 2 {
      let place = try file.stored()
      let end = min(place.count, SnapshotLimits.recordedCalls)
      supply = StoreSupply(place.store, from: place.at, to: place.at + end)
    } else {
      // UTF-16, whose mark is gone by now, or next to nothing.
      supply = MemorySupply(try file.read(upTo: SnapshotLimits.recordedCalls))
    }
    do {
      _ = try LineFeeder.feed(supply, to: lines) { _ in true }
    } catch {
      lines.problems.append(SnapshotProblem(file: file.path, what: "\(String(describing: error))"))
    }
    if file.size > SnapshotLimits.recordedCalls {
      lines.problems.append(
        SnapshotProblem(
          file: file.path,
          what:
            "too large to be read: only its first \(SnapshotLimits.text(SnapshotLimits.recordedCalls)) were"))
    }
    return (lines.calls, lines.problems)
  }
}

private final class CallLines: LineScanner {
  private let file: String
  var calls: [RecordedCall] = []
  var problems: [SnapshotProblem] = []

  init(_ file: String) { self.file = file }

  func scan(_ line: UnsafeBufferPointer<UInt8>, number: Int) {
    if line.isEmpty { return }
    guard let index = try? JSONIndex(Array(line)), let root = index.roots.first else {
      return report(number, "this line is no JSON object")
    }
    let value = Document(
      file: file, number: nil, rootEntry: root, index: index, kind: nil, subject: nil, account: nil,
      region: nil
    ).root
    calls.append(
      RecordedCall(
        at: value["at"]?.scalar, status: value["rc"]?.int ?? 0, file: value["file"]?.string ?? "",
        arguments: value["argv"]?.strings ?? []))
  }

  /// A call whose line is cut off is no JSON.
  func isCut(_ line: UnsafeBufferPointer<UInt8>) -> Bool { false }

  func cut(number: Int) { report(number, "this line is cut off") }

  func skipped(number: Int) { report(number, "this line is too long to be a call") }

  private func report(_ line: Int, _ what: Sentence) {
    problems.append(SnapshotProblem(file: file, line: line, column: 1, what: what))
  }
}
