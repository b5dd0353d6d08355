/// Resolves references of Terraform source to ids, as far as state and account tell them.
struct TerraformResolver {
  private let objects: [TerraformObject]
  private let names: [String: HCLValue]
  private let groups: [JSON]

  init(_ snapshot: Snapshot, _ objects: [TerraformObject], _ names: [String: HCLValue]) {
    self.objects = objects
    self.names = names
    groups = snapshot.listing("ec2.describe-security-groups").items
  }

  /// The ids that a value stands for; empty where it cannot be told.
  func ids(_ value: HCLValue, in file: String, depth: Int = 0) -> [String] {
    guard depth < 8 else { return [] }
    switch value {
    case .text(let text): return [text]
    case .list(let items): return items.flatMap { ids($0, in: file, depth: depth + 1) }
    case .map, .expression: return []
    case .reference(let path): return reference(path, in: file, depth: depth)
    }
  }

  private func reference(_ path: String, in file: String, depth: Int) -> [String] {
    let folder = TerraformReader.folder(file)
    if let value = names[folder + "|" + path] { return ids(value, in: file, depth: depth + 1) }
    let parts = path.split(separator: ".").map(String.init)
    let isData = parts.first == "data"
    let rest = isData ? Array(parts.dropFirst()) : parts
    guard rest.count == 3, rest[2] == "id" else { return [] }
    let same = objects.filter { $0.isData == isData && $0.type == rest[0] && $0.name == rest[1] }
    // The state of the same stack lies beside its source; another stack may use the same name.
    let stated = same.filter { $0.values != nil && !$0.isDeposed }
    let near = stated.filter { TerraformReader.folder($0.file) == folder }
    let known = Set((near.isEmpty ? stated : near).compactMap { $0.values?["id"]?.string })
    if known.count == 1 { return Array(known) }
    guard known.isEmpty,
      let block = same.first(where: { $0.block != nil && TerraformReader.folder($0.file) == folder })?.block
    else { return [] }
    if let id = block.attribute("id")?.value { return ids(id, in: file, depth: depth + 1) }
    return named(block)
  }

  /// A group looked up, or made, by its name.
  private func named(_ block: HCLBlock) -> [String] {
    guard block.labels.first == "aws_security_group" else { return [] }
    var wanted: String?
    if case .text(let name) = block.attribute("name")?.value { wanted = name }
    if wanted == nil, case .map(let tags) = block.attribute("tags")?.value,
      case .text(let name) = tags["Name"],
      block.type == "data"
    {
      let tagged = groups.filter { group in
        (group["Tags"]?.elements ?? []).contains {
          $0["Key"]?.string == "Name" && $0["Value"]?.string == name
        }
      }
      return tagged.count == 1 ? tagged.compactMap { $0["GroupId"]?.string } : []
    }
    let found = groups.filter { $0["GroupName"]?.string == wanted }
    return wanted != nil && found.count == 1 ? found.compactMap { $0["GroupId"]?.string } : []
  }
}
