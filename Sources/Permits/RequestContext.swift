/// The condition keys of a request.
///
/// A *complete* context says of every key whether it is there: a key it does not hold is absent, and AWS's rule for
/// each operator applies. In a *partial* one, as a snapshot gives it, a key that is neither held nor known to be
/// absent is unknown. Keys are compared without regard to case (IAM guide, "Condition").
package struct RequestContext: Sendable {
  /// What the context says of one key.
  package enum Lookup: Sendable, Equatable {
    case values([String])
    case absent
    case unknown
  }

  private var values: [String: [String]] = [:]
  private var absent: Set<String> = []
  package var complete: Bool

  package init(_ values: [String: [String]] = [:], absent: Set<String> = [], complete: Bool) {
    self.complete = complete
    for (key, found) in values { self.values[key.lowercased()] = found }
    self.absent = Set(absent.map { $0.lowercased() })
  }

  package subscript(key: String) -> Lookup {
    let key = key.lowercased()
    if let found = values[key] { return found.isEmpty ? .absent : .values(found) }
    return complete || absent.contains(key) ? .absent : .unknown
  }

  /// Says `values` of `key` unless the context already speaks of it.
  package mutating func assume(_ key: String, _ values: [String]) {
    let key = key.lowercased()
    guard self.values[key] == nil, !absent.contains(key) else { return }
    self.values[key] = values
  }

  /// Says that `key` is not in the request unless the context already speaks of it.
  package mutating func assumeAbsent(_ key: String) {
    let key = key.lowercased()
    guard values[key] == nil else { return }
    absent.insert(key)
  }
}
