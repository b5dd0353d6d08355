import Evidence
import Playbooks

/// Security groups of a plan: whole groups, the three forms of their rules, and who carries them.
extension PlanChange {
  /// A rule as the values of the fixes' operations.
  struct Rule: Equatable {
    var direction: String
    var values: [String: String]
  }

  /// A rule that is a resource of its own: what it was goes, what it will be comes.
  func replacedRules() throws(FixUnmodelled) -> [PlanStep]? {
    if creates {
      try needKnown(["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "from_port", "to_port"])
    }
    var steps: [PlanStep] = []
    if removes, let before {
      for rule in try ownRules(before) {
        steps.append(operation("revoke-security-group-\(rule.direction)", rule.values))
      }
    }
    if creates, let after {
      let made = try ownRules(after)
      if made.isEmpty { throw .unknownYet("whom the rule names is") }
      for rule in made {
        steps.append(operation("authorize-security-group-\(rule.direction)", rule.values))
      }
    }
    return steps
  }

  private func ownRules(_ state: JSON) throws(FixUnmodelled) -> [Rule] {
    switch type {
    case "aws_vpc_security_group_ingress_rule": return try single(state, "ingress")
    case "aws_vpc_security_group_egress_rule": return try single(state, "egress")
    default:
      let group = try text("security_group_id", state)
      return try rules(state, direction: state["type"]?.string ?? "ingress", group: group)
    }
  }

  /// One rule for each source that a Terraform rule or inline block names.
  func rules(_ rule: JSON, direction: String, group: String?) throws(FixUnmodelled) -> [Rule] {
    var base = ["protocol": PlanChange.wire(rule["protocol"]?.scalar)]
    base["group-id"] = group
    base["from-port"] = rule["from_port"]?.scalar
    base["to-port"] = rule["to_port"]?.scalar
    var sources: [(String, String)] = []
    sources += (rule["cidr_blocks"]?.strings ?? []).map { ("cidr", $0) }
    sources += (rule["ipv6_cidr_blocks"]?.strings ?? []).map { ("ipv6-cidr", $0) }
    sources += (rule["prefix_list_ids"]?.strings ?? []).map { ("prefix-list", $0) }
    sources += (rule["security_groups"]?.strings ?? []).map { ("source-group", $0) }
    let isOwn = rule.pointer == before?.pointer || rule.pointer == after?.pointer
    if isOwn, let source = try text("source_security_group_id", rule) {
      sources.append(("source-group", source))
    }
    if rule["self"]?.bool == true, let group { sources.append(("source-group", group)) }
    return sources.map { name, value in
      Rule(direction: direction, values: base.merging([name: value]) { _, new in new })
    }
  }

  func single(_ rule: JSON, _ direction: String) throws(FixUnmodelled) -> [Rule] {
    var values = ["protocol": PlanChange.wire(rule["ip_protocol"]?.scalar)]
    values["group-id"] = try text("security_group_id", rule)
    values["from-port"] = rule["from_port"]?.scalar
    values["to-port"] = rule["to_port"]?.scalar
    let sources = [
      ("cidr", "cidr_ipv4"), ("ipv6-cidr", "cidr_ipv6"), ("prefix-list", "prefix_list_id"),
      ("source-group", "referenced_security_group_id"),
    ]
    for (name, member) in sources {
      if let value = try text(member, rule) {
        values[name] = value
        return [Rule(direction: direction, values: values)]
      }
    }
    return []
  }

  private static func wire(_ name: String?) -> String {
    switch name {
    case "6", nil: "tcp"
    case "17": "udp"
    case "all": "-1"
    case let other?: other
    }
  }

  /// A group with its inline rules; what the plan leaves as it is stays.
  func group() throws(FixUnmodelled) -> [PlanStep]? {
    if isDeleted { return [operation("delete-security-group", ["group-id": id])] }
    guard isCreated || isUpdated || isReplaced else { return nil }
    try needKnown(["ingress", "egress"])
    var steps: [PlanStep] = isUpdated ? [] : [made()]
    if isReplaced, let old = before?["id"]?.string { steps.append(deletion(of: old)) }
    for direction in ["ingress", "egress"] {
      let old = isReplaced ? [] : try inline(before, direction)
      let new = try inline(after, direction)
      for rule in old where !new.contains(rule) {
        steps.append(operation("revoke-security-group-\(direction)", rule.values))
      }
      for rule in new where !old.contains(rule) {
        steps.append(operation("authorize-security-group-\(direction)", rule.values))
      }
    }
    return steps
  }

  /// The group that is replaced goes, unless AWS refuses that: then the apply stops there, and the group stays.
  private func deletion(of old: String) -> PlanStep {
    PlanStep { (snapshot) throws(FixUnmodelled) in
      let users = GroupUse.of(old, snapshot).filter(\.forbidsDeletion)
      guard users.isEmpty, let edits = FixCatalog.named("delete-security-group")?.edits else { return [] }
      return try edits(FixValues(["group-id": old]), snapshot)
    }
  }

  private func inline(_ state: JSON?, _ direction: String) throws(FixUnmodelled) -> [Rule] {
    var found: [Rule] = []
    for rule in state?[direction]?.elements ?? [] {
      found += try rules(rule, direction: direction, group: id)
    }
    return found
  }

  private func made() -> PlanStep {
    PlanStep { (snapshot) throws(FixUnmodelled) in
      guard let document = snapshot.listing(.securityGroups).documents.first else {
        throw FixUnmodelled("the snapshot holds no security groups")
      }
      let group = FixTarget.object([
        ("GroupId", .string(id)), ("GroupName", after?["name"].map { JSONValue($0) }),
        ("Description", after?["description"].map { JSONValue($0) }),
        ("VpcId", (try text("vpc_id", after)).map { .string($0) }),
        ("OwnerId", document.account.map { .string($0) }), ("IpPermissions", .array([])),
        ("IpPermissionsEgress", .array([])),
      ])
      return [DocumentEdit(document, [FixTarget.append(document.root, "SecurityGroups", group)])]
    }
  }

  /// A group on an interface that another resource made.
  func attachment() throws(FixUnmodelled) -> [PlanStep]? {
    guard isCreated || isDeleted else { return nil }
    let state = isCreated ? after : before
    guard let group = try text("security_group_id", state), let eni = try text("network_interface_id", state)
    else { return nil }
    return [
      PlanStep { (snapshot) throws(FixUnmodelled) in
        let interface = try FixTarget.item(
          snapshot, .networkInterfaces, "NetworkInterfaceId", eni)
        var groups = (interface["Groups"]?.elements ?? []).filter { $0["GroupId"]?.string != group }
          .map { JSONValue($0) }
        if isCreated { groups.append(.object([.init("GroupId", .string(group))])) }
        return [DocumentEdit(interface.document, [FixTarget.set(interface, "Groups", .array(groups))])]
      }
    ]
  }
}
