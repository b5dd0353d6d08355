@testable import Diagnosis
@testable import Evidence
import Testing

@Suite struct SessionEventTests {
  @Test(arguments: [
    SessionEvent.advance, .jump(step: "a"), .answer(step: "a", answer: "b"),
    .override(hypothesis: "h", verdict: .ruledOut, reason: "I \"saw\" it\nmyself"),
    .withdraw(hypothesis: "h"), .note(step: "a", text: "日本語", at: "2026-11-21T03:15:00Z"),
    .skip(step: "a", reason: "", at: "2026-11-21T03:15:00Z"), .takeUp(step: "a"),
    .predict(hypothesis: "h", verdict: .confirmed),
  ])
  func `an event is read from the line it writes`(_ event: SessionEvent) {
    #expect(SessionEvent(line: event.line) == event)
    #expect(!event.line.contains("\n"))
  }

  @Test(arguments: [
    ("2026-11-21T03:15:00Z words", "2026-11-21T03:15:01Z", "words", "2026-11-21T03:15:01Z"),
    ("2026-11-21T03:15:00Z words", "", "words", "2026-11-21T03:15:00Z"),
    (
      "2026-11-20T23:00:00Z it began", "2026-11-21T03:15:00Z", "2026-11-20T23:00:00Z it began",
      "2026-11-21T03:15:00Z"
    ),
    ("words", "2026-11-21T03:15:00Z", "words", "2026-11-21T03:15:00Z"),
  ])
  func `a note of an older journal tells its time once`(text: String, at: String, words: String, time: String)
  {
    let old = SessionEvent.note(step: "a", text: text, at: at)
    #expect(SessionEvent(line: old.line) == .note(step: "a", text: words, at: time))
  }

  @Test(arguments: ["", "{", "{\"do\":\"fly\"}", "{\"do\":\"jump\"}"])
  func `a line that is no event is none`(_ line: String) {
    #expect(SessionEvent(line: line) == nil)
  }
}
