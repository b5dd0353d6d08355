import Evidence
import Playbooks

/// VPC endpoints of a plan, with their policies and associations.
extension PlanChange {
  func endpoint() throws(FixUnmodelled) -> [PlanStep]? {
    if isDeleted {
      return [
        PlanStep { (snapshot) throws(FixUnmodelled) in
          let item = try FixTarget.item(snapshot, .vpcEndpoints, "VpcEndpointId", id)
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
    snapshot.listing(.routeTables).items.compactMap { table in
      let gone = (table["Routes"]?.elements ?? []).filter { $0["GatewayId"]?.string == endpoint }
      if gone.isEmpty { return nil }
      return DocumentEdit(table.document, gone.reversed().map { JSONPatch(.remove, $0.pointer) })
    }
  }
}
