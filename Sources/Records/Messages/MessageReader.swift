/// Reads one failure text: facts first, then the first rule of the table that fits.
package struct MessageReader: Sendable {
  private let table: MessageTable

  package init(table: MessageTable) { self.table = table }

  /// The reader over the embedded table.
  package static let standard: MessageReader? = MessageTable.embedded.map { MessageReader(table: $0) }

  /// Reads one pasted or recorded text.
  package func read(_ raw: String) -> MessageReading {
    var facts = MessageFacts.taken(from: raw)
    let squeezed = Phrase.squeeze(facts.text)
    let cut = facts.truncated
    facts.stage = table.stages.first { $0.any.contains { $0.stands(in: squeezed, cut: cut) } }?.word
    facts.verb = table.verbs.first { $0.any.contains { $0.stands(in: squeezed, cut: cut) } }?.word
    guard isAboutPull(squeezed, cut: cut) else {
      // It may still state what is wrong with an environment file or a log group.
      let other = table.rules.first { $0.family == "not-image-pull" && holds($0, facts, squeezed) }
      return reading(facts, other?.fault, family: "not-image-pull", candidates: ["not-image-pull"])
    }
    for rule in table.rules where holds(rule, facts, squeezed) {
      return reading(facts, rule.fault, family: rule.family, candidates: rule.candidates)
    }
    return reading(facts, nil, family: "ambiguous", candidates: [])
  }

  private func reading(
    _ facts: MessageFacts, _ fault: String?, family: String, candidates: [String]
  ) -> MessageReading {
    MessageReading(
      facts: facts, fault: fault, family: family, candidates: candidates, advice: table.advice[family])
  }

  /// A text about the log driver, start-up or placement is no pull failure unless it says so for sure.
  private func isAboutPull(_ text: [UInt8], cut: Bool) -> Bool {
    if table.pullForSure.contains(where: { $0.stands(in: text) }) { return true }
    if table.notPull.contains(where: { $0.stands(in: text, cut: cut) }) { return false }
    return table.pull.contains { $0.stands(in: text, cut: cut) }
  }

  private func holds(_ rule: MessageTable.Rule, _ facts: MessageFacts, _ text: [UInt8]) -> Bool {
    let cut = facts.truncated
    func fits<Word: Equatable>(_ wanted: [Word], _ found: Word?) -> Bool {
      wanted.isEmpty || found.map { wanted.contains($0) } == true
    }
    guard fits(rule.stages, facts.stage), fits(rule.verbs, facts.verb), fits(rule.registries, facts.registry),
      fits(rule.reasons, facts.reason), fits(rule.accounts, facts.accounts),
      rule.addresses.isEmpty || rule.addresses.contains(addressWord(facts)),
      rule.actions.isEmpty || actionFits(rule.actions, facts)
    else { return false }
    return (rule.any.isEmpty || rule.any.contains { $0.stands(in: text, cut: cut) })
      && rule.all.allSatisfy { $0.stands(in: text, cut: cut) }
      && !rule.none.contains { $0.stands(in: text) }
  }

  private func addressWord(_ facts: MessageFacts) -> String {
    switch facts.addressIsPrivate {
    case true: "private"
    case false: "public"
    default: "absent"
    }
  }

  /// An action at a cut text's end may itself be cut: then what is there must begin the wanted action.
  private func actionFits(_ wanted: [String], _ facts: MessageFacts) -> Bool {
    guard let action = facts.action?.lowercased() else { return false }
    return wanted.contains { pattern in
      if pattern.hasSuffix("*") { return action.hasPrefix(pattern.dropLast()) }
      return action == pattern
        || (facts.truncated && facts.resource == nil && action.count > 6 && pattern.hasPrefix(action))
    }
  }
}
