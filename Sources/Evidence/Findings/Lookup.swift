/// What a search in the snapshot came to.
package enum Lookup<Fact: Sendable>: Sendable {
  case found(Fact)
  /// A complete listing does not hold it; the citations name the listing.
  case absent([Citation])
  /// The listing is missing, denied or incomplete.
  case unknown([Need])

  package var found: Fact? {
    if case .found(let fact) = self { return fact }
    return nil
  }
}
