import Sentences
@testable import Diagnosis
@testable import Evidence
@testable import Playbooks
import Testing

@testable import Screens

/// What only skipped steps decide is open; nothing else changes, and undo brings it back.
@Suite struct SkippedStepTests {
  /// A session on a recorded incident with one cause, and the step that decides it.
  private static func sample() throws -> (session: Session, cause: String, step: String) {
    for incident in Checkout.incidents {
      guard let playbook = Checkout.playbooks[incident.playbook],
        let causes = try RecordedIncident.read(incident.folder).expect?.causes, causes.count == 1,
        let step = playbook.steps.first(where: { $0.tests.contains(causes[0]) })
      else { continue }
      let snapshot = try Snapshot.load(incident.folder)
      guard case .resolved(let subject) = SubjectResolution.resolve(playbook, snapshot, [:]) else { continue }
      let engine = Engine(playbook: playbook, snapshot: snapshot, subject: subject)
      return (Session(engine: engine), causes[0], step.id)
    }
    throw CancellationError()
  }

  private static let time = "2026-11-21T03:15:00Z"

  @Test func `a skipped step leaves open what only it decides, and undo decides it again`() throws {
    var (session, cause, step) = try Self.sample()
    let before = session.conclusion
    #expect(before.outcome == .causeFound)
    session.apply(.skip(step: step, reason: "no time", at: Self.time))
    let after = session.conclusion
    let open = try #require(after.undetermined.first { $0.id == cause })
    #expect(after.causes.isEmpty)
    #expect(after.outcome != .causeFound)
    #expect(open.needs.isEmpty)
    #expect(open.because == "no time")
    let elsewhere = before.judgements.keys.filter { id in
      session.engine.playbook.hypothesis(id) == nil
        || session.engine.playbook.steps.contains { $0.id != step && $0.tests.contains(id) }
    }
    #expect(!elsewhere.isEmpty)
    for id in elsewhere { #expect(after.judgements[id]?.verdict == before.judgements[id]?.verdict) }
    let isTakenBack = session.undo()
    #expect(isTakenBack)
    #expect(session.conclusion.causes.map(\.id) == [cause])
  }

  @Test func `a skipped step is taken up again`() throws {
    var (session, cause, step) = try Self.sample()
    session.apply(.skip(step: step, reason: "", at: Self.time))
    session.apply(.takeUp(step: step))
    #expect(session.conclusion.causes.map(\.id) == [cause])
  }

  @Test func `what another step decides as well stays decided`() throws {
    let (session, cause, step) = try Self.sample()
    var playbook = session.engine.playbook
    var second = try #require(playbook.step(step))
    second.id = "again"
    second.tests = [cause]
    playbook.steps.append(second)
    let engine = Engine(
      playbook: playbook, snapshot: session.engine.snapshot, subject: session.engine.subject)
    var both = Session(engine: engine, events: [.skip(step: step, reason: "", at: Self.time)])
    #expect(both.conclusion.causes.map(\.id) == [cause])
    both.apply(.skip(step: "again", reason: "", at: Self.time))
    #expect(both.conclusion.causes.isEmpty)
  }

  @Test func `the operator's own verdict stands over a skip`() throws {
    var (session, cause, step) = try Self.sample()
    session.apply(.skip(step: step, reason: "", at: Self.time))
    session.apply(.override(hypothesis: cause, verdict: .confirmed, reason: "seen"))
    #expect(session.conclusion.causes.map(\.id) == [cause])
  }

  @Test(arguments: [(Language.english, "skipped by the operator"), (.japanese, "オペレーターがスキップ")])
  func `the walk and the report say what was skipped, when and why`(
    language: Language, words: String
  ) throws {
    let (session, cause, step) = try Self.sample()
    let playbook = try Checkout.library.load(session.engine.playbook.id, language: language)
    let engine = Engine(
      playbook: playbook, snapshot: session.engine.snapshot, subject: session.engine.subject)
    let skipped = Session(engine: engine, events: [.skip(step: step, reason: "no time", at: Self.time)])
    let incident = IncidentMaker.incident(skipped)
    let hypothesis = try #require(incident.hypothesis(cause))
    #expect(hypothesis.state == .skipped)
    #expect(hypothesis.because.contains(words))
    #expect(hypothesis.evidence.isEmpty)
    let report = ReportPage.of(incident, Words(language))
    let text = Markdown.text(report, words: Words(language))
    #expect(text.contains(words))
    #expect(text.contains("no time"))
    #expect(text.contains(Self.time))
  }
}
