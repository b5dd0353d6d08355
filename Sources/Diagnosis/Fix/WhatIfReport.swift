/// The what-if in text and JSON.
package enum WhatIfReport {
  /// What was applied, for the member `applied`.
  package static func applied(_ changes: [WhatIfChange]) -> JSONValue {
    .array(
      changes.map { change in
        .object([
          .init("id", .string(change.id)), .init("title", .string(change.title)),
          .init("commands", .array((change.fix?.commands ?? []).map { .string($0) })),
        ])
      })
  }

  /// The table as lines: fix, whether the path is restored, the hop that still fails, what it opens.
  package static func text(_ whatIf: WhatIf) -> String {
    var lines: [String] = []
    for row in whatIf.table {
      let name = row.number.map { "\(row.id)/\($0)" } ?? row.id
      lines.append("\(name): \(row.title)")
      lines.append("  \(verdict(row, whatIf))")
      if !row.opens.isEmpty { lines.append("  opens: \(row.opens)") }
    }
    if lines.isEmpty { lines.append("there is nothing to try: no cause was found") }
    if let repair = whatIf.smallestRepair {
      lines += ["", "smallest repair, in this order:"]
      for (cause, fix) in repair {
        lines.append("  \(cause): \(fix.title)")
        lines += fix.commands.map { "    \($0)" }
      }
    } else if !whatIf.unrepairable.isEmpty {
      let ids = whatIf.unrepairable.map(\.id).joined(separator: ", ")
      lines += ["", "no smallest repair: every fix needs a value or a decision first: \(ids)"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whether a repair restores the path, and what still fails.
  package static func verdict(_ row: WhatIf.Row, _ whatIf: WhatIf) -> String {
    guard let after = row.after else { return "cannot be shown on the snapshot: \(row.why)" }
    if after.causes.isEmpty {
      return row.pending.isEmpty ? "path restored: yes" : "path restored: unknown, \(row.why)"
    }
    let still = after.causes.map(\.title).joined(separator: "; ")
    let hop = whatIf.firstFailing(after).map { " at \($0.title)" } ?? ""
    let why = row.why.isEmpty ? "" : " (\(row.why))"
    return "path restored: no, still fails\(hop): \(still)\(why)"
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
      if !row.why.isEmpty { members.append(.init("because", .string(row.why))) }
      return .object(members)
    }
    let repair = whatIf.smallestRepair.map {
      applied($0.map { WhatIfChange(id: $0.cause, title: $0.fix.title, fix: $0.fix) })
    }
    return .object([.init("table", .array(rows)), .init("smallestRepair", repair ?? .null)])
  }
}
