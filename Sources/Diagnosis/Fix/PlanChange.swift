/// One entry of a plan's `resource_changes`, as the operations that would do the same.
struct PlanChange {
  /// A fix operation and its values.
  struct Operation {
    var operation: String
    var values: [String: String]
  }

  private let type: String
  private let actions: [String]
  private let before: JSON?
  private let after: JSON?

  init(_ change: JSON) {
    self.type = change["type"]?.string ?? ""
    self.actions = change["change"]?["actions"]?.strings ?? []
    self.before = change["change"]?["before"]
    self.after = change["change"]?["after"]
  }

  private var removes: Bool { actions.contains("delete") || actions.contains("update") }
  private var creates: Bool { actions.contains("create") || actions.contains("update") }

  /// The operations, removals before additions; nil for a type that is not modelled.
  var operations: [Operation]? {
    switch type {
    case "aws_security_group_rule": replaced { rules($0, direction: $0["type"]?.string ?? "ingress") }
    case "aws_vpc_security_group_ingress_rule": replaced { [single($0, direction: "ingress")] }
    case "aws_vpc_security_group_egress_rule": replaced { [single($0, direction: "egress")] }
    case "aws_security_group": inline
    case "aws_lb", "aws_alb": balancer
    case "aws_network_acl_rule": entries
    case "aws_route": routes
    default: nil
    }
  }

  /// Nil where the plan does not know yet whom the new rule names.
  private func replaced(_ make: (JSON) -> [Operation]) -> [Operation]? {
    var result: [Operation] = []
    if removes, let before {
      result += make(before).map { rule in
        Operation(operation: "revoke-" + rule.operation, values: rule.values)
      }
    }
    if creates, let after {
      let made = make(after)
      let sources = ["cidr", "ipv6-cidr", "prefix-list", "source-group"]
      guard !made.isEmpty, made.allSatisfy({ rule in sources.contains { rule.values[$0] != nil } }) else {
        return nil
      }
      result += made.map { Operation(operation: "authorize-" + $0.operation, values: $0.values) }
    }
    return result
  }

  /// One rule for each source that a Terraform rule or inline block names.
  private func rules(_ rule: JSON, direction: String, group: String? = nil) -> [Operation] {
    var base: [String: String] = [:]
    base["group-id"] = group ?? rule["security_group_id"]?.string
    base["protocol"] = rule["protocol"]?.string
    base["from-port"] = rule["from_port"]?.scalar
    base["to-port"] = rule["to_port"]?.scalar
    var sources: [(String, String)] = []
    sources += (rule["cidr_blocks"]?.strings ?? []).map { ("cidr", $0) }
    sources += (rule["ipv6_cidr_blocks"]?.strings ?? []).map { ("ipv6-cidr", $0) }
    sources += (rule["prefix_list_ids"]?.strings ?? []).map { ("prefix-list", $0) }
    let groups = (rule["security_groups"]?.strings ?? []) + (rule["source_security_group_id"]?.strings ?? [])
    sources += groups.filter { !$0.isEmpty }.map { ("source-group", $0) }
    if rule["self"]?.bool == true, let own = base["group-id"] { sources.append(("source-group", own)) }
    return sources.map { name, value in
      Operation(
        operation: "security-group-\(direction)", values: base.merging([name: value]) { _, new in new })
    }
  }

  private func single(_ rule: JSON, direction: String) -> Operation {
    var values: [String: String] = [:]
    let members = [
      ("group-id", "security_group_id"), ("protocol", "ip_protocol"), ("from-port", "from_port"),
      ("to-port", "to_port"), ("cidr", "cidr_ipv4"), ("ipv6-cidr", "cidr_ipv6"),
      ("prefix-list", "prefix_list_id"), ("source-group", "referenced_security_group_id"),
    ]
    for (name, member) in members { values[name] = rule[member]?.scalar }
    return Operation(operation: "security-group-\(direction)", values: values)
  }

  /// A group's own rules; what the plan leaves as it is stays.
  private var inline: [Operation]? {
    var result: [Operation] = []
    for direction in ["ingress", "egress"] {
      func all(_ state: JSON?) -> [[String: String]] {
        guard let state else { return [] }
        return (state[direction]?.elements ?? []).flatMap {
          rules($0, direction: direction, group: state["id"]?.string ?? before?["id"]?.string)
        }.map(\.values)
      }
      let old = all(before)
      let new = all(after)
      result += old.filter { !new.contains($0) }.map {
        Operation(operation: "revoke-security-group-\(direction)", values: $0)
      }
      result += new.filter { !old.contains($0) }.map {
        Operation(operation: "authorize-security-group-\(direction)", values: $0)
      }
    }
    if actions == ["delete"] { return before?["ingress"]?.elements.isEmpty == false ? result : nil }
    return result
  }

  private var balancer: [Operation]? {
    guard actions == ["update"], let after, let arn = after["arn"]?.string ?? before?["arn"]?.string else {
      return nil
    }
    var result: [Operation] = []
    let groups = after["security_groups"]?.strings ?? []
    if !groups.isEmpty, Set(groups) != Set(before?["security_groups"]?.strings ?? []) {
      result.append(
        Operation(
          operation: "set-security-groups",
          values: ["load-balancer-arn": arn, "security-groups": groups.sorted().joined(separator: " ")]))
    }
    if let idle = after["idle_timeout"]?.scalar, idle != before?["idle_timeout"]?.scalar {
      result.append(
        Operation(
          operation: "modify-load-balancer-attributes",
          values: ["load-balancer-arn": arn, "key": "idle_timeout.timeout_seconds", "value": idle]))
    }
    return result
  }

  private var entries: [Operation] {
    func values(_ entry: JSON) -> [String: String] {
      var values: [String: String] = [:]
      let members = [
        ("network-acl-id", "network_acl_id"), ("rule-number", "rule_number"), ("protocol", "protocol"),
        ("from-port", "from_port"), ("to-port", "to_port"), ("egress", "egress"), ("action", "rule_action"),
      ]
      for (name, member) in members { values[name] = entry[member]?.scalar }
      values["cidr"] = entry["cidr_block"]?.string ?? entry["ipv6_cidr_block"]?.string
      return values
    }
    var result: [Operation] = []
    if removes, let before {
      result.append(Operation(operation: "delete-network-acl-entry", values: values(before)))
    }
    if creates, let after {
      result.append(Operation(operation: "create-network-acl-entry", values: values(after)))
    }
    return result
  }

  private var routes: [Operation] {
    func values(_ route: JSON) -> [String: String] {
      var values: [String: String] = [:]
      values["route-table-id"] = route["route_table_id"]?.string
      let destinations = [
        "destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id",
      ]
      values["destination"] = destinations.compactMap { route[$0]?.string }.first { !$0.isEmpty }
      let targets = [
        ("gateway-id", "gateway_id"), ("nat-gateway-id", "nat_gateway_id"),
        ("vpc-peering-connection-id", "vpc_peering_connection_id"),
        ("transit-gateway-id", "transit_gateway_id"),
      ]
      for (name, member) in targets { values[name] = route[member]?.string }
      return values
    }
    var result: [Operation] = []
    if removes, let before { result.append(Operation(operation: "delete-route", values: values(before))) }
    if creates, let after { result.append(Operation(operation: "create-route", values: values(after))) }
    return result
  }
}
