import Evidence

/// Mistakes that leave a playbook readable: what can never be reached, and what nobody tests.
package enum PlaybookLint {
  /// Sentences, in the order of the playbook.
  package static func problems(_ playbook: Playbook) -> [String] {
    var found: [String] = []
    let tested = Set(playbook.steps.flatMap(\.tests))
    for hypothesis in playbook.hypotheses where !tested.contains(hypothesis.id) {
      found.append("no step tests the hypothesis `\(hypothesis.id)`")
    }
    let reached = reached(playbook)
    for step in playbook.steps where !reached.contains(step.id) {
      found.append("no branch leads to the step `\(step.id)`")
    }
    return found
  }

  private static func reached(_ playbook: Playbook) -> Set<String> {
    var reached: Set<String> = []
    var open = playbook.steps.first.map { [$0.id] } ?? []
    while let id = open.popLast() {
      guard reached.insert(id).inserted, let index = playbook.steps.firstIndex(where: { $0.id == id }) else {
        continue
      }
      let step = playbook.steps[index]
      open += step.branches.compactMap(\.go)
      let falls = step.branches.allSatisfy { $0.condition != nil }
      if falls, index + 1 < playbook.steps.count { open.append(playbook.steps[index + 1].id) }
    }
    return reached
  }
}
