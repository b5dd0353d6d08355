import Diagnosis
import Evidence
import Playbooks

extension FuzzTarget {
  static let journal = FuzzTarget(
    "journal",
    seeds: [
      """
      {"playbook":"cloudfront-alb-504","snapshot":"/snapshots/a","title":"504","set":{"load-balancer":"web"}}
      {"do":"advance"}
      {"do":"note","step":"who-gave-up","text":"paged","at":"2026-03-01T05:31:00Z"}
      {"do":"override","hypothesis":"\(first)","verdict":"ruled out","reason":"seen"}
      {"do":"saw","verdicts":{"\(first)":"confirmed"}}
      {"do":"skip","step":"\(step)","reason":"","at":"2026-03-01"}
      {"do":"take-up","step":"\(step)"}
      {"do":"undo"}
      {"do":"jump","step":"\(step)"}
      {"do":"answer","step":"\(step)","answer":"yes"}
      {"do":"withdraw","hypothesis":"\(first)"}
      {"do":"predict","hypothesis":"\(first)","verdict":"confirmed"}

      """,
      "{}\n{\"do\":\"undo\"}\n{\"do\":\"undo\"}\n", "[]\n", "",
    ].map { Array($0.utf8) },
    words: [
      "{\"do\":\"advance\"}\n", "{\"do\":\"undo\"}\n", "\"jump\"", "\"step\":\"", "\"answer\":\"",
      "\"verdict\":\"",
    ]
      + FuzzWorld.engine.playbook.steps.map(\.id) + FuzzWorld.engine.playbook.hypotheses.prefix(12).map(\.id)
      + Verdict.allCases.map(\.rawValue)
  ) { fuzzJournal($0) }

  private static let first = FuzzWorld.engine.playbook.hypotheses.first?.id ?? ""
  private static let step = FuzzWorld.engine.playbook.steps.last?.id ?? ""
}

private func events(_ session: Session) -> [SessionEvent] {
  session.journal.split(separator: "\n").compactMap { SessionEvent(line: String($0)) }
}

/// A session's file, replayed, written again and read again: the same walk.
package func fuzzJournal(_ bytes: [UInt8]) {
  guard let read = JournalText(bytes) else { return }
  let session = Session(engine: FuzzWorld.engine, events: read.events)
  // What is a secret is written as `redacted`, and stays so.
  let again = events(session)
  hold(again.count == read.events.count, "an event was lost on the way to the file")
  hold(events(Session(engine: FuzzWorld.engine, events: again)) == again, "what was written reads otherwise")
  _ = session.decisions
  if let step = session.step { _ = (session.judgements(step), session.question(step)) }
  var shorter = session
  if shorter.undo() { hold(shorter.events.count + 1 == session.events.count) }
}
