import Sentences
import Commands
import Evidence
import Playbooks
import Output

/// Why a hypothesis or decoy has its verdict: condition by condition, and what would change it.
package enum Explanation {
  /// The explanation in plain lines.
  package static func text(_ judgement: Judgement, _ engine: Engine) -> String {
    let speech = Speech(engine.playbook.language)
    let values = engine.values(judgement)
    func filled(_ text: String) -> String {
      Interpolation.text(text, values, language: engine.playbook.language)
    }
    var lines = ["\(judgement.id): \(speech(Wording.verdict(judgement.verdict)))"]
    if let claim = engine.playbook.hypothesis(judgement.id)?.claim {
      lines.append("\(speech("claim")): \(filled(claim))")
    }
    if let decoy = engine.playbook.decoy(judgement.id) {
      lines.append("\(speech("people try")): \(decoy.peopleTry)")
      if judgement.verdict == .ruledOut {
        lines.append("\(speech("argument")): \(filled(decoy.argument))")
      }
    }
    if let trace = speech(judgement).trace {
      lines += ["", speech("conditions") + ":"] + self.lines(trace, speech, indent: 1)
    }
    if let live = engine.playbook.hypothesis(judgement.id)?.live {
      lines += ["", "\(speech("look live")): \(filled(live))"]
    }
    lines += ["", change(judgement, speech)]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The explanation for machines.
  package static func json(_ judgement: Judgement, _ engine: Engine) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("id", .string(judgement.id)),
      .init("verdict", .string(judgement.verdict.rawValue)),
      .init("because", .string(judgement.finding.because.english)),
    ]
    if let trace = judgement.trace { members.append(.init("conditions", condition(trace))) }
    members.append(.init("change", .string(change(judgement, Speech(.english)))))
    return .object(members)
  }

  private static func condition(_ trace: TestTrace) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("test", .string(name(trace).english)),
      .init("verdict", .string(trace.finding.verdict.rawValue)),
      .init("because", .string(trace.finding.because.english)),
    ]
    if case .check = trace.kind {
      members.append(.init("evidence", DiagnosisJSON.evidence(trace.finding.evidence)))
      let needs = trace.finding.needs.map { need -> JSONValue in
        .object([.init("file", .string(need.file)), .init("command", .string(need.command.text))])
      }
      members.append(.init("needs", .array(needs)))
    }
    if !trace.parts.isEmpty { members.append(.init("parts", .array(trace.parts.map { condition($0) }))) }
    return .object(members)
  }

  private static func name(_ trace: TestTrace) -> Sentence {
    switch trace.kind {
    case .check(let use): "\(use.description)"
    case .all: "all of"
    case .any: "any of"
    case .first: "the first that applies"
    case .not: "not"
    }
  }

  private static func lines(_ trace: TestTrace, _ speech: Speech, indent: Int) -> [String] {
    let blanks = String(repeating: "  ", count: indent)
    var lines = ["\(blanks)\(speech(name(trace))): \(speech(Wording.verdict(trace.finding.verdict)))"]
    if case .check = trace.kind {
      lines.append(VisibleText.line("\(blanks)  \(trace.finding.because)"))
      lines += trace.finding.evidence.map { "\(blanks)  \(speech("saw")) \(DiagnosisText.line($0))" }
      lines += trace.finding.needs.map { "\(blanks)  \(speech("needs")) \($0.file): \($0.command.text)" }
    }
    return lines + trace.parts.flatMap { self.lines($0, speech, indent: indent + 1) }
  }

  /// What would turn the verdict.
  private static func change(_ judgement: Judgement, _ speech: Speech) -> String {
    let what: String
    switch judgement.verdict {
    case .confirmed:
      what = speech("the repair; then each condition above that holds would no longer hold")
    case .ruledOut: what = speech("other values at the places above")
    case .notApplicable: what = speech("the thing it speaks of would have to be configured")
    case .undetermined:
      let files = judgement.finding.needs.map(\.file).joined(separator: ", ")
      what = files.isEmpty ? speech("a look at the live system") : speech("reading \(files)")
    }
    return speech("what would change it") + ": " + what
  }
}
