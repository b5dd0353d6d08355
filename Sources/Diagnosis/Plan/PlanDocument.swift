import Evidence

/// A Terraform plan as JSON, with what its configuration refers to.
///
/// A value that Terraform knows only after the apply is looked for through the configuration: the resource, variable
/// or output that the attribute refers to.
/// <https://developer.hashicorp.com/terraform/internals/json-format#plan-representation>
struct PlanDocument: Sendable {
  let root: JSON
  /// The id of each resource that exists or will exist, by its address without index.
  private let ids: [String: [String]]
  /// The same by the full address.
  private let exact: [String: String]

  init(_ root: JSON) {
    self.root = root
    var ids: [String: [String]] = [:]
    var exact: [String: String] = [:]
    for change in root["resource_changes"]?.elements ?? [] {
      guard let address = change["address"]?.string else { continue }
      let id = PlanDocument.id(change) ?? "(\(address))"
      ids[PlanDocument.bare(address), default: []].append(id)
      exact[address] = id
    }
    var modules = [root["prior_state"]?["values"]?["root_module"]].compactMap(\.self)
    while let module = modules.popLast() {
      modules += module["child_modules"]?.elements ?? []
      for resource in module["resources"]?.elements ?? [] {
        guard let address = resource["address"]?.string, let id = resource["values"]?["id"]?.string else {
          continue
        }
        let bare = PlanDocument.bare(address)
        if exact[address] == nil { exact[address] = id }
        if ids[bare]?.contains(id) != true { ids[bare, default: []].append(id) }
      }
    }
    self.ids = ids
    self.exact = exact
  }

  /// The id that a change's resource has or will be given here; a replaced one gets another.
  static func id(_ change: JSON) -> String? {
    let change = change["change"]
    let actions = change?["actions"]?.strings ?? []
    let isReplaced = actions.contains("create") && actions.contains("delete")
    return change?["after"]?["id"]?.string ?? (isReplaced ? nil : change?["before"]?["id"]?.string)
  }

  /// `[0]` or `["key"]` at the end of an address, with the brackets.
  private static func index(_ address: String) -> String? {
    guard address.hasSuffix("]"), let open = address.lastIndex(of: "[") else { return nil }
    return String(address[open...])
  }

  /// The ids of the resource that a reference names from a resource: one instance where it names one, or where both
  /// are counted alike.
  private func ids(of resource: String, named reference: String, from address: String) -> [String] {
    guard let all = ids[resource], all.count > 1 else { return ids[resource] ?? [] }
    let named = exact.first { entry in
      guard PlanDocument.bare(entry.key) == resource, let own = PlanDocument.index(entry.key) else {
        return false
      }
      return reference.contains(own) || (!reference.contains("[") && own == PlanDocument.index(address))
    }
    return named.map { [$0.value] } ?? all
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
    return ids(expression, path, 0, from: address)
  }

  private func module(_ path: [String]) -> JSON? {
    var module = root["configuration"]?["root_module"]
    for name in path { module = module?["module_calls"]?[name]?["module"] }
    return module
  }

  private func ids(_ expression: JSON, _ path: [String], _ depth: Int, from address: String) -> [String] {
    if depth > 8 { return [] }
    if let constant = expression["constant_value"] {
      return constant.isArray ? constant.strings : [constant.string].compactMap(\.self)
    }
    let prefix = path.map { "module.\($0)." }.joined()
    var found: [String] = []
    // Terraform lists the shorter forms of a reference behind it; one instance is not all of them.
    let references = expression["references"]?.strings ?? []
    for reference in references where !references.contains(where: { $0.hasPrefix(reference + "[") }) {
      let parts = PlanDocument.bare(reference).split(separator: ".").map(String.init)
      guard parts.count >= 2 else { continue }
      switch parts[0] {
      case "var":
        guard let name = path.last else { continue }
        let call = module(path.dropLast())?["module_calls"]?[name]?["expressions"]?[parts[1]]
        found += call.map { ids($0, path.dropLast(), depth + 1, from: address) } ?? []
      case "module":
        guard parts.count > 2 else { continue }
        let inner = path + [parts[1]]
        let output = module(inner)?["outputs"]?[parts[2]]?["expression"]
        found += output.map { ids($0, inner, depth + 1, from: address) } ?? []
      case "data":
        guard parts.count > 2 else { continue }
        found += ids(of: prefix + parts[0...2].joined(separator: "."), named: reference, from: address)
      default:
        found += ids(of: prefix + parts[0...1].joined(separator: "."), named: reference, from: address)
      }
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted }
  }
}
