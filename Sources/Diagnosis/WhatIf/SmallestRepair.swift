import Playbooks

extension WhatIf {
  /// A cause and the repair chosen for it.
  package typealias Choice = (cause: String, fix: PreparedFix)

  /// The smallest set of repairs after which nothing is confirmed, in the order to make them; nil where none is known.
  ///
  /// Each cause gives the repairs that take it away: those that are ready first, those with a value of the operator's
  /// last. The first choice of them that heals together is made smaller where one of them mends two.
  package var smallestRepair: [Choice]? {
    let offered = before.causes.map { cause in candidates(cause).map { (cause: cause.id, fix: $0) } }
    guard !offered.isEmpty, offered.allSatisfy({ !$0.isEmpty }) else { return nil }
    guard var chosen = SmallestRepair.choices(offered, limit: 24).first(where: { heals($0) }) else {
      return nil
    }
    for index in chosen.indices.reversed() where chosen.count > 1 {
      var fewer = chosen
      fewer.remove(at: index)
      if heals(fewer) { chosen = fewer }
    }
    return chosen
  }

  /// The causes for which no command's effect can be shown on the snapshot.
  package var unrepairable: [Conclusion.Cause] { before.causes.filter { candidates($0).isEmpty } }

  private func candidates(_ cause: Conclusion.Cause) -> [PreparedFix] {
    let inOrder = FixTemplate.Applicability.allInOrder.flatMap { kind in
      cause.fixes.filter { $0.applicability == kind }
    }
    return inOrder.filter { mends($0, cause.id) }
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

/// The ways to take one repair for each cause.
enum SmallestRepair {
  /// One of each list, the first ones first; no more than a limit.
  static func choices<Element>(_ offered: [[Element]], limit: Int) -> [[Element]] {
    var made: [[Element]] = [[]]
    for list in offered {
      made = Array(made.flatMap { begun in list.map { begun + [$0] } }.prefix(limit))
    }
    return made
  }
}
