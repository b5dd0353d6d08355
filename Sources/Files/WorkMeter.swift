import Synchronization

/// Hears how far long work has come, and can stop it; may be called from any thread.
package final class WorkMeter: Sendable {
  /// What the work is at.
  package enum Stage: Sendable, Hashable, CaseIterable {
    /// Files are read; counted in bytes.
    case files
    /// Access logs are read; counted in bytes.
    case logs
    /// Hypotheses are judged.
    case hypotheses
    /// Repairs are tried.
    case repairs
  }

  private let stopped = Atomic<Bool>(false)
  private let report: @Sendable (Stage, Int, Int) -> Void

  /// - Parameter report: hears the stage, how much is done, and of how much.
  package init(_ report: @escaping @Sendable (Stage, Int, Int) -> Void) { self.report = report }

  /// Says how far the work has come; nobody hears it any more once it was stopped.
  package func tell(_ stage: Stage, _ done: Int, of total: Int) {
    if !isStopped { report(stage, done, total) }
  }

  /// Asks the work to end early; what it returns then is to be thrown away.
  package func stop() { stopped.store(true, ordering: .relaxed) }

  package var isStopped: Bool { stopped.load(ordering: .relaxed) }
}
