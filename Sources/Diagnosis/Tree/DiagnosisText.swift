import Sentences
import Commands
import Evidence
import Playbooks
import Output

/// The diagnosis in plain lines, for a terminal or a pipe.
package struct DiagnosisText {
  private let speech: Speech

  /// The whole text in the playbook's language, ending in a line end.
  package static func render(_ conclusion: Conclusion, _ playbook: Playbook) -> String {
    let speech = Speech(playbook.language)
    return DiagnosisText(speech: speech).render(speech(conclusion), playbook)
  }

  private func render(_ conclusion: Conclusion, _ playbook: Playbook) -> String {
    var lines = ["\(playbook.title): \(speech(Wording.outcome(conclusion.outcome)))"]
    let subject = conclusion.subject.values.sorted { $0.key < $1.key }
      .map { "\($0.key) \(Redaction.subject($0.key, $0.value))" }
    if !subject.isEmpty {
      lines.append(VisibleText.line(speech("subject") + ": " + subject.joined(separator: ", ")))
    }
    lines.append(speech("path") + ": " + path(conclusion, playbook))
    if conclusion.outcome == .undetermined, let symptom = conclusion.symptom, symptom.verdict == .confirmed {
      lines.append(VisibleText.line(speech("symptom") + ": " + symptom.because.text))
    }
    for (number, cause) in conclusion.causes.enumerated() { lines += self.cause(cause, number + 1) }
    lines += section(
      Wording.verdict(.ruledOut), conclusion.ruledOut.map { VisibleText.line("  \($0.id): \($0.because)") })
    lines += section(Wording.verdict(.undetermined), conclusion.undetermined.flatMap { open($0) })
    lines += section(
      Wording.verdict(.notApplicable),
      conclusion.notApplicable.map { VisibleText.line("  \($0.id): \($0.because)") })
    for other in conclusion.handovers {
      lines += ["", "\(speech("continue with")) \(other.playbook): \(other.text)", "  \(other.command.text)"]
    }
    if let next = conclusion.nextBest, next.decides.count > 0 {
      lines += ["", speech("next best: run this, it helps to decide \(next.decides.count) open")]
      lines.append("  \(next.need.command.text)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func path(_ conclusion: Conclusion, _ playbook: Playbook) -> String {
    playbook.hops.map { hop in
      guard let verdict = conclusion.hops[hop.id] else { return hop.title }
      return "\(hop.title) \(speech(Wording.hop(verdict)))"
    }.joined(separator: " -> ")
  }

  private func cause(_ cause: Conclusion.Cause, _ number: Int) -> [String] {
    let head = speech("CAUSE \(number)")
    var lines = ["", "\(head): \(cause.title)", "  id: \(cause.id)", "  \(cause.explanation)"]
    lines += cause.evidence.map { "  \(speech("proof")): \(DiagnosisText.line($0))" }
    for (position, fix) in cause.fixes.enumerated() {
      let use = speech(fix.applicability.words)
      lines.append("  \(speech("fix \(position + 1)")) (\(use)): \(fix.title)")
      lines += fix.commands.map { "    \($0.text)" }
      if !fix.opens.isEmpty { lines.append("    \(speech("opens")): \(fix.opens)") }
      if !fix.undo.isEmpty { lines.append("    \(speech("undo")): \(fix.undo)") }
    }
    if !cause.verify.isEmpty { lines.append("  \(speech("verify")): \(cause.verify)") }
    if let command = cause.verifyCommand { lines.append("    \(command.text)") }
    if !cause.prevent.isEmpty { lines.append("  \(speech("prevent")): \(cause.prevent)") }
    return lines
  }

  /// A citation on one line: place, what it says, value.
  package static func line(_ citation: Citation) -> String {
    let citation = Redaction.citation(citation)
    let value = citation.value.map { " (\($0))" } ?? ""
    return VisibleText.line("\(citation.file):\(citation.line) \(citation.says)\(value)")
  }

  private func open(_ open: Conclusion.Entry) -> [String] {
    var lines = [VisibleText.line("  \(open.id): \(open.because)")]
    lines += open.needs.map { "    \(speech("needs")) \($0.file): \($0.command.text)" }
    if let live = open.live { lines.append("    \(speech("look live")): \(live)") }
    return lines
  }

  private func section(_ title: Sentence, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", "\(speech(title).uppercased()):"] + lines
  }
}
