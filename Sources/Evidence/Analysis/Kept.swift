import Synchronization

/// Values that are computed once for each of their keys.
///
/// A value depends on its key and on what never changes, so a race could only compute one twice; the first stays.
final class Kept<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let values = Mutex<[Key: Value]>([:])

  /// The value that is kept under `key`; nil before the first call of ``keep(_:_:)``.
  subscript(key: Key) -> Value? { values.withLock { $0[key] } }

  /// Keeps a value, and returns the one that is kept.
  func keep(_ key: Key, _ made: Value) -> Value {
    values.withLock { values in
      if let first = values[key] { return first }
      values[key] = made
      return made
    }
  }

  /// The value under `key`, made by `make` at the first call.
  func value(_ key: Key, _ make: () -> Value) -> Value { self[key] ?? keep(key, make()) }
}
