/// The diagnosis in plain lines, for a terminal or a pipe.
package enum DiagnosisText {
  /// The whole text, ending in a line end.
  package static func render(_ conclusion: Conclusion, _ playbook: Playbook) -> String {
    var lines = ["\(playbook.title): \(Wording.outcome(conclusion.outcome))"]
    let subject = conclusion.subject.values.sorted { $0.key < $1.key }
      .map { "\($0.key) \(Redaction.subject($0.key, $0.value))" }
    if !subject.isEmpty { lines.append("subject: " + subject.joined(separator: ", ")) }
    lines.append("path: " + path(conclusion, playbook))
    for (number, cause) in conclusion.causes.enumerated() { lines += self.cause(cause, number + 1) }
    lines += section(
      Wording.verdict(.ruledOut), conclusion.ruledOut.map { "  \($0.id): \($0.because)" })
    lines += section(Wording.verdict(.undetermined), conclusion.undetermined.flatMap { open($0) })
    lines += section(
      Wording.verdict(.notApplicable), conclusion.notApplicable.map { "  \($0.id): \($0.because)" })
    if let next = conclusion.nextBest, next.decides.count > 0 {
      lines += ["", "next best: run this, it helps to decide \(next.decides.count) open"]
      lines.append("  \(next.need.command)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func path(_ conclusion: Conclusion, _ playbook: Playbook) -> String {
    playbook.hops.map { hop in
      guard let verdict = conclusion.hops[hop.id] else { return hop.title }
      return "\(hop.title) \(Wording.hop(verdict))"
    }.joined(separator: " -> ")
  }

  private static func cause(_ cause: Conclusion.Cause, _ number: Int) -> [String] {
    var lines = ["", "CAUSE \(number): \(cause.title)", "  id: \(cause.id)", "  \(cause.explanation)"]
    lines += cause.evidence.map { "  proof: \(self.line($0))" }
    for (position, fix) in cause.fixes.enumerated() {
      lines.append("  fix \(position + 1) (\(fix.applicability.rawValue)): \(fix.title)")
      lines += fix.commands.flatMap { $0.split(separator: "\n") }.map { "    \($0)" }
      if !fix.opens.isEmpty { lines.append("    opens: \(fix.opens)") }
      if !fix.undo.isEmpty { lines.append("    undo: \(fix.undo)") }
    }
    if !cause.verify.isEmpty { lines.append("  verify: \(cause.verify)") }
    if let command = cause.verifyCommand { lines.append("    \(command)") }
    if !cause.prevent.isEmpty { lines.append("  prevent: \(cause.prevent)") }
    return lines
  }

  /// A citation on one line: place, what it says, value.
  package static func line(_ citation: Citation) -> String {
    let citation = Redaction.citation(citation)
    let value = citation.value.map { " (\($0))" } ?? ""
    return "\(citation.file):\(citation.line) \(citation.says)\(value)"
  }

  private static func open(_ open: Conclusion.Open) -> [String] {
    var lines = ["  \(open.id): \(open.because)"]
    lines += open.needs.map { "    needs \($0.file): \($0.command)" }
    if let live = open.live { lines.append("    look live: \(live)") }
    return lines
  }

  private static func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", "\(title.uppercased()):"] + lines
  }
}
