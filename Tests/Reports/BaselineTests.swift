import Sentences
@testable import Diagnosis
@testable import Evidence
@testable import Playbooks
import Testing

@testable import Screens

/// What works beside the incident, where the operator names it.
@Suite struct BaselineTests {
  private static func engine(_ name: String, _ given: [String: String], _ language: Language) throws -> Engine
  {
    let incident = try #require(Checkout.incidents.first { $0.folder.hasSuffix("/" + name) })
    let playbook = try Checkout.library.load(incident.playbook, language: language)
    let snapshot = try Snapshot.load(incident.folder)
    guard case .resolved(let subject) = SubjectResolution.resolve(playbook, snapshot, given) else {
      throw FixUnmodelled("no subject")
    }
    return Engine(playbook: playbook, snapshot: snapshot, subject: subject)
  }

  private static func session(
    _ baseline: (name: String, given: [String: String])?, _ language: Language = .english
  ) throws -> Session {
    var session = Session(engine: try engine("hardening-orphan-group", [:], language))
    if let baseline { session.baseline = Baseline(try engine(baseline.name, baseline.given, language)) }
    return session
  }

  private static let staging = (name: "hardening-orphan-group", given: ["load-balancer": "web-staging"])

  @Test(arguments: Language.allCases)
  func `the report says why staging works, with the group that staging's load balancer carries`(
    _ language: Language
  ) throws {
    let text = Report.markdown(try Self.session(Self.staging, language), language: language, effects: [])
    let words = Words(language)
    let parts = text.components(separatedBy: "## " + words(.baselineWorks, "web-staging"))
    try #require(parts.count == 2)
    let section = parts[1].components(separatedBy: "\n## ")[0]
    #expect(section.contains("sg-097b2a85beef5d7e8"))
    #expect(section.contains("ec2.describe-security-groups.json:"))
    let without = Report.markdown(try Self.session(nil, language), language: language, effects: [])
    #expect(
      !without.contains("web-staging` works") && !without.contains(words(.baselineWorks, "web-staging")))
    // The baseline's files are not in the report's snapshot, so none of its places is one of the numbered citations.
    let cited = { (text: String) in ReportReader.read(text).evidence.map(\.citation) }
    #expect(cited(text) == cited(without))
  }

  @Test func `the cause's page shows the baseline's row below its own proof`() throws {
    let incident = IncidentMaker.incident(try Self.session(Self.staging))
    let cause = try #require(incident.causes.first)
    let row = try #require(cause.baseline)
    #expect(row.name == "web-staging")
    #expect(row.state == .ruledOut)
    let text = Markdown.text(CausePage.tail(cause, fix: 0, Words(.english)), words: Words(.english))
    #expect(text.contains("Why the baseline web-staging works"))
    #expect(text.contains("sg-097b2a85beef5d7e8"))
    let alone = try #require(IncidentMaker.incident(try Self.session(nil)).causes.first)
    #expect(alone.baseline == nil)
    #expect(
      !Markdown.text(CausePage.tail(alone, fix: 0, Words(.english)), words: Words(.english)).contains(
        "baseline"))
  }

  @Test func `a baseline with the same fault is not called one that works`() throws {
    let incident = IncidentMaker.incident(try Self.session((name: "hardening-orphan-group", given: [:])))
    let cause = try #require(incident.causes.first)
    let text = Markdown.text(CausePage.tail(cause, fix: 0, Words(.english)), words: Words(.english))
    #expect(text.contains("The baseline web-prod has the same fault"))
    #expect(!text.contains(" works"))
  }

  @Test func `undo keeps the baseline`() throws {
    var session = try Self.session(Self.staging)
    session.apply(.advance)
    let isUndone = session.undo()
    #expect(isUndone)
    #expect(session.baseline?.name == "web-staging")
  }
}
