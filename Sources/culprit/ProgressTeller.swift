import Files
import Screens
import Synchronization

/// Turns what a meter hears into progress events: a few a second, with the time that is left.
final class ProgressTeller: Sendable {
  /// What was told last.
  private struct State {
    var stage: WorkMeter.Stage?
    var begun = ContinuousClock.now
    var told = ContinuousClock.now
  }

  private let state = Mutex(State())
  private let tell: @Sendable (Progress) -> Void

  init(_ tell: @escaping @Sendable (Progress) -> Void) { self.tell = tell }

  /// Takes one report of the meter.
  func hear(_ stage: WorkMeter.Stage, _ done: Int, _ total: Int) {
    let now = ContinuousClock.now
    let begun = state.withLock { state -> ContinuousClock.Instant? in
      if state.stage != stage {
        state.stage = stage
        state.begun = now
      }
      guard now - state.told >= .milliseconds(250) else { return nil }
      state.told = now
      return state.begun
    }
    guard let begun else { return }
    tell(
      Progress(stage, done: done, total: total, secondsLeft: ProgressTeller.left(now - begun, done, total)))
  }

  /// The seconds that are left at the pace so far; nil in the first second, when nobody can know.
  static func left(_ spent: Duration, _ done: Int, _ total: Int) -> Int? {
    guard spent >= .seconds(1), done > 0, total >= done else { return nil }
    let seconds = Double(spent.components.seconds) + Double(spent.components.attoseconds) / 1e18
    return Int((seconds * Double(total - done) / Double(done)).rounded(.up))
  }
}
