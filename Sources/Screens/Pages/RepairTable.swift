/// What can be done about a cause and what each would do: the fixes first, then what would not help.
struct RepairTable {
  let model: Model
  let cause: Incident.Cause

  private var words: Words { model.words }
  private var width: Int { model.size.columns - 2 }

  /// At most `height` rows, the selected line in sight.
  func rows(_ height: Int) -> [(row: Row, isSelected: Bool)] {
    let lines = model.causeLines(cause.id)
    let head = [(row: header, isSelected: false)]
    if lines.isEmpty { return head + [([Span(words(.noFix), .dim)], false)] }
    let entries = lines.enumerated().map { entry($1, isSelected: $0 == model.place.selected, index: $0) }
    let room = max(1, height - 1)
    let first = firstVisible(entries, selected: model.place.selected, height: room)
    var out: [(row: Row, isSelected: Bool)] = []
    for (index, entry) in entries.enumerated().dropFirst(first) {
      let isSelected = index == model.place.selected
      out += entry.above.map { (row: $0, isSelected: false) } + entry.rows.map { ($0, isSelected) }
      let isLast = index == entries.count - 1
      // A line that would be cut in the middle is left out, and the last row says how many are.
      if !isLast, out.count + entries[index + 1].height > room - (index + 2 < entries.count ? 1 : 0) {
        out.append(([Span("   " + words(.moreLines, "\(entries.count - index - 1)"), Style(.cyan))], false))
        break
      }
    }
    return head + out
  }

  /// The widths of the columns: the repair, whether it restores the path, where that still fails, what it opens.
  private var columns: [Int] {
    let outcomes = cause.fixes.map(\.outcome) + (model.incident?.tempting.map(\.outcome) ?? [])
    let restored = (outcomes.map { words.isRestored($0, of: cause.id) } + [words(.columnRestored)]).map {
      Width.of($0)
    }
    let fails = (outcomes.compactMap { $0?.failsAt } + [words(.columnFailsAt)]).map { Width.of($0) }
    let opens = width >= 100 ? 40 : width >= 70 ? 24 : 0
    let others = [restored.max() ?? 0, min(fails.max() ?? 0, 16), opens].filter { $0 > 0 }
    return [max(16, width - others.reduce(0) { $0 + $1 + 2 })] + others
  }

  private var header: Row {
    let title = cause.fixes.count > 1 ? words(.fixesChoose, "\(cause.fixes.count)") : words(.fix)
    let cells = [title, words(.columnRestored), words(.columnFailsAt), words(.columnOpensOrCloses)]
    return Row(
      zip(cells, columns).enumerated().flatMap { index, cell -> Row in
        [Span(cell.0, index == 0 ? Style(.cyan, bold: true) : Style(.cyan))].cut(
          to: cell.1, mark: model.look.more
        ).padded(to: cell.1 + 2)
      })
  }

  private func entry(_ line: CauseLine, isSelected: Bool, index: Int) -> ListEntry {
    let pointer = isSelected ? model.look.pointer : " "
    switch line {
    case .fix(let number):
      let fix = cause.fixes[number]
      let lead = Span("\(pointer) \(number + 1) ", .bold)
      return ListEntry(rows: cells([lead, Span(fix.title, isSelected ? .bold : .plain)], fix, isSelected))
    case .decoy(let id):
      let repair = model.incident?.tempting.first { $0.decoy == id }
      let claim = model.incident?.hypothesis(id)?.claim ?? ""
      let lead = Span("\(pointer) x ", Style(.red))
      let isFirst = index == cause.fixes.count
      let heading = [Span("  " + words(.decoyGroup), Style(.cyan))].cut(to: width, mark: model.look.more)
      return ListEntry(
        above: isFirst ? [heading] : [], rows: cells([lead, Span(claim)], repair, isSelected))
    }
  }

  /// The cells of one line beside each other; what is not selected takes two rows at most.
  private func cells(_ title: Row, _ repair: Incident.Repair?, _ isSelected: Bool) -> [Row] {
    let outcome = repair?.outcome
    let opens = repair.map { $0.opens.isEmpty ? words(.opensNothing) : $0.opens } ?? ""
    let texts: [Row] = [
      title, [Span(words.isRestored(outcome, of: cause.id), style(outcome))], [Span(outcome?.failsAt ?? "")],
      [Span(opens)],
    ]
    let widths = columns
    var wrapped: [[Row]] = []
    for (index, width) in widths.enumerated() {
      let hanging = index == 0 ? 4 : 0
      wrapped.append(
        Wrap.rows(
          texts[index], width: width, hanging: hanging, atMost: limit(index, isSelected),
          mark: model.look.more))
    }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { at in
      var row: Row = []
      for (index, cell) in wrapped.enumerated() {
        row += (at < cell.count ? cell[at] : []).padded(to: widths[index] + 2)
      }
      return row
    }
  }

  /// The selected line's title is shown whole; what it opens stands below the command once more.
  private func limit(_ column: Int, _ isSelected: Bool) -> Int {
    if !isSelected { return 2 }
    return column == 0 ? 6 : model.size.rows < 30 ? 2 : 4
  }

  private func style(_ outcome: Incident.RepairOutcome?) -> Style {
    switch outcome?.path {
    case .restored: Style(.green, bold: true)
    case .failing where outcome?.mends.contains(cause.id) == true: Style(.yellow)
    case .failing, .unchanged: Style(.red)
    case .needsRecords, .notShown: Style(.yellow)
    case nil: .dim
    }
  }
}
