import Synchronization

/// Hears, for tests, which kinds of documents are asked for, and through which shared models.
///
/// A model that is kept (the network, the subject's path) is made once and asks for everything it may need: what it
/// asked for belongs to the model, and a check that uses it is told to use it.
package final class AskLog: Sendable {
  /// Kinds that were asked for, and models that were used.
  package struct Asked: Sendable {
    package var kinds: Set<DocumentKind> = []
    package var models: Set<String> = []

    package init() {}

    package mutating func add(_ other: Asked) {
      kinds.formUnion(other.kinds)
      models.formUnion(other.models)
    }
  }

  @TaskLocal package static var current: AskLog?

  private struct State {
    var open: [Asked] = []
    var kept: [String: Asked] = [:]
  }

  /// What a kept value's key begins with where the value is a model of its own.
  private let models: Set<String>
  private let state = Mutex(State())

  package init(models: Set<String>) { self.models = models }

  /// What is asked for while something runs.
  package func during(_ run: () -> Void) -> Asked {
    state.withLock { $0.open.append(Asked()) }
    AskLog.$current.withValue(self, operation: run)
    return state.withLock { $0.open.popLast() ?? Asked() }
  }

  /// What a model asked for, by its name, and the models that it used.
  package var ofModels: [String: Asked] {
    state.withLock { state in
      state.kept.reduce(into: [:]) { $0[name($1.key), default: Asked()].add($1.value) }
    }
    .filter { models.contains($0.key) }
  }

  func note(_ kind: DocumentKind) {
    state.withLock { state in
      if let last = state.open.indices.last { state.open[last].kinds.insert(kind) }
    }
  }

  /// Hears a kept value being made.
  func making<Value>(_ key: String, _ make: () -> Value) -> Value {
    state.withLock { $0.open.append(Asked()) }
    let made = make()
    state.withLock { state in
      state.kept[key] = state.open.popLast() ?? Asked()
      use(key, &state)
    }
    return made
  }

  /// Hears a kept value being used again.
  func using(_ key: String) { state.withLock { use(key, &$0) } }

  private func use(_ key: String, _ state: inout State) {
    guard let last = state.open.indices.last else { return }
    let name = name(key)
    // The kind of a listing was noted when it was asked for; how its completeness is judged is no question of the check.
    if name == "listing" { return }
    if models.contains(name) {
      state.open[last].models.insert(name)
    } else if let kept = state.kept[key] {
      state.open[last].add(kept)
    }
  }

  private func name(_ key: String) -> String { String(key.prefix { $0 != "\u{1}" }) }
}
