extension WhatIf {
  /// A cause and the repair chosen for it.
  package typealias Choice = (cause: String, fix: PreparedFix)

  /// The smallest set of repairs after which nothing is confirmed, in the order to make them; nil where none is known.
  ///
  /// Each cause gives the first repair that takes it away: one that is ready, else one whose values are known.
  package var smallestRepair: [Choice]? {
    var chosen: [Choice] = []
    for cause in before.causes {
      guard let fix = candidate(cause) else { return nil }
      chosen.append((cause.id, fix))
    }
    guard !chosen.isEmpty, heals(chosen) else { return nil }
    for index in chosen.indices.reversed() where chosen.count > 1 {
      var fewer = chosen
      fewer.remove(at: index)
      if heals(fewer) { chosen = fewer }
    }
    return chosen
  }

  /// The causes for which no repair's values are all known.
  package var unrepairable: [Conclusion.Cause] { before.causes.filter { candidate($0) == nil } }

  private func candidate(_ cause: Conclusion.Cause) -> PreparedFix? {
    let known = cause.fixes.filter { $0.unknown.isEmpty && $0.applicability != .fillIn }
    let inOrder =
      known.filter { $0.applicability == .ready } + known.filter { $0.applicability != .ready }
    return inOrder.first { mends($0, cause.id) }
  }

  /// Whether a repair takes its own cause away.
  private func mends(_ fix: PreparedFix, _ id: String) -> Bool {
    guard let after = try? conclude(after: [fix]) else { return isProvedByRecords(id) }
    return !after.causes.contains { $0.id == id }
  }

  /// Whether nothing is confirmed after some repairs, and each cause that records alone proved has its own among them.
  private func heals(_ choices: [Choice]) -> Bool {
    var snapshot = engine.snapshot
    for choice in choices {
      if let next = try? WhatIf.apply(choice.fix, to: snapshot) {
        snapshot = next
      } else if !isProvedByRecords(choice.cause) {
        return false
      }
    }
    let after = conclude(on: snapshot)
    let chosen = Set(choices.map(\.cause))
    return after.causes.isEmpty && pending(after).allSatisfy { chosen.contains($0.id) }
  }
}
