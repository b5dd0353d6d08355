import Sentences
import Commands
import Evidence
import Playbooks

/// The what-if in text and JSON.
package enum WhatIfReport {
  /// What was applied, for the member `applied`.
  ///
  /// A value that only the operator knows is named with what the model took for it; the command still asks for it.
  package static func applied(_ changes: [WhatIfChange], on snapshot: Snapshot) -> JSONValue {
    .array(
      changes.map { change in
        var members: [JSONValue.Member] = [
          .init("id", .string(change.id)), .init("title", .string(change.title)),
          .init("commands", .array((change.fix?.commands ?? []).map { .string($0.text) })),
        ]
        let standIns = change.fix?.standIns(on: snapshot) ?? []
        if !standIns.isEmpty { members.append(.init("withValuesOfYours", .array(standIns.map(\.json)))) }
        if change.fix == nil { members.append(.init("changes", .string("nothing"))) }
        return .object(members)
      })
  }

  /// What was taken for the values of the operator's, in words; empty where all were known.
  package static func words(_ standIns: [StandIn]) -> Sentence {
    let told = standIns.map { "\($0.name): \($0.says)" as Sentence }.joined(separator: "; ")
    if standIns.isEmpty { return "" }
    return standIns.count == 1 ? "with a value of yours (\(told))" : "with values of yours (\(told))"
  }

  /// The table as lines: fix, whether the path is restored, the hop that still fails, what it opens.
  package static func text(_ whatIf: WhatIf) -> String {
    let speech = Speech(whatIf.engine.playbook.language)
    var lines: [String] = []
    for row in whatIf.table {
      let name = row.number.map { "\(row.id)/\($0)" } ?? row.id
      lines.append("\(name): \(row.title)")
      lines.append("  " + speech(verdict(row, whatIf)))
      if !row.opens.isEmpty { lines.append("  " + speech("opens: \(row.opens)")) }
    }
    if lines.isEmpty { lines.append(speech("there is nothing to try: no cause was found")) }
    if let repair = whatIf.smallestRepair {
      lines += ["", speech("smallest repair, in this order:")]
      for (cause, fix) in repair {
        let yours = words(fix.standIns(on: whatIf.engine.snapshot))
        lines.append("  \(cause): \(fix.title)\(yours.isEmpty ? "" : ", " + speech(yours))")
        lines += fix.commands.map { "    \($0.text)" }
      }
    } else if !whatIf.unrepairable.isEmpty {
      let ids = whatIf.unrepairable.map(\.id).joined(separator: ", ")
      lines += [
        "", speech("no smallest repair: no command of these shows on the snapshot what it does: \(ids)"),
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whether a repair restores the path, and what still fails.
  package static func verdict(_ row: WhatIf.Row, _ whatIf: WhatIf) -> Sentence {
    guard let after = row.after else { return "cannot be shown on the snapshot: \(row.why)" }
    let yours = words(row.standIns)
    if after.causes.isEmpty {
      var said: [Sentence] = [
        row.pending.isEmpty ? "path restored: yes" : "path restored: unknown, \(row.why)"
      ]
      if row.isByTheWay {
        said.append("by what the command does besides: the same without the change does it, too")
      }
      return (said + (yours.isEmpty ? [] : [yours])).joined(separator: ", ")
    }
    let still = after.causes.map(\.title).joined(separator: "; ")
    let hop = whatIf.firstFailing(after)?.title
    let fails: Sentence =
      hop.map { "path restored: no, still fails at \($0): \(still)" }
      ?? "path restored: no, still fails: \(still)"
    let said: Sentence = row.changesNothing ? "changes nothing: \(fails)" : fails
    let why = [row.why, yours].filter { !$0.isEmpty }.joined(separator: "; ")
    return why.isEmpty ? said : "\(said) (\(why))"
  }

  /// The table for machines.
  package static func json(_ whatIf: WhatIf) -> JSONValue {
    let rows = whatIf.table.map { row -> JSONValue in
      var members: [JSONValue.Member] = [.init("id", .string(row.id))]
      if let number = row.number { members.append(.init("fix", .number(String(number)))) }
      members += [
        .init("title", .string(row.title)), .init("decoy", .bool(row.isDecoy)),
        .init("restores", row.restores.map { .bool($0) } ?? .null),
        .init("opens", .string(row.opens)),
      ]
      if let after = row.after {
        members.append(.init("causes", .array(after.causes.map { .string($0.id) })))
        if let hop = whatIf.firstFailing(after) { members.append(.init("failsAt", .string(hop.id))) }
      }
      if !row.pending.isEmpty {
        members.append(.init("needsNewRecords", .array(row.pending.map { .string($0) })))
      }
      if row.isByTheWay { members.append(.init("byTheWay", .bool(true))) }
      if row.changesNothing { members.append(.init("changes", .string("nothing"))) }
      if !row.standIns.isEmpty {
        members.append(.init("withValuesOfYours", .array(row.standIns.map(\.json))))
      }
      if !row.why.isEmpty { members.append(.init("because", .string(row.why.english))) }
      return .object(members)
    }
    let repair = whatIf.smallestRepair.map {
      applied(
        $0.map { WhatIfChange(id: $0.cause, title: $0.fix.title, fix: $0.fix) }, on: whatIf.engine.snapshot)
    }
    return .object([.init("table", .array(rows)), .init("smallestRepair", repair ?? .null)])
  }
}
