import Evidence
import Files
import Foundation

/// Reads `.tf` files, state files and `terraform show -json` into objects with places.
struct TerraformReader {
  private(set) var objects: [TerraformObject] = []
  private(set) var problems: [SnapshotProblem] = []
  /// `local.x` and `var.x` by the folder they stand in.
  private(set) var names: [String: HCLAttribute] = [:]

  init(_ snapshot: Snapshot) {
    for text in snapshot.texts(of: [.terraformSource, .terraformState, .terraformShow]) {
      let bytes: [UInt8]
      do {
        bytes = try text.file.read()
      } catch {
        problems.append(error)
        continue
      }
      if text.kind == .terraformSource {
        source(text.file.path, bytes)
      } else {
        json(text.file.path, bytes)
      }
    }
  }

  /// The folder of a file: one folder is one module.
  static func folder(_ file: String) -> String {
    file.lastIndex(of: "/").map { String(file[..<$0]) } ?? ""
  }

  private mutating func source(_ file: String, _ bytes: [UInt8]) {
    var reader = HCLReader(bytes)
    let blocks = reader.read()
    problems += reader.problems.map {
      SnapshotProblem(file: file, line: $0.line, column: $0.column, what: $0.what)
    }
    let folder = TerraformReader.folder(file)
    for block in blocks {
      switch (block.type, block.labels.count) {
      case ("resource", 2...), ("data", 2...):
        let isData = block.type == "data"
        let address = (isData ? "data." : "") + block.labels[0] + "." + block.labels[1]
        objects.append(
          TerraformObject(
            origin: .source, isData: isData, type: block.labels[0], name: block.labels[1], address: address,
            file: file, line: block.line, isDeposed: false, block: block, values: nil))
      case ("locals", _):
        for attribute in block.attributes { names[folder + "|local." + attribute.name] = attribute }
      case ("variable", 1...):
        if let value = block.attribute("default") { names[folder + "|var." + block.labels[0]] = value }
      default: break
      }
    }
  }

  private mutating func json(_ file: String, _ bytes: [UInt8]) {
    let index: JSONIndex
    do {
      index = try JSONIndex(bytes)
    } catch {
      problems.append(
        SnapshotProblem(
          file: file, line: error.line, column: error.column,
          what: "this Terraform file is not JSON: \(error.what); nothing of it is read: fetch it again"))
      return
    }
    guard let start = index.roots.first else { return }
    let root = Document(
      file: file, number: nil, rootEntry: start, index: index, kind: nil, subject: nil, account: nil,
      region: nil
    ).root
    if let resources = root["resources"] { state(resources) }
    if let module = root["values"]?["root_module"] { shown(module, .state) }
    if let module = root["prior_state"]?["values"]?["root_module"] { shown(module, .state) }
    for change in root["resource_changes"]?.elements ?? [] {
      if let after = change["change"]?["after"] ?? change["change"]?["before"] { add(change, after, .plan) }
    }
  }

  private mutating func state(_ resources: JSON) {
    for resource in resources.elements {
      let module = resource["module"]?.string.map { $0 + "." } ?? ""
      for instance in resource["instances"]?.elements ?? [] {
        guard let values = instance["attributes"] else { continue }
        let key = instance["index_key"]?.scalar.map { "[\($0)]" } ?? ""
        add(
          resource, values, .state, prefix: module, suffix: key, isDeposed: instance["deposed"] != nil)
      }
    }
  }

  private mutating func shown(_ module: JSON, _ origin: TerraformOrigin) {
    for resource in module["resources"]?.elements ?? [] {
      if let values = resource["values"] {
        add(resource, values, origin, isDeposed: resource["deposed_key"] != nil)
      }
    }
    for child in module["child_modules"]?.elements ?? [] { shown(child, origin) }
  }

  private mutating func add(
    _ resource: JSON, _ values: JSON, _ origin: TerraformOrigin, prefix: String = "", suffix: String = "",
    isDeposed: Bool = false
  ) {
    guard let type = resource["type"]?.string, let name = resource["name"] else { return }
    let isData = resource["mode"]?.string == "data"
    let own = (isData ? "data." : "") + type + "." + (name.string ?? "") + suffix
    let line = name.index.place(of: name.offset).line
    objects.append(
      TerraformObject(
        origin: origin, isData: isData, type: type, name: name.string ?? "",
        address: resource["address"]?.string ?? prefix + own, file: name.document.file, line: line,
        isDeposed: isDeposed, block: nil, values: values))
  }
}
