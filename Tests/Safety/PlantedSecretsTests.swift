import Sentences
import Diagnosis
import Evidence
import Files
import Playbooks
import Foundation
import Screens
import Testing

/// Secrets planted wherever one can stand come out nowhere.
@Suite struct PlantedSecretsTests {
  @Test func `every place is named once`() {
    let names = PlantedSecrets.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.count >= 40)
  }

  @Test(arguments: PlantedSecrets.all)
  func `a planted secret comes out nowhere`(_ secret: PlantedSecret) throws {
    let folder = try HostileFolder()
    defer { folder.remove() }
    try folder.lay(secret.incident)
    let canary = PlantedSecret.canary(7)
    try secret.plant(folder, canary)
    let snapshot = try Snapshot.load(folder.path + "/snap")
    for (way, text) in try Self.documents(snapshot) + Self.answers(secret.incident, snapshot, in: .english) {
      #expect(!text.contains("CANARY"), "\(secret.name) in \(way): \(Self.around(text))")
    }
  }

  @Test(arguments: [PlantedSecret.pull, PlantedSecret.request], Language.allCases)
  func `all planted secrets together come out nowhere`(_ incident: String, _ language: Language) throws {
    let folder = try HostileFolder()
    defer { folder.remove() }
    try Self.plantAll(incident, folder)
    let snapshot = try Snapshot.load(folder.path + "/snap")
    let ways =
      try Self.answers(incident, snapshot, in: language) + Self.screens(incident, snapshot, in: language)
      + Self.summaries(snapshot)
    for (way, text) in ways { #expect(!text.contains("CANARY"), "\(way): \(Self.around(text))") }
    #expect(ways.contains { $0.text.contains(Redaction.word) })
  }

  /// Plants every secret of an incident, each with a canary of its own, and gives their names.
  static func plantAll(_ incident: String, _ folder: HostileFolder) throws {
    try folder.lay(incident)
    for (number, secret) in PlantedSecrets.all.enumerated() where secret.incident == incident {
      try secret.plant(folder, PlantedSecret.canary(number + 100))
    }
  }

  typealias Way = (name: String, text: String)

  static func around(_ text: String) -> String {
    guard let place = text.range(of: "CANARY") else { return "" }
    return String(text[..<place.lowerBound].suffix(160)) + "CANARY"
  }

  /// The documents themselves: as queries see them, and as the raw view shows their lines.
  private static func documents(_ snapshot: Snapshot) throws -> [Way] {
    var ways: [Way] = [("query @", SnapshotUnion.value(snapshot).text())]
    for file in snapshot.files {
      let bytes = try file.read()
      let raw = RawFile(path: file.path, bytes: bytes)
      let lines = (1...max(raw.count, 1)).map { raw.line($0) }
      ways.append(("raw \(file.path.count)", lines.joined(separator: "\n")))
      if file.path.hasSuffix(".json") {
        ways.append(("query of \(file.path.count)", String(decoding: Redaction.json(bytes), as: UTF8.self)))
      }
    }
    return ways
  }

  private static func engine(_ incident: String, _ snapshot: Snapshot, in language: Language) throws -> Engine
  {
    let id = String(incident.prefix { $0 != "/" })
    let playbook = try PlaybookLibrary.standard().load(id, language: language)
    guard case .resolved(let subject) = SubjectResolution.resolve(playbook, snapshot, [:]) else {
      let subject = Subject(id == "ecs-image-pull" ? ["service": "orders"] : ["load-balancer": "web-prod"])
      return Engine(playbook: playbook, snapshot: snapshot, subject: subject)
    }
    return Engine(playbook: playbook, snapshot: snapshot, subject: subject)
  }

  /// What the commands answer, without the program's last look at what it writes.
  private static func answers(_ incident: String, _ snapshot: Snapshot, in language: Language) throws -> [Way]
  {
    let engine = try engine(incident, snapshot, in: language)
    let conclusion = engine.conclude()
    var ways: [Way] = [
      ("diagnose json", DiagnosisJSON.value(conclusion).text()),
      ("diagnose text", Redaction.shapes(in: DiagnosisText.render(conclusion, engine.playbook))),
      ("failed calls", snapshot.failedCalls.map { Redaction.text($0.message) }.joined(separator: "\n")),
      ("problems", snapshot.problems.map { Redaction.text($0.text) }.joined(separator: "\n")),
    ]
    for (id, judgement) in conclusion.judgements {
      ways.append(("why \(id)", Explanation.text(judgement, engine)))
      ways.append(("why \(id) json", Explanation.json(judgement, engine).text()))
    }
    return ways
  }

  private static func summaries(_ snapshot: Snapshot) -> [Way] {
    let summary = SnapshotSummary(Analysis(snapshot), [])
    return [
      ("snapshot", summary.text), ("snapshot json", Redaction.shapes(in: summary.json.text())),
    ]
  }

  /// The report, and every page of the wizard.
  private static func screens(_ incident: String, _ snapshot: Snapshot, in language: Language) throws -> [Way]
  {
    let session = Session(engine: try engine(incident, snapshot, in: language))
    let words = Words(language)
    let shown = IncidentMaker.incident(session)
    var ways: [Way] = [
      ("report", Report.markdown(session, language: language)),
      ("brief", Markdown.text(ReportPage.brief(shown, words), words: words)),
      ("summary", Markdown.text(PlainPages.summary(shown, words), words: words)),
      ("steps", Markdown.text(PlainPages.steps(shown, words), words: words)),
      ("commands", PlainPages.commands(shown, words).map(\.value).joined(separator: "\n")),
    ]
    ways.append(
      ("evidence", PlainPages.evidence(shown).map { "\($0.says) \($0.value ?? "")" }.joined(separator: "\n")))
    return ways
  }
}
