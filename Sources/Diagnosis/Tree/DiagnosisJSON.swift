import Commands
import Evidence
import Playbooks

/// The diagnosis as the contract's JSON, `culprit.diagnosis/1`.
package enum DiagnosisJSON {
  /// The whole object; `extra` members stand at the end.
  package static func value(_ conclusion: Conclusion, _ extra: [JSONValue.Member] = []) -> JSONValue {
    let subject = conclusion.subject.values.sorted { $0.key < $1.key }
      .map { JSONValue.Member($0.key, .string(Redaction.subject($0.key, $0.value))) }
    return .object(
      [
        .init("schema", .string("culprit.diagnosis/1")),
        .init("playbook", .string(conclusion.playbook)),
        .init("outcome", .string(conclusion.outcome.rawValue)),
        .init("subject", .object(subject)),
        .init("causes", .array(conclusion.causes.map { cause($0) })),
        .init("ruledOut", .array(conclusion.ruledOut.map { entry($0) })),
        .init("undetermined", .array(conclusion.undetermined.map { entry($0) })),
        .init("notApplicable", .array(conclusion.notApplicable.map { entry($0) })),
      ] + extra)
  }

  private static func cause(_ cause: Conclusion.Cause) -> JSONValue {
    .object([
      .init("id", .string(cause.id)),
      .init("title", .string(cause.title)),
      .init("explanation", .string(cause.explanation)),
      .init("evidence", evidence(cause.evidence)),
      .init("fixes", .array(cause.fixes.map { fix($0) })),
    ])
  }

  private static func fix(_ fix: PreparedFix) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("title", .string(fix.title)),
      .init("commands", .array(fix.commands.map { .string($0.text) })),
      .init("applicability", .string(fix.applicability.rawValue)),
    ]
    if !fix.opens.isEmpty { members.append(.init("opens", .string(fix.opens))) }
    if !fix.undo.isEmpty { members.append(.init("undo", .string(fix.undo))) }
    return .object(members)
  }

  private static func entry(_ entry: Conclusion.Entry) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("id", .string(entry.id)), .init("because", .string(entry.because.english)),
    ]
    switch entry.verdict {
    case .confirmed, .ruledOut: members.append(.init("evidence", evidence(entry.evidence)))
    case .undetermined:
      let needs = entry.needs.map { need -> JSONValue in
        .object([.init("file", .string(need.file)), .init("command", .string(need.command.text))])
      }
      members.append(.init("needs", .array(needs)))
      if let live = entry.live { members.append(.init("live", .string(live))) }
    case .notApplicable: break
    }
    return .object(members)
  }

  /// A list of citations.
  package static func evidence(_ citations: [Citation]) -> JSONValue {
    .array(citations.map { citation($0) })
  }

  /// One citation.
  package static func citation(_ citation: Citation) -> JSONValue {
    let shown = Redaction.citation(citation)
    let isBare = citation.isBare && shown.value == citation.value
    let citation = shown
    var members: [JSONValue.Member] = [
      .init("file", .string(citation.file)), .init("line", .number(String(citation.line))),
    ]
    if let document = citation.document { members.append(.init("document", .number(String(document)))) }
    if let value = citation.value { members.append(.init("value", isBare ? .number(value) : .string(value))) }
    members.append(.init("says", .string(citation.says.english)))
    if let pointer = citation.pointer { members.append(.init("pointer", .string(pointer))) }
    return .object(members)
  }
}
