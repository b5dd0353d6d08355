import Files

/// How far something long has come.
package struct Progress: Hashable, Sendable {
  package var stage: WorkMeter.Stage
  package var done: Int
  package var total: Int
  /// Nil until it can be told.
  package var secondsLeft: Int?

  package init(_ stage: WorkMeter.Stage, done: Int, total: Int, secondsLeft: Int? = nil) {
    self.stage = stage
    self.done = done
    self.total = total
    self.secondsLeft = secondsLeft
  }

  /// What is done, a bar, the count and the time left, in at most `width` cells.
  func row(_ words: Words, width: Int) -> Row {
    let name: Word =
      switch stage {
      case .files: .progressFiles
      case .logs: .progressLogs
      case .hypotheses: .progressHypotheses
      case .repairs: .progressRepairs
      }
    var tail = ""
    if total > 0 { tail = "  " + words(.progressOf, amount(done), amount(total)) }
    if let secondsLeft { tail += "  " + words(.progressLeft, "\(secondsLeft)") }
    let head = words(name)
    let room = min(24, width - Width.of(head) - Width.of(tail) - 4)
    guard total > 0, room >= 6 else { return [Span(head + tail, Style(.yellow))] }
    let filled = min(room, max(0, done) * room / total)
    let bar = String(repeating: "=", count: filled) + String(repeating: " ", count: room - filled)
    return [Span(head + "  [" + bar + "]" + tail, Style(.yellow))]
  }

  /// Bytes as megabytes, everything else as it is.
  private func amount(_ count: Int) -> String {
    guard stage == .files || stage == .logs else { return "\(count)" }
    let tenths = count / 100_000
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) MB" : "\(tenths / 10) MB"
  }
}
