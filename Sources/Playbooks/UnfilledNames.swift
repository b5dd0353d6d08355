import Evidence
import Yams

/// Finds the `${names}` in a playbook's texts that nothing would ever fill.
///
/// A text of a hypothesis is filled with what the checks of its test bind, over the subject's values. A decoy's fix
/// is tried beside the true cause: it may use whatever any check of the playbook binds, and what stands on the
/// subject's way.
struct UnfilledNames {
  private let playbook: Playbook
  private let source: PlaybookSource
  /// What any check of the playbook binds, and what stands on the subject's way.
  private let anywhere: Set<String>
  private var found: [PlaybookProblem] = []

  /// The names at their places, in the order of the file.
  static func of(_ root: Node, _ playbook: Playbook, _ source: PlaybookSource) -> [PlaybookProblem] {
    var names = UnfilledNames(playbook: playbook, source: source)
    for (key, value) in root.mapping ?? [:] { names.section(key.scalar?.string ?? "", value) }
    return names.found
  }

  private init(playbook: Playbook, source: PlaybookSource) {
    self.playbook = playbook
    self.source = source
    let tests = playbook.hypotheses.map(\.test) + playbook.decoys.map(\.test)
    anywhere = UnfilledNames.binds(tests).union(playbook.way?.binds ?? [])
  }

  private mutating func section(_ name: String, _ node: Node) {
    let parts = node.sequence.map(Array.init) ?? []
    switch name {
    case "hypotheses":
      for (part, hypothesis) in zip(parts, playbook.hypotheses) {
        let binds = UnfilledNames.binds([hypothesis.test])
        walk(part, binds, "no check of the test of `\(hypothesis.id)` binds")
      }
    case "decoys":
      for (part, decoy) in zip(parts, playbook.decoys) { read(part, decoy) }
    case "handovers":
      for (part, handover) in zip(parts, playbook.handovers) {
        walk(part, UnfilledNames.binds([handover.test]), "no check of the test of `\(handover.id)` binds")
      }
    case "steps":
      for part in parts { walk(part, Set(Subject.keys), "a step knows nothing but the subject, and not") }
    default: walk(node, nil, "nothing fills")
    }
  }

  private mutating func read(_ node: Node, _ decoy: Playbook.Decoy) {
    let own = UnfilledNames.binds([decoy.test])
    for (key, value) in node.mapping ?? [:] where key.scalar?.string != "test" {
      if key.scalar?.string == "fix" {
        walk(value, anywhere, "no check of the playbook binds")
      } else {
        walk(value, own, "no check of the test of `\(decoy.id)` binds")
      }
    }
  }

  /// What the checks of some tests bind, over what a subject may hold.
  private static func binds(_ tests: [Expression?]) -> Set<String> {
    let checks = Set(tests.compactMap(\.self).flatMap(\.uses).map(\.name))
    return checks.reduce(into: Set(Subject.keys)) { $0.formUnion(CheckCatalog.named($1)?.binds ?? []) }
  }

  /// Walks the texts below a node; `bound` is nil where texts are shown as they stand.
  private mutating func walk(_ node: Node, _ bound: Set<String>?, _ says: String, key: String = "") {
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping where key.scalar?.string != "test" {
        walk(value, bound, says, key: key.scalar?.string ?? "")
      }
    case .sequence(let sequence): for element in sequence { walk(element, bound, says, key: key) }
    case .scalar(let scalar): look(scalar.string, key, node, bound, says)
    case .alias: break
    }
  }

  private mutating func look(
    _ text: String, _ key: String, _ node: Node, _ bound: Set<String>?, _ says: String
  ) {
    let isCondition = key == "when" && bound != nil
    let names = isCondition ? FixTemplate.condition(text).map { [$0.name] } ?? [] : Interpolation.names(text)
    for name in names.unique where bound?.contains(name) != true {
      let meant = Spelling.nearest(name, bound ?? [])
      func written(_ name: String) -> String { isCondition ? "`\(name)`" : "`${\(name)}`" }
      let hint = meant.map { " (did you mean \(written($0))?)" } ?? ""
      found.append(
        source.problem("\(says) \(written(name))\(hint)", at: node, part: isCondition ? name : "${\(name)}"))
    }
  }
}
