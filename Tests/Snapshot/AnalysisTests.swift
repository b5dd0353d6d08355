@testable import Diagnosis
@testable import Evidence
@testable import Packets
@testable import Playbooks
@testable import Screens
@testable import Services
@testable import culprit
import Foundation
import Synchronization
import Testing

/// What an analysis keeps, and for how long.
@Suite struct AnalysisTests {
  private static func opened(
    _ incident: Checkout.Incident
  ) throws -> (playbook: Playbook, analysis: Analysis, subject: Subject) {
    let playbook = try #require(Checkout.playbooks[incident.playbook])
    let analysis = Analysis(try Snapshot.load(incident.folder))
    let resolution = SubjectResolution.resolve(playbook, analysis, [:])
    guard case .resolved(let subject) = resolution else { throw Misfit(resolution.complaint) }
    return (playbook, analysis, subject)
  }

  /// Recorded incidents of each playbook that have a cause, and repairs to try.
  static let caused = Checkout.incidents.filter { incident in
    ["/hardening-orphan-group", "/acl-in-one-zone"].contains { incident.folder.hasSuffix($0) }
  }

  // MARK: keys

  private enum Length: AnalysisModel {
    static let made = Mutex<[String]>([])

    static func make(_ word: String, in analysis: Analysis) -> Int {
      made.withLock { $0.append(word) }
      return word.count
    }
  }

  private enum Shout: AnalysisModel {
    static func make(_ word: String, in analysis: Analysis) -> String {
      word.uppercased() + String(analysis.value(of: Length.self, word))
    }
  }

  @Test func `a value is made once for each key, and models of one key are apart`() {
    let analysis = Analysis(snapshot([:]))
    for _ in 0..<2 {
      #expect(analysis.value(of: Shout.self, "ab") == "AB2")
      #expect(analysis.value(of: Length.self, "ab") == 2)
      #expect(analysis.value(of: Length.self, "a") == 1)
    }
    #expect(Length.made.withLock { $0 } == ["ab", "a"])
    #expect(analysis.network === analysis.network)
    #expect(analysis.network !== Analysis(analysis.snapshot).network)
  }

  // MARK: lives

  @Test(arguments: caused) func `nothing of a snapshot outlives its diagnosis`(
    _ incident: Checkout.Incident
  ) throws {
    let log = AskLog()
    var told: [Conclusion] = []
    try AskLog.$current.withValue(log) {
      let (playbook, analysis, subject) = try Self.opened(incident)
      let engine = Engine(playbook: playbook, analysis: analysis, subject: subject)
      told.append(engine.conclude())
      _ = IncidentMaker.incident(Session(engine: engine))
      #expect(log.analyses.living == 1)
    }
    #expect(!log.ofModels.isEmpty)
    #expect(told.first?.entries.isEmpty == false)
    #expect(log.analyses.living == 0)
  }

  @Test(arguments: caused) func `what is tried is gone when it was tried`(
    _ incident: Checkout.Incident
  ) throws {
    let log = AskLog()
    try AskLog.$current.withValue(log) {
      let (playbook, analysis, subject) = try Self.opened(incident)
      let engine = Engine(playbook: playbook, analysis: analysis, subject: subject)
      let before = engine.conclude()
      let whatIf = WhatIf(engine: engine, before: before)
      let made = log.analyses.made
      for cause in before.causes {
        for fix in cause.fixes { _ = try? whatIf.conclude(after: [fix]) }
      }
      #expect(log.analyses.made > made)
      #expect(log.analyses.living == 1)
    }
    #expect(log.analyses.living == 0)
  }

  @Test func `a snapshot that is read again replaces the one before`() throws {
    let incident = try #require(Self.caused.first)
    let investigation = Investigation(
      library: Checkout.library, given: [:], language: .english, now: { Date(timeIntervalSince1970: 0) },
      wake: {})
    investigation.open(
      StartItem(
        kind: .snapshot, title: "", detail: "", playbook: incident.playbook, path: incident.folder))
    investigation.finish()
    weak let analysis = investigation.session?.engine.analysis
    weak let snapshot = analysis?.snapshot
    #expect(analysis != nil && snapshot != nil)
    investigation.reload()
    investigation.finish()
    #expect(analysis == nil && snapshot == nil)
    #expect(investigation.session?.engine.analysis != nil)
  }
}
