/// The diagnosis as Markdown, for a ticket or a chat.
package enum DiagnosisMarkdown {
  /// The whole text.
  package static func render(_ conclusion: Conclusion, _ playbook: Playbook) -> String {
    var lines = ["# \(playbook.title): \(Wording.outcome(conclusion.outcome))", ""]
    for (key, value) in conclusion.subject.values.sorted(by: { $0.key < $1.key }) {
      lines.append("- \(key): `\(Redaction.subject(key, value))`")
    }
    let hops = playbook.hops.map { hop in
      conclusion.hops[hop.id].map { "\(hop.title) **\(Wording.hop($0))**" } ?? hop.title
    }
    lines += ["", hops.joined(separator: " → ")]
    for (number, cause) in conclusion.causes.enumerated() { lines += self.cause(cause, number + 1) }
    lines += list(
      Wording.verdict(.ruledOut),
      conclusion.ruledOut.flatMap { refuted in
        ["- `\(refuted.id)`: \(refuted.because)"] + refuted.evidence.prefix(3).map { "  - \(place($0))" }
      })
    lines += list(
      Wording.verdict(.undetermined),
      conclusion.undetermined.flatMap { open in
        ["- `\(open.id)`: \(open.because)"] + open.needs.map { "  - needs `\($0.file)`: `\($0.command)`" }
          + (open.live.map { ["  - look live: \($0)"] } ?? [])
      })
    lines += list(
      Wording.verdict(.notApplicable), conclusion.notApplicable.map { "- `\($0.id)`: \($0.because)" })
    return lines.joined(separator: "\n") + "\n"
  }

  private static func cause(_ cause: Conclusion.Cause, _ number: Int) -> [String] {
    var lines = ["", "## Cause \(number): \(cause.title)", "", "`\(cause.id)`", "", cause.explanation, ""]
    lines += ["| place | shows | value |", "|---|---|---|"]
    lines += cause.evidence.map { citation in
      let citation = Redaction.citation(citation)
      let value = citation.value.map { "`\(cell($0))`" } ?? ""
      return "| `\(citation.file):\(citation.line)` | \(cell(citation.says)) | \(value) |"
    }
    for fix in cause.fixes {
      lines += ["", "### Fix (\(fix.applicability.rawValue)): \(fix.title)", ""]
      if !fix.commands.isEmpty { lines += ["```sh"] + fix.commands + ["```"] }
      if !fix.opens.isEmpty { lines += ["", "Opens: \(fix.opens)"] }
      if !fix.undo.isEmpty { lines += ["", "Undo: \(fix.undo)"] }
      if !fix.terraform.isEmpty { lines += ["", "```hcl", fix.terraform, "```"] }
    }
    if !cause.verify.isEmpty { lines += ["", "Verify: \(cause.verify)"] }
    if let command = cause.verifyCommand { lines += ["", "```sh", command, "```"] }
    if !cause.prevent.isEmpty { lines += ["", "Prevent: \(cause.prevent)"] }
    return lines
  }

  private static func place(_ citation: Citation) -> String {
    let citation = Redaction.citation(citation)
    return "`\(citation.file):\(citation.line)` \(citation.says)"
      + (citation.value.map { " (`\($0)`)" } ?? "")
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
  }

  private static func list(_ title: String, _ lines: [String]) -> [String] {
    guard !lines.isEmpty else { return [] }
    return ["", "## \(title.prefix(1).uppercased() + title.dropFirst())", ""] + lines
  }
}
