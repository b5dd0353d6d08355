import Evidence
import Playbooks

/// A walk through a playbook's decision tree: a value, made by its events alone.
///
/// Undo drops the last event; resuming replays the journal. The engine is the one that `diagnose` uses.
package struct Session: Sendable {
  package let engine: Engine
  package private(set) var events: [SessionEvent]
  package private(set) var state: State
  /// What works beside the incident, where the operator named it.
  package var baseline: Baseline?

  /// What the events come to.
  package struct State: Sendable {
    /// Ids of the steps, in the order they were entered; the last is the present one unless the walk ended.
    package var path: [String] = []
    package var ended = false
    package var answers: [String: String] = [:]
    package var overrides: [String: Override] = [:]
    /// The steps that are not looked at, by their ids.
    package var skips: [String: Skip] = [:]
    package var notes: [Note] = []
    package var predictions: [String: Verdict] = [:]
  }

  /// When a step was skipped, and why.
  package struct Skip: Sendable, Hashable {
    package var reason: String
    package var at: String
  }

  /// What the operator wrote down at a step, and when.
  package struct Note: Sendable, Hashable {
    package var step: String
    package var at: String
    package var text: String
  }

  package init(engine: Engine, events: [SessionEvent] = []) {
    self.engine = engine
    self.events = []
    self.state = State(path: engine.playbook.steps.first.map { [$0.id] } ?? [])
    for event in events { apply(event) }
  }

  /// The step the walk stands at; nil at the end.
  package var step: Step? {
    state.ended ? nil : state.path.last.flatMap { engine.playbook.step($0) }
  }

  /// Number of the present step among those of the playbook, from 1.
  package var position: Int {
    guard let step, let index = engine.playbook.steps.firstIndex(where: { $0.id == step.id }) else {
      return engine.playbook.steps.count
    }
    return index + 1
  }

  /// Does what the operator did and remembers it.
  package mutating func apply(_ event: SessionEvent) {
    events.append(event)
    switch event {
    case .advance: advance()
    case .jump(let target):
      if engine.playbook.step(target) != nil {
        state.path.append(target)
        state.ended = false
      }
    case .answer(let step, let answer): state.answers[step] = answer
    case .override(let hypothesis, let verdict, let reason):
      state.overrides[hypothesis] = Override(verdict, reason: reason)
    case .withdraw(let hypothesis): state.overrides[hypothesis] = nil
    case .skip(let step, let reason, let at):
      if engine.playbook.step(step) != nil { state.skips[step] = Skip(reason: reason, at: at) }
    case .takeUp(let step): state.skips[step] = nil
    case .note(let step, let text, let at): state.notes.append(Note(step: step, at: at, text: text))
    case .predict(let hypothesis, let verdict): state.predictions[hypothesis] = verdict
    }
  }

  /// Takes the last event back; false where there is none.
  package mutating func undo() -> Bool {
    guard !events.isEmpty else { return false }
    let kept = baseline
    self = Session(engine: engine, events: Array(events.dropLast()))
    baseline = kept
    return true
  }

  /// What the operator decided: skips, answers to what the snapshot leaves open, and over both overrides.
  package var decisions: [String: Override] {
    var decided = skipped
    for step in engine.playbook.steps where state.skips[step.id] == nil {
      guard let chosen = state.answers[step.id],
        let answer = step.question?.answers.first(where: { $0.id == chosen }), let effect = answer.effect,
        engine.judge(effect.hypothesis)?.verdict == .undetermined
      else { continue }
      decided[effect.hypothesis] = Override(effect.verdict, reason: answer.text)
    }
    return decided.merging(state.overrides) { _, explicit in explicit }
  }

  /// What only skipped steps decide.
  private var skipped: [String: Override] {
    if state.skips.isEmpty { return [:] }
    let lookedAt = Set(engine.playbook.steps.filter { state.skips[$0.id] == nil }.flatMap(\.tests))
    var skipped: [String: Override] = [:]
    for step in engine.playbook.steps {
      guard let skip = state.skips[step.id] else { continue }
      for id in step.tests where !lookedAt.contains(id) { skipped[id] = .skip(reason: skip.reason) }
    }
    return skipped
  }

  /// The judgements of a step's tests, in their order.
  package func judgements(_ step: Step) -> [Judgement] {
    let decisions = decisions
    return step.tests.compactMap { engine.judge($0, decisions) }
  }

  /// The question that is open at a step: asked where the data does not say, or always.
  package func question(_ step: Step) -> Step.Question? {
    guard let question = step.question, state.skips[step.id] == nil else { return nil }
    if question.always { return question }
    let open = step.tests.contains { engine.judge($0)?.verdict == .undetermined }
    return open ? question : nil
  }

  /// Ids of the hypotheses that the walk has tested so far.
  package var tested: [String] {
    var seen: Set<String> = []
    return state.path.compactMap { engine.playbook.step($0) }.flatMap(\.tests)
      .filter { seen.insert($0).inserted }
  }

  /// The diagnosis, with what the operator decided.
  package var conclusion: Conclusion { engine.conclude(decisions) }

  /// Where the walk goes from a step; nil at its end.
  package func following(_ step: Step) -> Step? {
    let decisions = decisions
    for branch in step.branches {
      let holds =
        switch branch.condition {
        case nil: true
        case .answer(let answer): state.answers[step.id] == answer
        case .hypothesis(let id, let verdict): engine.judge(id, decisions)?.verdict == verdict
        }
      if holds { return branch.go.flatMap { engine.playbook.step($0) } }
    }
    guard let index = engine.playbook.steps.firstIndex(where: { $0.id == step.id }) else { return nil }
    let next = index + 1
    return next < engine.playbook.steps.count ? engine.playbook.steps[next] : nil
  }

  /// Goes on as if what this step confirmed were repaired, so that a fault behind a fault is met too.
  private mutating func advance() {
    guard let step else { return }
    if let next = following(step), state.path.count < 4 * engine.playbook.steps.count {
      state.path.append(next.id)
    } else {
      state.ended = true
    }
  }

  /// The journal: one line for each event.
  package var journal: String { events.map { $0.line + "\n" }.joined() }
}
