import Commands
import Evidence

/// What `y` copies: the text, and what the message calls it.
package struct Copying: Hashable, Sendable {
  /// What kind of thing it is, for the footer.
  package enum Kind: Hashable, Sendable { case command, fix, finding, line }

  package let kind: Kind
  package let text: String
  package let name: String
}

extension Model {
  /// What `y` copies here: what is selected, never something on another screen.
  package var copying: Copying? {
    switch place.screen {
    case .cause:
      guard case .fix(let index)? = causeLine, let repair, !repair.commands.isEmpty else { return nil }
      return Copying(
        kind: .fix, text: repair.commands.text,
        name: words(.copyFix, "\(index + 1)", repair.commands[0].verb))
    case .verify(let id):
      return incident?.cause(id)?.verifyCommand.map {
        Copying(kind: .command, text: $0.text, name: words(.copyCheck, $0.verb))
      }
    case .walk, .why:
      if let needs = hypothesis?.needs, !needs.isEmpty {
        return collecting(needs.map { ($0.file, $0.command) })
      }
      if question != nil { return incident?.next.map { collecting([($0.file, $0.command)]) } }
      return hypothesis.map { Copying(kind: .finding, text: finding($0), name: words(.copyFinding)) }
    case .overview:
      let missing = incident?.overview.missing.compactMap { item in
        item.command.map { (item.file ?? item.name, $0) }
      }
      return (missing ?? []).isEmpty ? nil : collecting(missing ?? [])
    case .raw:
      guard let file, file.count > 0 else { return nil }
      let line = min(place.selected + 1, file.count)
      return Copying(kind: .line, text: file.line(line), name: words(.copyLine, "\(line)", file.path))
    default: return nil
    }
  }

  private func collecting(_ needs: [(file: String, command: ShellCommand)]) -> Copying {
    let name =
      needs.count == 1
      ? words(.copyCollect, needs[0].file) : words(.copyCollectMany, "\(needs.count)")
    return Copying(kind: .command, text: needs.map(\.command).text, name: name)
  }

  /// The verdict, its reason and its evidence in lines.
  private func finding(_ hypothesis: Incident.Hypothesis) -> String {
    let verdict = words.verdict(hypothesis) + ": " + hypothesis.claim
    return ([verdict, hypothesis.because] + hypothesis.evidence.map(evidenceLine)).filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  /// One piece of evidence as a line of text.
  package func evidenceLine(_ citation: Citation) -> String {
    let place = "\(citation.file):\(citation.line)" + (citation.pointer.map { " " + $0 } ?? "")
    let value = citation.value.map { " = " + $0 } ?? ""
    return "\(citation.says.text) (\(place)\(value))"
  }
}
