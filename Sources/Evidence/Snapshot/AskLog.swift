import Synchronization

/// Hears, for tests, which kinds of documents are asked for, and through which models of which analyses.
///
/// A model (the network, the subject's path) is made once and asks for everything it may need: what it asked for
/// belongs to the model, and a check that uses it is told to use it.
package final class AskLog: Sendable {
  /// A model, by its type.
  package struct Model: Hashable, Sendable, CustomStringConvertible {
    package let type: any AnalysisModel.Type

    package init(_ type: any AnalysisModel.Type) { self.type = type }

    package var description: String { "\(type)" }

    package static func == (one: Model, other: Model) -> Bool { one.type == other.type }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(type)) }
  }

  /// Kinds that were asked for, and models that were used.
  package struct Asked: Sendable {
    package var kinds: Set<DocumentKind> = []
    package var models: Set<Model> = []

    package init() {}

    package mutating func add(_ other: Asked) {
      kinds.formUnion(other.kinds)
      models.formUnion(other.models)
    }
  }

  @TaskLocal package static var current: AskLog?

  private struct State {
    var open: [Asked] = []
    var ofModels: [Model: Asked] = [:]
    var made: [Made] = []
  }

  /// An analysis that was made, for as long as somebody else holds it.
  private struct Made {
    weak var analysis: Analysis?
    weak var snapshot: Snapshot?
  }

  private let state = Mutex(State())

  package init() {}

  /// What is asked for while something runs.
  package func during(_ run: () -> Void) -> Asked {
    AskLog.$current.withValue(self) { heard(run).asked }
  }

  /// What models asked for, and the models that they used.
  package var ofModels: [Model: Asked] { state.withLock { $0.ofModels } }

  /// How many analyses were made, and how many of them, or of their snapshots, are still there.
  package var analyses: (made: Int, living: Int) {
    state.withLock { state in
      (state.made.count, state.made.count { $0.analysis != nil || $0.snapshot != nil })
    }
  }

  func note(_ analysis: Analysis) {
    state.withLock { $0.made.append(Made(analysis: analysis, snapshot: analysis.snapshot)) }
  }

  func note(_ kind: DocumentKind) {
    state.withLock { state in
      if let last = state.open.indices.last { state.open[last].kinds.insert(kind) }
    }
  }

  /// Hears a value of a model being made.
  func making<Value>(_ type: any AnalysisModel.Type, _ make: () -> Value) -> Value {
    let (made, asked) = heard(make)
    state.withLock { $0.ofModels[Model(type), default: Asked()].add(asked) }
    using(type)
    return made
  }

  /// Hears a value of a model being used.
  func using(_ type: any AnalysisModel.Type) {
    state.withLock { state in
      if let last = state.open.indices.last { state.open[last].models.insert(Model(type)) }
    }
  }

  /// Does not hear how the completeness of a listing is judged: it is no question of who asked for the listing.
  func unheard<Value>(_ run: () -> Value) -> Value { heard(run).value }

  private func heard<Value>(_ run: () -> Value) -> (value: Value, asked: Asked) {
    state.withLock { $0.open.append(Asked()) }
    let value = run()
    return (value, state.withLock { $0.open.popLast() ?? Asked() })
  }
}
