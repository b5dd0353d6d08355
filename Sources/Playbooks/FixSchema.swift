import Yams

/// Compares a fix of the playbook with the operation it names.
enum FixSchema {
  static func check(_ operation: (text: String, node: Node), _ with: Node?, _ source: PlaybookSource) {
    guard let found = FixCatalog.named(operation.text) else {
      let names = FixCatalog.all.map(\.name)
      source.report(
        "no fix operation is named `\(operation.text)`" + hint(operation.text, names), at: operation.node)
      return
    }
    let given = with?.mapping.map { $0.map { $0.key } } ?? []
    let names = found.parameters.map(\.name)
    for key in given {
      let name = key.scalar?.string ?? "?"
      if !names.contains(name) {
        source.report("the operation `\(found.name)` takes no `\(name)`" + hint(name, names), at: key)
      }
    }
    let present = Set(given.compactMap { $0.scalar?.string })
    for parameter in found.parameters where parameter.required && !present.contains(parameter.name) {
      source.report("the operation `\(found.name)` needs `\(parameter.name)`", at: operation.node)
    }
  }
}
