import Sentences
import Evidence
import Files

/// All that the Terraform files of a snapshot say.
package struct TerraformFacts: Sendable {
  package let objects: [TerraformObject]
  /// What could not be read, with its place.
  package let problems: [SnapshotProblem]
  package let rules: [TerraformRule]
  /// What replacements left behind, by id; the first of each.
  private let leftBehind: [String: TerraformObject]
  /// What stands now at the addresses of these.
  private let standing: [String: [TerraformObject]]

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
    rules =
      TerraformRuleReader(
        objects: reader.objects, resolver: TerraformResolver(snapshot, reader.objects, reader.names)
      ).rules
    var leftBehind: [String: TerraformObject] = [:]
    for object in reader.objects where object.isDeposed {
      if let id = object.values?["id"]?.string, leftBehind[id] == nil { leftBehind[id] = object }
    }
    self.leftBehind = leftBehind
    let addresses = Set(leftBehind.values.map(\.address))
    standing = Dictionary(
      grouping: reader.objects.filter { !$0.isDeposed && addresses.contains($0.address) }, by: \.address)
  }

  /// Everything in the files that holds this id, with `file:line`.
  package func holds(_ id: String) -> [TerraformHolding] {
    objects.flatMap { object -> [TerraformHolding] in
      if let values = object.values {
        var path: [String] = []
        var found: [(String, JSON)] = []
        TerraformFacts.collect(id, in: values, &path, &found)
        return found.map { path, place in
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
  package func deposed(_ id: String) -> TerraformObject? { leftBehind[id] }

  /// What stands at the address of an object that a replacement left behind.
  package func heirs(of deposed: TerraformObject) -> [TerraformObject] {
    (standing[deposed.address] ?? []).filter { $0.origin == deposed.origin }
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
  static func cite(_ value: JSON, _ says: Sentence) -> Citation {
    Citation(
      file: value.document.file, line: value.index.place(of: value.offset).line,
      value: value.scalar, says: says)
  }

  /// Finds the places of an id with the names of the members that lead there.
  private static func collect(
    _ id: String, in value: JSON, _ path: inout [String], _ found: inout [(String, JSON)]
  ) {
    switch value.kind {
    case .object:
      for member in value.members {
        path.append(member.name)
        collect(id, in: member.value, &path, &found)
        path.removeLast()
      }
    case .array: for element in value.elements { collect(id, in: element, &path, &found) }
    default: if value.string == id { found.append((path.joined(separator: "."), value)) }
    }
  }

  private static func places(of id: String, in block: HCLBlock) -> [HCLAttribute] {
    block.attributes.filter { $0.mentions(id) }
      + block.blocks.flatMap { places(of: id, in: $0) }
  }
}

extension TerraformFacts: AnalysisModel {
  package static func make(_: WholeSnapshot, in analysis: Analysis) -> TerraformFacts {
    TerraformFacts(analysis.snapshot)
  }
}

extension Analysis {
  /// What the Terraform files say.
  package var terraform: TerraformFacts { value(of: TerraformFacts.self) }
}
