import Sentences
import Playbooks

/// One thing to try on a snapshot: the repair of a cause, or what a decoy would have people do.
package struct WhatIfChange: Sendable {
  /// The cause or the decoy.
  package let id: String
  package let title: String
  /// Nil for a decoy that changes nothing a snapshot shows.
  package let fix: PreparedFix?

  package init(id: String, title: String, fix: PreparedFix?) {
    self.id = id
    self.title = title
    self.fix = fix
  }
}

/// What became of some changes.
package struct WhatIfTrial: Sendable {
  package var conclusion: Conclusion
  /// Why a change is not to be seen in the diagnosis, each with its id.
  package var notModelled: [(id: String, why: Sentence)]
}

extension WhatIf {
  /// Tries some changes, in their order.
  ///
  /// A decoy that no document shows leaves everything as it is; a repair that none shows makes the records history,
  /// which says something only where nothing else proved its cause.
  /// - Throws: ``FixUnmodelled`` where the diagnosis would say nothing about a repair.
  package func attempt(_ changes: [WhatIfChange]) throws(FixUnmodelled) -> WhatIfTrial {
    var snapshot = engine.snapshot
    var notModelled: [(id: String, why: Sentence)] = []
    var isChanged = false
    for change in changes {
      guard let fix = change.fix else { continue }
      do throws(FixUnmodelled) {
        snapshot = try WhatIf.apply(fix, to: snapshot)
        isChanged = true
      } catch {
        let isDecoy = engine.playbook.decoy(change.id) != nil
        if !isDecoy, !isProvedByRecords(change.id) { throw error }
        if !isDecoy { isChanged = true }
        notModelled.append((change.id, error.what))
      }
    }
    return WhatIfTrial(conclusion: isChanged ? conclude(on: snapshot) : before, notModelled: notModelled)
  }
}
