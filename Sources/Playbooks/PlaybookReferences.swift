import Yams

/// The names a playbook declares and those it uses; each use has to meet a declaration.
struct PlaybookReferences {
  /// What a name stands for.
  enum Kind: String { case input, hop, step, hypothesis }

  private var declared: [Kind: [String]] = [:]
  private var used: [(kind: Kind, name: String, node: Node)] = []
  private var tested: [String: Int] = [:]

  /// Notes a declaration; a second one of the same name is a problem.
  mutating func declare(_ kind: Kind, _ name: String, _ node: Node, _ source: PlaybookSource) {
    if declared[kind, default: []].contains(name) {
      source.report("a second \(kind.rawValue) is named `\(name)`", at: node)
    }
    declared[kind, default: []].append(name)
  }

  mutating func use(_ kind: Kind, _ name: String, _ node: Node) { used.append((kind, name, node)) }

  /// Notes that a step tests a hypothesis.
  mutating func test(_ name: String, _ node: Node) {
    use(.hypothesis, name, node)
    tested[name, default: 0] += 1
    if tested[name] == 2 { repeated.append((name, node)) }
  }

  private var repeated: [(name: String, node: Node)] = []

  /// Reports every use without a declaration.
  func resolve(_ source: PlaybookSource) {
    for (kind, name, node) in used {
      let names = declared[kind] ?? []
      if !names.contains(name) {
        source.report("there is no \(kind.rawValue) `\(name)`" + hint(name, names), at: node)
      }
    }
    for (name, node) in repeated {
      source.report("`\(name)` is tested by a step already; one step tests a hypothesis", at: node)
    }
  }
}
