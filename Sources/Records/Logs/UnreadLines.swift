import Sentences
import Evidence

/// Lines of a log that could not be read: all are counted, the first are named.
struct UnreadLines {
  private let file: String
  private let expected: LogKind
  private(set) var count = 0
  private(set) var problems: [LogProblem] = []

  init(file: String, expected: LogKind) {
    self.file = file
    self.expected = expected
  }

  /// A line that is not what it should be; one of another log's kind is named so, and an empty one is nothing.
  mutating func reject(_ line: UnsafeBufferPointer<UInt8>, _ number: Int, _ reason: Sentence) {
    let head = String(decoding: line.prefix(400), as: UTF8.self)
    if let kind = LogKind.kind(ofLine: head), kind != expected {
      note(number, "a line of a \(kind.words)")
    } else if !head.allSatisfy(\.isWhitespace) {
      note(number, reason)
    }
  }

  /// Something worth knowing of a line that was read all the same.
  mutating func remark(_ number: Int, _ what: Sentence) {
    guard problems.count < LogReader.problemLimit else { return }
    problems.append(LogProblem(file: file, line: number, reason: what, isLoss: false))
  }

  mutating func note(_ number: Int, _ reason: Sentence) {
    count += 1
    if problems.count < LogReader.problemLimit {
      problems.append(LogProblem(file: file, line: number, reason: reason))
    }
  }
}
