/// Whether packets pass: the verdict of a hop, a decision or a whole trace.
package enum Passage: String, Sendable, Hashable, Codable {
  case allowed, denied, undetermined

  /// The verdict of things that must all pass: a denial decides, then what is open.
  package static func all(_ parts: some Sequence<Passage>) -> Passage {
    var worst = Passage.allowed
    for part in parts {
      if part == .denied { return .denied }
      if part == .undetermined { worst = .undetermined }
    }
    return worst
  }
}
