import Evidence

/// Resolves references of Terraform source to ids, as far as state and account tell them.
///
/// Each reference is resolved once: thousands of rules name the same few groups.
final class TerraformResolver {
  /// References and lists inside each other.
  private static let deepest = 8
  /// Ids that one list may come to, each as often as it is named; more cannot be told.
  private static let longest = 20_000

  private struct Key: Hashable {
    let folder: String
    let path: String
    let depth: Int
  }

  private let names: [String: HCLAttribute]
  /// The objects of a kind, type and name, by `TerraformResolver.place`.
  private let objects: [String: [TerraformObject]]
  private let groupsByName: [String: [JSON]]
  private let groupsByTag: [String: [JSON]]
  private var known: [Key: [String]] = [:]

  init(_ snapshot: Snapshot, _ objects: [TerraformObject], _ names: [String: HCLAttribute]) {
    self.names = names
    self.objects = Dictionary(grouping: objects) {
      TerraformResolver.place(isData: $0.isData, type: $0.type, name: $0.name)
    }
    let groups = snapshot.listing(.securityGroups).items
    var byName: [String: [JSON]] = [:]
    var byTag: [String: [JSON]] = [:]
    for group in groups {
      if let name = group["GroupName"]?.string { byName[name, default: []].append(group) }
      let tags = (group["Tags"]?.elements ?? []).filter { $0["Key"]?.string == "Name" }
      for tag in Set(tags.compactMap { $0["Value"]?.string }) { byTag[tag, default: []].append(group) }
    }
    groupsByName = byName
    groupsByTag = byTag
  }

  private static func place(isData: Bool, type: some StringProtocol, name: some StringProtocol) -> String {
    "\(isData ? "data" : "resource")\u{1}\(type)\u{1}\(name)"
  }

  /// The ids that a value stands for, each once; empty where it cannot be told.
  func ids(_ value: HCLValue, in file: String) -> [String] {
    ids(value, folder: TerraformReader.folder(file), depth: 0)
  }

  private func ids(_ value: HCLValue, folder: String, depth: Int) -> [String] {
    guard depth < TerraformResolver.deepest else { return [] }
    switch value {
    case .text(let text): return [text]
    case .list(let items):
      // Lists that name lists that name lists would double at each step.
      var seen: Set<String> = []
      var found: [String] = []
      var count = 0
      for item in items {
        let more = ids(item, folder: folder, depth: depth + 1)
        count += more.count
        if count > TerraformResolver.longest { return [] }
        found += more.filter { seen.insert($0).inserted }
      }
      return found
    case .map, .expression: return []
    case .reference(let path):
      let key = Key(folder: folder, path: path, depth: depth)
      if let found = known[key] { return found }
      let found = reference(path, folder: folder, depth: depth)
      known[key] = found
      return found
    }
  }

  private func reference(_ path: String, folder: String, depth: Int) -> [String] {
    if let named = names[folder + "|" + path] { return ids(named.value, folder: folder, depth: depth + 1) }
    let parts = path.split(separator: ".")
    let isData = parts.first == "data"
    let rest = Array(isData ? parts.dropFirst() : parts[...])
    guard rest.count == 3, rest[2] == "id" else { return [] }
    let same = objects[TerraformResolver.place(isData: isData, type: rest[0], name: rest[1])] ?? []
    // The state of the same stack lies beside its source; another stack may use the same name.
    let stated = same.filter { $0.values != nil && !$0.isDeposed }
    let near = stated.filter { TerraformReader.folder($0.file) == folder }
    let known = Set((near.isEmpty ? stated : near).compactMap { $0.values?["id"]?.string })
    if known.count == 1 { return Array(known) }
    guard known.isEmpty,
      let block = same.first(where: { $0.block != nil && TerraformReader.folder($0.file) == folder })?.block
    else { return [] }
    if let id = block.attribute("id")?.value { return ids(id, folder: folder, depth: depth + 1) }
    return named(block)
  }

  /// A group looked up, or made, by its name.
  private func named(_ block: HCLBlock) -> [String] {
    guard block.labels.first == "aws_security_group" else { return [] }
    var found: [JSON] = []
    if case .text(let name) = block.attribute("name")?.value {
      found = groupsByName[name] ?? []
    } else if block.type == "data", case .map(let tags) = block.attribute("tags")?.value,
      case .text(let name) = tags["Name"]
    {
      found = groupsByTag[name] ?? []
    }
    return found.count == 1 ? found.compactMap { $0["GroupId"]?.string } : []
  }
}
