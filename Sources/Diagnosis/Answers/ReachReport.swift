import Commands
import Evidence
import Packets

/// Traces as `culprit reach` shows them: a picture in text, and JSON.
package struct ReachReport: Sendable {
  package let traces: [Trace]

  package init(_ traces: [Trace]) { self.traces = traces }

  /// Denied if any way is, else undetermined if any is: every node and every address has to get through.
  package var verdict: Passage { traces.isEmpty ? .undetermined : Passage.all(traces.map(\.verdict)) }

  /// `{verdict, hops: [{hop, direction, verdict, rule, evidence}]}`; several ways name theirs in `path`.
  package var json: JSONValue {
    let hops = traces.flatMap { trace in trace.hops.map { json($0, of: trace) } }
    return .object([.init("verdict", .string(verdict.rawValue)), .init("hops", .array(hops))])
  }

  private func json(_ hop: Hop, of trace: Trace) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("hop", .string("\(NetworkWords.kind(hop.kind)) \(hop.at)")),
      .init("direction", .string(hop.direction.rawValue)), .init("verdict", .string(hop.verdict.rawValue)),
      .init("rule", .string(hop.decision.rule.english)),
      .init("evidence", DiagnosisJSON.evidence(hop.decision.evidence)),
    ]
    if !hop.decision.needs.isEmpty {
      let needs = hop.decision.needs.map {
        JSONValue.object([.init("file", .string($0.file)), .init("command", .string($0.command.text))])
      }
      members.append(.init("needs", .array(needs)))
    }
    if traces.count > 1 { members.append(.init("path", .string("\(trace.from.name) -> \(trace.to.name)"))) }
    return .object(members)
  }

  /// The picture: what judges, its verdict, its rule, its proof; what to collect stands at the end.
  package var text: String {
    var lines: [String] = []
    for trace in traces {
      let traffic = NetworkWords.traffic(trace.ipProtocol, trace.ports)
      let source = trace.ipProtocol.hasPorts ? " from port \(NetworkWords.range(trace.sourcePorts))" : ""
      lines.append("\(trace.from.name) -> \(trace.to.name)  \(traffic)\(source)")
      for direction in [Hop.Direction.forward, .reply] {
        let hops = trace.hops.filter { $0.direction == direction }
        if hops.isEmpty { continue }
        lines.append(direction == .forward ? "  forward" : "  reply")
        for hop in hops { lines += picture(hop) }
      }
      lines.append("  => \(trace.verdict.rawValue)")
      lines.append("")
    }
    let needs = traces.flatMap(\.needs).unique
    if !needs.isEmpty {
      lines.append("to know more:")
      lines += needs.map { "  \($0.command.text)" }
      lines.append("")
    }
    lines.append("verdict: \(verdict.rawValue)")
    return lines.joined(separator: "\n") + "\n"
  }

  private func picture(_ hop: Hop) -> [String] {
    let mark =
      switch hop.verdict {
      case .allowed: "allow"
      case .denied: "DENY "
      case .undetermined: "?    "
      }
    var lines = [
      "    \(mark)  \(NetworkWords.kind(hop.kind)) \(hop.at)", "             \(hop.decision.rule)",
    ]
    lines += hop.decision.evidence.prefix(hop.verdict == .allowed ? 1 : 4).map { citation in
      let value = Redaction.citation(citation).value.map { "  \($0)" } ?? ""
      return "             \(citation.file):\(citation.line)\(value)"
    }
    return lines
  }
}
