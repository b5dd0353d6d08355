import Sentences
@testable import Diagnosis
@testable import Evidence
@testable import Playbooks
@testable import Screens
import Foundation
import Testing

/// No text that a person reads says that a value is unknown, where the playbook meant to name it.
@Suite struct PlaceholderTests {
  /// What stands for a value that nothing bound, and a name that nothing filled.
  private static var placeholder: Regex<Substring> { #/\(unknown [^()]+\)|（[^（）]+は不明）|\$\{[a-z0-9-]+\}/# }

  /// The playbooks by language and id, read once.
  private static let playbooks: [Language: [String: Playbook]] = [
    .english: Checkout.playbooks,
    .japanese: Dictionary(
      uniqueKeysWithValues: Checkout.library.ids.compactMap { id in
        (try? Checkout.library.load(id, language: .japanese)).map { (id, $0) }
      }),
  ]

  @Test(arguments: Checkout.incidents)
  func `no placeholder is left in what is told of a recorded incident`(
    _ incident: Checkout.Incident
  ) throws {
    let analysis = Analysis(try Snapshot.load(incident.folder))
    for (language, playbooks) in Self.playbooks {
      let playbook = try #require(playbooks[incident.playbook])
      guard case .resolved(let subject) = SubjectResolution.resolve(playbook, analysis, [:]) else { continue }
      let engine = Engine(playbook: playbook, analysis: analysis, subject: subject)
      for (name, text) in Self.told(Session(engine: engine), Words(language)) {
        #expect(Self.lines(text) == [], "\(language) \(name)")
      }
    }
  }

  /// What a person reads of a session; the machine's and the explanations' words are the report's, so that one
  /// language shows them.
  private static func told(_ session: Session, _ words: Words) -> [(name: String, text: String)] {
    let shown = IncidentMaker.incident(session)
    let report = ("report", Markdown.text(ReportPage.of(shown, words), words: words))
    guard session.engine.playbook.language == .english else { return [report] }
    let conclusion = session.conclusion
    return [
      report, ("text", DiagnosisText.render(conclusion, session.engine.playbook)),
      ("json", DiagnosisJSON.value(conclusion).text()),
    ]
      + conclusion.judgements.values.map { ("why \($0.id)", Explanation.text($0, session.engine)) }
  }

  @Test(arguments: Checkout.library.ids, Language.allCases)
  func `a runbook names what the operator has to fill in`(_ id: String, _ language: Language) throws {
    let words = Words(language)
    let page = RunbookPage.of(try Checkout.library.load(id, language: language), words)
    let text = Markdown.text(page, words: words)
    #expect(Self.lines(text) == [])
  }

  /// The first lines that hold a placeholder.
  private static func lines(_ text: String) -> [String] {
    let whole = text as NSString
    var found: [String] = []
    for mark in ["(unknown ", "は不明）", "${"] {
      var rest = NSRange(location: 0, length: whole.length)
      while found.count < 3 {
        let place = whole.range(of: mark, options: .literal, range: rest)
        if place.location == NSNotFound { break }
        let line = whole.lineRange(for: place)
        let shown = whole.substring(with: line)
        if shown.contains(placeholder) { found.append(shown) }
        rest = NSRange(location: NSMaxRange(line), length: whole.length - NSMaxRange(line))
      }
    }
    return found
  }
}
