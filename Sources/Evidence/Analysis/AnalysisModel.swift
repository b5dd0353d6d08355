/// What is computed from a snapshot once and then asked by many: an index, a path, a tally of logs.
///
/// The conforming type is the declaration; a property or function of ``Analysis`` beside it is the way to ask for it.
/// A value may hold the snapshot and other values. It never holds the analysis that keeps it: the two would hold each
/// other for ever.
package protocol AnalysisModel: Sendable {
  /// What there is one value of for each; ``WholeSnapshot`` where an analysis has one only.
  associatedtype ModelKey: Hashable & Sendable
  associatedtype ModelValue: Sendable = Self

  /// Computes a value from the snapshot and from other models.
  static func make(_ key: ModelKey, in analysis: Analysis) -> ModelValue
}

/// The key of a model that an analysis has one value of.
package struct WholeSnapshot: Hashable, Sendable {}
