import Diagnosis

/// What became better or worse since the snapshot was read before.
package enum ChangesPage {
  package static func of(_ changes: [Incident.Change], in incident: Incident, _ words: Words) -> Page {
    var page = Page([.heading(1, Phrase(words(.changesTitle)))])
    page += .paragraph(.strong(words.outcome(incident.outcome)) + Phrase(outcome(changes, incident, words)))
    let sections: [(Comparison.Change, Word)] = [
      (.worse, .changesWorse), (.lostSight, .changesLost), (.better, .changesBetter), (.other, .changesOther),
    ]
    for (kind, title) in sections {
      let found = changes.filter { $0.change == kind }
      if found.isEmpty { continue }
      page += .heading(3, Phrase(words(title)))
      for change in found {
        page += .paragraph(.strong(change.claim))
        page += .paragraph(
          .state(change.before) + Phrase(" " + words(.changedTo) + " ") + .state(change.after)
            + Phrase(change.because.isEmpty ? "" : ": " + change.because))
      }
    }
    return page
  }

  /// What the changes mean for the fix that was made.
  private static func outcome(_ changes: [Incident.Change], _ incident: Incident, _ words: Words) -> String {
    let healed = changes.contains { $0.change == .better }
    if healed, incident.causes.isEmpty { return ": " + words(.changesRestored) }
    if healed { return ": " + words(.changesStill, incident.causes.first?.title ?? "") }
    return ""
  }
}
