import Diagnosis
import Evidence
import Playbooks

/// Tells which verdicts of the snapshot are others than they were, the operator's own decisions left aside.
package enum ChangesMaker {
  /// The changes since earlier verdicts, what became worse first.
  package static func changes(since before: [String: Verdict], _ session: Session) -> [Incident.Change] {
    let engine = session.engine
    let present = engine.conclude()
    let compared = engine.playbook.ordered.filter { $0.kind == .cause && !present.unlisted.contains($0.id) }
    let changes = compared.compactMap { hypothesis -> Incident.Change? in
      guard let old = before[hypothesis.id], let judgement = present.judgements[hypothesis.id],
        old != judgement.verdict
      else { return nil }
      return Incident.Change(
        id: hypothesis.id,
        claim: Interpolation.text(
          hypothesis.claim, engine.values(judgement), language: engine.playbook.language),
        change: Comparison.change(old, judgement.verdict), before: IncidentMaker.state(old),
        after: IncidentMaker.state(judgement.verdict),
        because: Speech(engine.playbook.language)(judgement.finding.because))
    }
    let order: [Comparison.Change] = [.worse, .lostSight, .better, .other]
    return order.flatMap { change in changes.filter { $0.change == change } }
  }
}

extension Incident {
  /// A verdict that is another one than before.
  package struct Change: Sendable, Hashable {
    package var id: String
    package var claim: String
    package var change: Comparison.Change
    package var before: State
    package var after: State
    package var because: String

    package init(
      id: String, claim: String, change: Comparison.Change, before: State, after: State, because: String
    ) {
      self.id = id
      self.claim = claim
      self.change = change
      self.before = before
      self.after = after
      self.because = because
    }
  }
}
