import Evidence
import Playbooks

/// Routes, network ACLs and gateways of a plan.
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
  func inlineEntries() throws(FixUnmodelled) -> [PlanStep]? {
    guard isUpdated else { return nil }
    try needKnown(["ingress", "egress", "subnet_ids"])
    var steps: [PlanStep] = []
    if differs("subnet_ids") {
      let old = before?["subnet_ids"]?.strings ?? []
      for subnet in after?["subnet_ids"]?.strings ?? [] where !old.contains(subnet) {
        steps.append(following(subnet, acl: id))
      }
    }
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

  func aclAssociation() throws(FixUnmodelled) -> [PlanStep]? {
    guard creates, let subnet = try text("subnet_id", after), let acl = try text("network_acl_id", after)
    else {
      return nil
    }
    return [following(subnet, acl: acl)]
  }

  /// A subnet has one network ACL at a time.
  private func following(_ subnet: String, acl: String) -> PlanStep {
    PlanStep { (snapshot) throws(FixUnmodelled) in
      let wanted = try FixTarget.item(snapshot, .networkACLs, "NetworkAclId", acl)
      var edits: [DocumentEdit] = []
      for other in snapshot.listing(.networkACLs).items {
        let gone = (other["Associations"]?.elements ?? []).filter { $0["SubnetId"]?.string == subnet }
        if !gone.isEmpty {
          edits.append(DocumentEdit(other.document, gone.reversed().map { JSONPatch(.remove, $0.pointer) }))
        }
      }
      let made = FixTarget.object([("NetworkAclId", .string(acl)), ("SubnetId", .string(subnet))])
      return edits + [DocumentEdit(wanted.document, [FixTarget.append(wanted, "Associations", made)])]
    }
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
  func inlineRoutes() throws(FixUnmodelled) -> [PlanStep]? {
    guard isUpdated else { return nil }
    try needKnown(["route"])
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
    snapshot.listing(.routeTables).items.compactMap { table in
      let gone = (table["Associations"]?.elements ?? []).filter { $0["SubnetId"]?.string == subnet }
      if gone.isEmpty { return nil }
      return DocumentEdit(table.document, gone.reversed().map { JSONPatch(.remove, $0.pointer) })
    }
  }

  /// A NAT gateway that comes, or that goes and leaves its routes as blackholes.
  func natGateway() throws(FixUnmodelled) -> [PlanStep]? {
    let kind = DocumentKind.natGateways
    var steps: [PlanStep] = []
    if actions.contains("delete"), let old = before?["id"]?.string {
      steps.append(
        PlanStep { (snapshot) throws(FixUnmodelled) in
          let gateway = try FixTarget.item(snapshot, kind, "NatGatewayId", old)
          return [DocumentEdit(gateway.document, [FixTarget.set(gateway, "State", .string("deleted"))])]
            + PlanChange.blackholes("NatGatewayId", old, snapshot)
        })
    }
    if actions.contains("create") {
      let subnet = try text("subnet_id", after)
      let type = after?["connectivity_type"]?.string ?? "public"
      let made = id
      steps.append(
        PlanStep { (snapshot) throws(FixUnmodelled) in
          guard let document = snapshot.listing(kind).documents.first else {
            throw FixUnmodelled("the snapshot holds no `\(kind.name)`")
          }
          let place = snapshot.listing(.subnets).items.first {
            $0["SubnetId"]?.string == subnet
          }
          let gateway = FixTarget.object([
            ("NatGatewayId", .string(made)), ("ConnectivityType", .string(type)),
            ("State", .string("available")), ("SubnetId", subnet.map { .string($0) }),
            ("VpcId", place?["VpcId"].map { JSONValue($0) }), ("NatGatewayAddresses", .array([])),
          ])
          return [DocumentEdit(document, [FixTarget.append(document.root, "NatGateways", gateway)])]
        })
    }
    return steps.isEmpty ? nil : steps
  }

  /// An internet gateway that is taken off its VPC leaves its routes as blackholes.
  func internetGateway() throws(FixUnmodelled) -> [PlanStep]? {
    let isAttachment = type == "aws_internet_gateway_attachment"
    let member = isAttachment ? "internet_gateway_id" : "id"
    if let vpc = try text("vpc_id", after), actions.contains("create") || actions.contains("update") {
      guard let gateway = isAttachment ? try text(member, after) : isUpdated ? id : nil else { return nil }
      return [operation("attach-internet-gateway", ["internet-gateway-id": gateway, "vpc-id": vpc])]
    }
    guard isDeleted, let gateway = before?[member]?.string else { return nil }
    return [
      PlanStep { (snapshot) throws(FixUnmodelled) in
        let kind = DocumentKind.internetGateways
        let item = try FixTarget.item(snapshot, kind, "InternetGatewayId", gateway)
        return [DocumentEdit(item.document, [FixTarget.set(item, "Attachments", .array([]))])]
          + PlanChange.blackholes("GatewayId", gateway, snapshot)
      }
    ]
  }

  func vpcAttributes() -> [PlanStep]? {
    guard isUpdated else { return nil }
    let steps = ["enable_dns_support", "enable_dns_hostnames"].filter { differs($0) }.map { name in
      operation(
        "modify-vpc-attribute",
        [
          "vpc-id": id, "attribute": name.replacing("_", with: "-"),
          "value": after?[name]?.bool == true ? "true" : "false",
        ])
    }
    return steps.isEmpty ? nil : steps
  }

  private static func blackholes(_ member: String, _ id: String, _ snapshot: Snapshot) -> [DocumentEdit] {
    snapshot.listing(.routeTables).items.compactMap { table in
      let dead = (table["Routes"]?.elements ?? []).filter { $0[member]?.string == id }
      if dead.isEmpty { return nil }
      return DocumentEdit(table.document, dead.map { FixTarget.set($0, "State", .string("blackhole")) })
    }
  }
}
