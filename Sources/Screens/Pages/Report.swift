import Sentences
import Diagnosis
import Evidence
import Files

/// The Markdown report of a session.
package enum Report {
  /// The report's text; `effects` are what the repairs were found to do, tried now where they are nil.
  ///
  /// The same session gives the same bytes.
  package static func markdown(
    _ session: Session, language: Language, effects: [WhatIf.Row]? = nil
  ) -> String {
    let words = Words(language)
    let rows = effects ?? EffectsMaker.rows(session) { _, _ in true } ?? []
    let made = EffectsMaker.filled(IncidentMaker.incident(session), rows, session, words)
    let incident = RedactionMarks.marked(made, session.engine.snapshot)
    var hashes: [String: String] = [:]
    let cited = Set(
      (incident.hypotheses.flatMap(\.evidence) + incident.causes.flatMap(\.evidence)
        + incident.timeline.compactMap(\.citation) + (incident.sibling?.evidence ?? [])
        + [incident.since?.citation].compactMap(\.self)).map(\.file))
    for file in session.engine.snapshot.files where cited.contains(file.path) {
      if let bytes = try? file.read() { hashes[file.path] = SHA256.hex(bytes) }
    }
    let parts = Set(
      (incident.hypotheses.flatMap(\.evidence) + incident.causes.flatMap(\.evidence)
        + incident.timeline.compactMap(\.citation) + [incident.since?.citation].compactMap(\.self)).filter {
          isPart($0, session.engine.snapshot)
        })
    return Markdown.text(ReportPage.of(incident, words, hashes: hashes, parts: parts), words: words)
  }

  /// Whether a citation shows a part of a longer text, such as a statement of a policy.
  private static func isPart(_ citation: Citation, _ snapshot: Snapshot) -> Bool {
    guard let pointer = citation.pointer, let value = citation.value, !value.hasPrefix(Redaction.word),
      let document = snapshot.documents.first(where: {
        $0.file == citation.file && ($0.number ?? 1) == (citation.document ?? 1)
      }), let text = document.root.resolve(pointer)?.scalar
    else { return false }
    return text != value
  }

  /// A name for the report that no other file has: the playbook and the subject.
  package static func fileName(_ incident: Incident) -> String {
    let subject = incident.subject.first.map { "-" + $0.value } ?? ""
    let name = "incident-" + incident.playbook + subject
    return String(name.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." ? $0 : "-" })
      + ".md"
  }
}
