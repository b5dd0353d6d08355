/// All that the Terraform files of a snapshot say.
package struct TerraformFacts: Sendable {
  package let objects: [TerraformObject]
  /// What could not be read, with its place.
  package let problems: [SnapshotProblem]
  package let rules: [TerraformRule]
  private let names: [String: HCLValue]

  /// Read once per snapshot.
  package static func of(_ snapshot: Snapshot) -> TerraformFacts {
    snapshot.memo.value("terraform-facts") { TerraformFacts(snapshot) }
  }

  package var isEmpty: Bool { objects.isEmpty && problems.isEmpty }

  /// What Terraform's files lack proves nothing where a part of them is lost; nil where all was read.
  package var gap: Finding? {
    guard let first = problems.first else { return nil }
    return .undetermined("a part of the Terraform files cannot be read: \(first.text)", needs: [])
  }

  private init(_ snapshot: Snapshot) {
    let reader = TerraformReader(snapshot)
    objects = reader.objects
    problems = reader.problems
    names = reader.names
    rules =
      TerraformRuleReader(
        objects: reader.objects, resolver: TerraformResolver(snapshot, reader.objects, reader.names)
      ).rules
  }

  /// Everything in the files that holds this id, with `file:line`.
  package func holds(_ id: String) -> [TerraformHolding] {
    objects.flatMap { object -> [TerraformHolding] in
      if let values = object.values {
        return TerraformFacts.places(of: id, in: values).map { path, place in
          TerraformHolding(
            id: id, object: object, attribute: path,
            citation: TerraformFacts.cite(place, "\(object.address) (\(object.origin.rawValue)) holds \(id)"))
        }
      }
      return (object.block.map { TerraformFacts.places(of: id, in: $0) } ?? []).map { attribute in
        TerraformHolding(
          id: id, object: object, attribute: attribute.name,
          citation: Citation(
            file: object.file, line: attribute.line, value: attribute.source,
            says: "\(object.address) names \(id)")
        )
      }
    }
  }

  /// What a replacement left behind under this id.
  package func deposed(_ id: String) -> TerraformObject? {
    objects.first { $0.isDeposed && $0.values?["id"]?.string == id }
  }

  /// Source blocks of groups that revoke other groups' rules before they are destroyed.
  package var revoking: [TerraformObject] {
    objects.filter { object in
      guard object.type == "aws_security_group", !object.isData else { return false }
      if let value = object.block?.attribute("revoke_rules_on_delete")?.value {
        return value == .text("true")
      }
      return object.values?["revoke_rules_on_delete"]?.bool == true
    }
  }

  /// Cites a value of state or plan by line and text, as the contract asks for Terraform.
  static func cite(_ value: JSON, _ says: String) -> Citation {
    Citation(
      file: value.document.file, line: JSONIndex.place(of: value.offset, in: value.index.bytes).line,
      value: value.scalar, says: says)
  }

  private static func places(of id: String, in value: JSON, path: String = "") -> [(String, JSON)] {
    if value.isObject {
      return value.members.flatMap {
        places(of: id, in: $0.value, path: path.isEmpty ? $0.name : path + "." + $0.name)
      }
    }
    if value.isArray { return value.elements.flatMap { places(of: id, in: $0, path: path) } }
    return value.string == id ? [(path, value)] : []
  }

  private static func places(of id: String, in block: HCLBlock) -> [HCLAttribute] {
    block.attributes.filter { $0.source.contains("\"\(id)\"") || $0.value.mentions(id) }
      + block.blocks.flatMap { places(of: id, in: $0) }
  }
}

extension HCLValue {
  /// Whether a text of the value is this id.
  func mentions(_ id: String) -> Bool {
    switch self {
    case .text(let text): text == id
    case .list(let items): items.contains { $0.mentions(id) }
    case .map(let members): members.values.contains { $0.mentions(id) }
    case .reference, .expression: false
    }
  }
}
