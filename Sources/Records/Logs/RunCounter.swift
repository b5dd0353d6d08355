/// Counts keys that mostly come several times in a row: a run is added when it ends, so that most lines cost no
/// look-up.
struct RunCounter<Key: Hashable & Sendable>: Sendable {
  /// What was counted but for the run under way.
  private(set) var counts: [Key: Int] = [:]
  private var last: Key?
  private var run = 0

  mutating func add(_ key: Key) {
    if key == last {
      run += 1
    } else {
      settle()
      last = key
      run = 1
    }
  }

  /// Adds the run under way; a full table takes no new keys.
  mutating func settle() {
    if let last, run > 0, counts[last] != nil || counts.count < LogReader.tableLimit {
      counts[last, default: 0] += run
    }
    run = 0
  }
}
