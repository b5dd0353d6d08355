import Commands
import Evidence
import Permits

/// An answer about access as text and as JSON.
package enum AccessText {
  /// For a reader at a terminal.
  package static func text(_ answer: AccessAnswer) -> String {
    var lines = ["\(word(answer)): \(answer.because.english)"]
    if let statement = answer.match, answer.verdict != .undetermined {
      let place = statement.citation("")
      lines.append("  decided by \(statement.statement.label) of \(statement.policy.name), \(spot(place))")
    }
    for citation in answer.evidence { lines.append("  \(spot(citation))  \(citation.says.english)") }
    for need in answer.needs {
      lines.append("  needs \(need.file)")
      lines.append("    \(need.command.text)")
    }
    for note in answer.notes { lines.append("  note: \(AccessWords.words(note).english)") }
    return lines.joined(separator: "\n")
  }

  /// `{verdict, layer, statement, evidence}`, and what else a machine may want.
  package static func json(_ answer: AccessAnswer) -> JSONValue {
    var members: [JSONValue.Member] = [.init("verdict", .string(word(answer)))]
    switch answer.verdict {
    case .explicitlyDenied: members.append(.init("denial", .string("explicit")))
    case .implicitlyDenied: members.append(.init("denial", .string("implicit")))
    case .allowed, .undetermined: break
    }
    members.append(.init("layer", answer.layer.map { .string($0.rawValue) } ?? .null))
    members.append(.init("statement", answer.match.map(statement) ?? .null))
    members.append(.init("because", .string(answer.because.english)))
    members.append(.init("evidence", DiagnosisJSON.evidence(answer.evidence)))
    if !answer.lacking.isEmpty {
      members.append(.init("lacking", .array(answer.lacking.map { .string($0.rawValue) })))
    }
    if !answer.needs.isEmpty {
      members.append(
        .init(
          "needs",
          .array(
            answer.needs.map {
              .object([.init("file", .string($0.file)), .init("command", .string($0.command.text))])
            })))
    }
    if !answer.unknowns.isEmpty {
      members.append(
        .init("unknown", .array(answer.unknowns.map(\.words).sorted().map { .string($0.english) })))
    }
    if !answer.notes.isEmpty {
      members.append(.init("notes", .array(answer.notes.map { .string(AccessWords.words($0).english) })))
    }
    return .object(members)
  }

  private static func word(_ answer: AccessAnswer) -> String {
    switch answer.verdict {
    case .allowed: "allowed"
    case .implicitlyDenied, .explicitlyDenied: "denied"
    case .undetermined: "undetermined"
    }
  }

  private static func statement(_ match: StatementMatch) -> JSONValue {
    let place = match.citation("")
    var members: [JSONValue.Member] = [
      .init("sid", match.statement.sid.map { .string($0) } ?? .null),
      .init("policy", .string(match.policy.name.english)),
      .init("number", .number(String(match.statement.position + 1))),
      .init("effect", .string(match.statement.effect == .deny ? "Deny" : "Allow")),
      .init("file", .string(place.file)), .init("line", .number(String(place.line))),
    ]
    if let pointer = place.pointer { members.append(.init("pointer", .string(pointer))) }
    return .object(members)
  }

  private static func spot(_ place: Citation) -> String {
    "\(place.file):\(place.line)" + (place.pointer.map { " \($0)" } ?? "")
  }
}
