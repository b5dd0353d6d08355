/// Routes, network ACLs, gateways and endpoints of a plan.
extension PlanChange {
  // MARK: network ACLs

  func entry() throws(FixUnmodelled) -> [PlanStep]? {
    var steps: [PlanStep] = []
    if removes, let before { steps.append(operation("delete-network-acl-entry", try ownEntry(before))) }
    if creates, let after { steps.append(operation("create-network-acl-entry", try ownEntry(after))) }
    return steps
  }

  private func ownEntry(_ state: JSON) throws(FixUnmodelled) -> [String: String] {
    var values = entryValues(state)
    values["network-acl-id"] = try text("network_acl_id", state)
    values["egress"] = state["egress"]?.scalar ?? "false"
    return values
  }

  private func entryValues(_ state: JSON) -> [String: String] {
    var values: [String: String] = [:]
    let members = [
      ("rule-number", ["rule_number", "rule_no"]), ("protocol", ["protocol"]), ("from-port", ["from_port"]),
      ("to-port", ["to_port"]), ("action", ["rule_action", "action"]),
      ("cidr", ["cidr_block", "ipv6_cidr_block"]),
    ]
    for (name, possible) in members {
      values[name] = possible.compactMap { state[$0]?.scalar }.first { !$0.isEmpty && $0 != "null" }
    }
    return values
  }

  /// The entries inside `aws_network_acl`.
  func inlineEntries() -> [PlanStep]? {
    guard isUpdated else { return nil }
    var steps: [PlanStep] = []
    for (direction, egress) in [("ingress", "false"), ("egress", "true")] {
      func all(_ state: JSON?) -> [[String: String]] {
        (state?[direction]?.elements ?? []).map {
          entryValues($0).merging(["network-acl-id": id, "egress": egress]) { $1 }
        }
      }
      let old = all(before)
      let new = all(after)
      for entry in old where !new.contains(entry) {
        steps.append(operation("delete-network-acl-entry", entry))
      }
      for entry in new where !old.contains(entry) {
        steps.append(operation("create-network-acl-entry", entry))
      }
    }
    return steps
  }

  // MARK: routes

  private func routeValues(_ state: JSON, table: String?) -> [String: String] {
    var values: [String: String] = [:]
    values["route-table-id"] = table
    let destinations = [
      "destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id", "cidr_block",
      "ipv6_cidr_block",
    ]
    values["destination"] = destinations.compactMap { state[$0]?.string }.first { !$0.isEmpty }
    for name in ["gateway", "nat_gateway", "vpc_peering_connection", "transit_gateway"] {
      let value = state[name + "_id"]?.string
      values[name.replacing("_", with: "-") + "-id"] = value?.isEmpty == false ? value : nil
    }
    return values
  }

  func route() throws(FixUnmodelled) -> [PlanStep]? {
    var steps: [PlanStep] = []
    if removes, let before { steps.append(operation("delete-route", try ownRoute(before))) }
    if creates, let after { steps.append(operation("create-route", try ownRoute(after))) }
    return steps
  }

  private func ownRoute(_ state: JSON) throws(FixUnmodelled) -> [String: String] {
    var values = routeValues(state, table: try text("route_table_id", state))
    for name in ["gateway", "nat_gateway", "vpc_peering_connection", "transit_gateway"] {
      if let target = try text(name + "_id", state) {
        values[name.replacing("_", with: "-") + "-id"] = target
      }
    }
    return values
  }

  /// The routes inside `aws_route_table`.
  func inlineRoutes() -> [PlanStep]? {
    guard isUpdated else { return nil }
    let old = (before?["route"]?.elements ?? []).map { routeValues($0, table: id) }
    let new = (after?["route"]?.elements ?? []).map { routeValues($0, table: id) }
    return old.filter { !new.contains($0) }.map { operation("delete-route", $0) }
      + new.filter { !old.contains($0) }.map { operation("create-route", $0) }
  }

  func association() throws(FixUnmodelled) -> [PlanStep]? {
    var steps: [PlanStep] = []
    if removes, let subnet = before?["subnet_id"]?.string {
      steps.append(PlanStep { PlanChange.withoutAssociations(of: subnet, $0) })
    }
    if creates, let subnet = try text("subnet_id", after), let table = try text("route_table_id", after) {
      steps.append(operation("associate-route-table", ["route-table-id": table, "subnet-id": subnet]))
    }
    return steps
  }

  private static func withoutAssociations(of subnet: String, _ snapshot: Snapshot) -> [DocumentEdit] {
    snapshot.listing("ec2.describe-route-tables").items.compactMap { table in
      let gone = (table["Associations"]?.elements ?? []).filter { $0["SubnetId"]?.string == subnet }
      if gone.isEmpty { return nil }
      return DocumentEdit(table.document, gone.reversed().map { JSONPatch(.remove, $0.pointer) })
    }
  }

  /// A NAT gateway that goes leaves its routes as blackholes.
  func gatewayRemoval() -> [PlanStep]? {
    guard isDeleted else { return nil }
    return [
      PlanStep { (snapshot) throws(FixUnmodelled) in
        let gateway = try FixTarget.item(snapshot, "ec2.describe-nat-gateways", "NatGatewayId", id)
        return [DocumentEdit(gateway.document, [FixTarget.set(gateway, "State", .string("deleted"))])]
          + blackholes("NatGatewayId", snapshot)
      }
    ]
  }

  private func blackholes(_ member: String, _ snapshot: Snapshot) -> [DocumentEdit] {
    snapshot.listing("ec2.describe-route-tables").items.compactMap { table in
      let dead = (table["Routes"]?.elements ?? []).filter { $0[member]?.string == id }
      if dead.isEmpty { return nil }
      return DocumentEdit(table.document, dead.map { FixTarget.set($0, "State", .string("blackhole")) })
    }
  }

  // MARK: endpoints

  func endpoint() throws(FixUnmodelled) -> [PlanStep]? {
    if isDeleted {
      return [
        PlanStep { (snapshot) throws(FixUnmodelled) in
          let item = try FixTarget.item(snapshot, "ec2.describe-vpc-endpoints", "VpcEndpointId", id)
          return [DocumentEdit(item.document, [JSONPatch(.remove, item.pointer)])]
            + PlanChange.withoutRoutes(to: id, snapshot)
        }
      ]
    }
    if isCreated, let after {
      var values = ["type": after["vpc_endpoint_type"]?.string ?? "Gateway"]
      values["service-name"] = after["service_name"]?.string
      values["vpc-id"] = try text("vpc_id", after)
      values["subnet-ids"] = try list("subnet_ids", after).joined(separator: " ")
      values["security-group-ids"] = try list("security_group_ids", after).joined(separator: " ")
      values["route-table-ids"] = try list("route_table_ids", after).joined(separator: " ")
      return [operation("create-vpc-endpoint", values)]
    }
    guard isUpdated, let after else { return nil }
    var values = ["vpc-endpoint-id": id]
    if differs("policy") { values["policy-document"] = try text("policy", after) }
    if differs("private_dns_enabled") { values["private-dns"] = after["private_dns_enabled"]?.scalar }
    for (name, attribute) in [
      ("route-table-ids", "route_table_ids"), ("subnet-ids", "subnet_ids"),
      ("security-group-ids", "security_group_ids"),
    ] where differs(attribute) {
      let old = before?[attribute]?.strings ?? []
      let new = try list(attribute, after)
      values["add-" + name] = new.filter { !old.contains($0) }.joined(separator: " ")
      values["remove-" + name] = old.filter { !new.contains($0) }.joined(separator: " ")
    }
    return [operation("modify-vpc-endpoint", values)]
  }

  /// One association or the policy of an endpoint, as a resource of its own.
  func endpointPart() throws(FixUnmodelled) -> [PlanStep]? {
    let state = isDeleted ? before : after
    guard let endpoint = try text("vpc_endpoint_id", state) else { return nil }
    var values = ["vpc-endpoint-id": endpoint]
    if type == "aws_vpc_endpoint_policy" {
      if isDeleted {
        values["reset-policy"] = "true"
      } else {
        values["policy-document"] = try text("policy", state)
      }
      return [operation("modify-vpc-endpoint", values)]
    }
    guard isCreated || isDeleted else { return nil }
    for name in ["route_table_id", "security_group_id", "subnet_id"] {
      if let value = try text(name, state) {
        values[(isDeleted ? "remove-" : "add-") + name.replacing("_", with: "-") + "s"] = value
      }
    }
    return [operation("modify-vpc-endpoint", values)]
  }

  static func withoutRoutes(to endpoint: String, _ snapshot: Snapshot) -> [DocumentEdit] {
    snapshot.listing("ec2.describe-route-tables").items.compactMap { table in
      let gone = (table["Routes"]?.elements ?? []).filter { $0["GatewayId"]?.string == endpoint }
      if gone.isEmpty { return nil }
      return DocumentEdit(table.document, gone.reversed().map { JSONPatch(.remove, $0.pointer) })
    }
  }
}
