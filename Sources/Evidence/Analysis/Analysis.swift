import Synchronization

/// One snapshot and what was computed from it; whoever asks questions about a snapshot owns one.
///
/// Targets add their models as members: `analysis.network`, `analysis.requestPath(subject)`. Each is computed at the
/// first question and goes with the analysis. The snapshot knows nothing of them.
package final class Analysis: Sendable {
  package let snapshot: Snapshot
  /// By model; what stands under a model's type is its shelf.
  private let shelves = Mutex<[ObjectIdentifier: any Sendable]>([:])

  package init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    AskLog.current?.note(self)
  }

  /// The value of a model for one key, computed at the first call.
  package func value<Model: AnalysisModel>(of model: Model.Type, _ key: Model.ModelKey) -> Model.ModelValue {
    let shelf = shelf(of: model)
    if let found = shelf[key] {
      AskLog.current?.using(model)
      return found
    }
    let made = AskLog.current?.making(model) { model.make(key, in: self) } ?? model.make(key, in: self)
    return shelf.keep(key, made)
  }

  /// The value of a model that there is one of, computed at the first call.
  package func value<Model: AnalysisModel>(of model: Model.Type) -> Model.ModelValue
  where Model.ModelKey == WholeSnapshot {
    value(of: model, WholeSnapshot())
  }

  private func shelf<Model: AnalysisModel>(of model: Model.Type) -> Kept<Model.ModelKey, Model.ModelValue> {
    shelves.withLock { shelves in
      let made = shelves[ObjectIdentifier(model)] ?? Kept<Model.ModelKey, Model.ModelValue>()
      shelves[ObjectIdentifier(model)] = made
      guard let shelf = made as? Kept<Model.ModelKey, Model.ModelValue> else {
        preconditionFailure("the shelf of \(model) is none of its own")
      }
      return shelf
    }
  }
}
