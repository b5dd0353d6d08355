import Synchronization

/// What was computed once from an immutable snapshot: listings, indexes, models.
///
/// The values depend on the snapshot alone, so a race could only compute one twice.
package final class SnapshotMemo: Sendable {
  private let values = Mutex<[String: any Sendable]>([:])

  /// The value under `key`, made by `make` at the first call.
  package func value<T: Sendable>(_ key: String, _ make: () -> T) -> T {
    if let found = values.withLock({ $0[key] }) as? T {
      AskLog.current?.using(key)
      return found
    }
    let made = AskLog.current?.making(key, make) ?? make()
    values.withLock { $0[key] = made }
    return made
  }

  /// Drops what was computed.
  ///
  /// Models hold the snapshot that holds them, so a snapshot that nobody asks any more would stay in memory.
  package func forget() { values.withLock { $0 = [:] } }

  func listing(_ key: String, _ make: () -> Listing) -> Listing { value("listing\u{1}" + key, make) }
  func strings(_ key: String, _ make: () -> [String]) -> [String] { value("strings\u{1}" + key, make) }
}
