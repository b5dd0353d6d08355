import Evidence
import Records
import Foundation

/// One thing an operator did; the walk is what its events make of it.
package enum SessionEvent: Sendable, Hashable {
  /// The present step was seen; the walk goes on.
  case advance
  case jump(step: String)
  case answer(step: String, answer: String)
  case override(hypothesis: String, verdict: Verdict, reason: String)
  case withdraw(hypothesis: String)
  /// The step is not looked at: what only it decides is left open. The reason may be empty.
  case skip(step: String, reason: String, at: String)
  /// A skipped step is looked at after all.
  case takeUp(step: String)
  /// What the operator wrote down, and when.
  case note(step: String, text: String, at: String)
  case predict(hypothesis: String, verdict: Verdict)

  /// One line of the journal.
  package var line: String {
    let members: [(String, String)]
    switch self {
    case .advance: members = [("do", "advance")]
    case .jump(let step): members = [("do", "jump"), ("step", step)]
    case .answer(let step, let answer): members = [("do", "answer"), ("step", step), ("answer", answer)]
    case .override(let hypothesis, let verdict, let reason):
      members = [
        ("do", "override"), ("hypothesis", hypothesis), ("verdict", verdict.rawValue), ("reason", reason),
      ]
    case .withdraw(let hypothesis): members = [("do", "withdraw"), ("hypothesis", hypothesis)]
    case .skip(let step, let reason, let at):
      members = [("do", "skip"), ("step", step), ("reason", reason), ("at", at)]
    case .takeUp(let step): members = [("do", "take-up"), ("step", step)]
    case .note(let step, let text, let at):
      members = [("do", "note"), ("step", step), ("text", text), ("at", at)]
    case .predict(let hypothesis, let verdict):
      members = [("do", "predict"), ("hypothesis", hypothesis), ("verdict", verdict.rawValue)]
    }
    return JSONValue.object(members.map { .init($0.0, .string(Redaction.text($0.1))) }).compact
  }

  /// Reads a line of the journal; nil for one that is none.
  package init?(line: String) {
    guard let value = JSONValue(text: line) else { return nil }
    func text(_ name: String) -> String? {
      if case .string(let text)? = value[name] { text } else { nil }
    }
    let step = text("step")
    let hypothesis = text("hypothesis")
    let verdict = text("verdict").flatMap { Verdict(rawValue: $0) }
    switch (text("do"), step, hypothesis, verdict) {
    case ("advance"?, _, _, _): self = .advance
    case ("jump"?, let step?, _, _): self = .jump(step: step)
    case ("answer"?, let step?, _, _): self = .answer(step: step, answer: text("answer") ?? "")
    case ("override"?, _, let hypothesis?, let verdict?):
      self = .override(hypothesis: hypothesis, verdict: verdict, reason: text("reason") ?? "")
    case ("withdraw"?, _, let hypothesis?, _): self = .withdraw(hypothesis: hypothesis)
    case ("skip"?, let step?, _, _):
      self = .skip(step: step, reason: text("reason") ?? "", at: text("at") ?? "")
    case ("take-up"?, let step?, _, _): self = .takeUp(step: step)
    case ("note"?, let step?, _, _):
      self = .note(step: step, Self.undated(text("text") ?? "", at: text("at") ?? ""))
    case ("predict"?, _, let hypothesis?, let verdict?):
      self = .predict(hypothesis: hypothesis, verdict: verdict)
    default: return nil
    }
  }

  private static func note(step: String, _ written: (text: String, at: String)) -> SessionEvent {
    .note(step: step, text: written.text, at: written.at)
  }

  /// A note without the time that journals of before wrote in front of its words, too.
  ///
  /// It is the line's own time, but for the seconds until the line was written; another time is the operator's word.
  private static func undated(_ text: String, at: String) -> (text: String, at: String) {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[0].contains("T"), parts[0].hasSuffix("Z"),
      let front = LogTime.parse(parts[0])
    else { return (text, at) }
    if at.isEmpty { return (parts[1], parts[0]) }
    guard let own = LogTime.parse(at), (0...2).contains(own - front) else { return (text, at) }
    return (parts[1], at)
  }
}
