/// A Terraform plan as JSON, with what its configuration refers to.
///
/// A value that Terraform knows only after the apply is looked for through the configuration: the resource, variable
/// or output that the attribute refers to.
/// <https://developer.hashicorp.com/terraform/internals/json-format#plan-representation>
struct PlanDocument: Sendable {
  let root: JSON
  /// The id of each resource that exists or will exist, by its address without index.
  private let ids: [String: [String]]

  init(_ root: JSON) {
    self.root = root
    var ids: [String: [String]] = [:]
    for change in root["resource_changes"]?.elements ?? [] {
      guard let address = change["address"]?.string else { continue }
      ids[PlanDocument.bare(address), default: []].append(PlanDocument.id(change) ?? "(\(address))")
    }
    var modules = [root["prior_state"]?["values"]?["root_module"]].compactMap(\.self)
    while let module = modules.popLast() {
      modules += module["child_modules"]?.elements ?? []
      for resource in module["resources"]?.elements ?? [] {
        guard let address = resource["address"]?.string, let id = resource["values"]?["id"]?.string else {
          continue
        }
        let bare = PlanDocument.bare(address)
        if ids[bare]?.contains(id) != true { ids[bare, default: []].append(id) }
      }
    }
    self.ids = ids
  }

  /// The id that a change's resource has or will be given here.
  static func id(_ change: JSON) -> String? {
    let change = change["change"]
    return change?["after"]?["id"]?.string ?? change?["before"]?["id"]?.string
  }

  /// An address without `[0]` and `["key"]`.
  static func bare(_ address: String) -> String { address.replacing(/\[[^\]]*\]/, with: "") }

  /// The ids that an attribute of a resource refers to.
  func resolve(_ address: String, _ attribute: String) -> [String] {
    var parts = PlanDocument.bare(address).split(separator: ".").map(String.init)
    var path: [String] = []
    while parts.count > 2, parts[0] == "module" {
      path.append(parts[1])
      parts.removeFirst(2)
    }
    let local = parts.joined(separator: ".")
    let found = module(path)?["resources"]?.elements.first { $0["address"]?.string == local }
    guard let expression = found?["expressions"]?[attribute] else { return [] }
    return ids(expression, path, 0)
  }

  private func module(_ path: [String]) -> JSON? {
    var module = root["configuration"]?["root_module"]
    for name in path { module = module?["module_calls"]?[name]?["module"] }
    return module
  }

  private func ids(_ expression: JSON, _ path: [String], _ depth: Int) -> [String] {
    if depth > 8 { return [] }
    if let constant = expression["constant_value"] {
      return constant.isArray ? constant.strings : [constant.string].compactMap(\.self)
    }
    let prefix = path.map { "module.\($0)." }.joined()
    var found: [String] = []
    for reference in expression["references"]?.strings ?? [] {
      let parts = PlanDocument.bare(reference).split(separator: ".").map(String.init)
      guard parts.count >= 2 else { continue }
      switch parts[0] {
      case "var":
        guard let name = path.last else { continue }
        let call = module(path.dropLast())?["module_calls"]?[name]?["expressions"]?[parts[1]]
        found += call.map { ids($0, path.dropLast(), depth + 1) } ?? []
      case "module":
        guard parts.count > 2 else { continue }
        let inner = path + [parts[1]]
        let output = module(inner)?["outputs"]?[parts[2]]?["expression"]
        found += output.map { ids($0, inner, depth + 1) } ?? []
      case "data":
        if parts.count > 2 { found += self.ids[prefix + parts[0...2].joined(separator: ".")] ?? [] }
      default: found += self.ids[prefix + parts[0...1].joined(separator: ".")] ?? []
      }
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted }
  }
}
