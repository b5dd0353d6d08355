import Evidence

/// Reads the ingress rules of all three ways to write them.
///
/// `aws_security_group_rule`, `aws_vpc_security_group_ingress_rule`, and inline `ingress` of `aws_security_group`.
struct TerraformRuleReader {
  let objects: [TerraformObject]
  let resolver: TerraformResolver

  var rules: [TerraformRule] {
    objects.filter { !$0.isData && !$0.isDeposed }.flatMap { object -> [TerraformRule] in
      switch object.type {
      case "aws_security_group_rule":
        guard scalar(object, "type") == "ingress" else { return [] }
        return [rule(object, group: "security_group_id", source: "source_security_group_id")]
      case "aws_vpc_security_group_ingress_rule":
        return [rule(object, group: "security_group_id", source: "referenced_security_group_id")]
      case "aws_security_group": return inline(object)
      default: return []
      }
    }
  }

  private func rule(_ object: TerraformObject, group: String, source: String) -> TerraformRule {
    TerraformRule(
      object: object, group: ids(object, group).first, sources: ids(object, source),
      from: Int(scalar(object, "from_port") ?? ""), to: Int(scalar(object, "to_port") ?? ""), isInline: false,
      place: place(object, source))
  }

  private func inline(_ object: TerraformObject) -> [TerraformRule] {
    if let values = object.values {
      return (values["ingress"]?.elements ?? []).map { item in
        TerraformRule(
          object: object, group: values["id"]?.string, sources: item["security_groups"]?.strings ?? [],
          from: item["from_port"]?.int, to: item["to_port"]?.int, isInline: true,
          place: item["security_groups"]?[0].map {
            TerraformFacts.cite($0, "\(object.address) admits this group")
          }
            ?? object.cite("\(object.address) has inline rules"))
      }
    }
    guard let block = object.block else { return [] }
    let own = resolver.ids(.reference("aws_security_group.\(object.name).id"), in: object.file).first
    return block.blocks.filter { $0.type == "ingress" }.map { ingress in
      let groups = ingress.attribute("security_groups")
      return TerraformRule(
        object: object, group: own, sources: groups.map { resolver.ids($0.value, in: object.file) } ?? [],
        from: number(ingress.attribute("from_port")), to: number(ingress.attribute("to_port")),
        isInline: true,
        place: Citation(
          file: object.file, line: groups?.line ?? ingress.line, value: groups?.source ?? ingress.source,
          says: "\(object.address) has an inline rule"))
    }
  }

  private func scalar(_ object: TerraformObject, _ name: String) -> String? {
    if let value = object.values?[name] { return value.scalar }
    if case .text(let text) = object.block?.attribute(name)?.value { return text }
    return nil
  }

  private func ids(_ object: TerraformObject, _ name: String) -> [String] {
    if let value = object.values { return value[name]?.string.map { [$0] } ?? [] }
    return object.block?.attribute(name).map { resolver.ids($0.value, in: object.file) } ?? []
  }

  private func number(_ attribute: HCLAttribute?) -> Int? {
    if case .text(let text) = attribute?.value { return Int(text) }
    return nil
  }

  private func place(_ object: TerraformObject, _ name: String) -> Citation {
    if let value = object.values?[name] {
      return TerraformFacts.cite(value, "\(object.address) (\(object.origin.rawValue)) admits this group")
    }
    if let attribute = object.block?.attribute(name) {
      return Citation(
        file: object.file, line: attribute.line, value: attribute.source,
        says: "\(object.address) admits this group")
    }
    return object.cite("\(object.address) stands here")
  }
}
