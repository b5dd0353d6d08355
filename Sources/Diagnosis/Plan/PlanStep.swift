import Evidence
import Playbooks

/// One change to documents that a plan comes to; later ones see what earlier ones made.
struct PlanStep: Sendable {
  let edits: @Sendable (Snapshot) throws(FixUnmodelled) -> [DocumentEdit]

  init(_ edits: @escaping @Sendable (Snapshot) throws(FixUnmodelled) -> [DocumentEdit]) { self.edits = edits }
}
