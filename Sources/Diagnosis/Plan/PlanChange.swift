import Sentences
import Evidence
import Playbooks

/// One entry of a plan's `resource_changes`, as the changes to the snapshot's documents that it comes to.
struct PlanChange: Sendable {
  let type: String
  let address: String
  let actions: [String]
  let before: JSON?
  let after: JSON?
  private let unknown: JSON?
  private let plan: PlanDocument
  /// Where the plan tells it.
  let place: JSON

  init(_ change: JSON, _ plan: PlanDocument) {
    self.type = change["type"]?.string ?? ""
    self.address = change["address"]?.string ?? "(no address)"
    self.actions = change["change"]?["actions"]?.strings ?? []
    self.before = change["change"]?["before"]
    self.after = change["change"]?["after"]
    self.unknown = change["change"]?["after_unknown"]
    self.plan = plan
    self.place = change["address"] ?? change
  }

  var removes: Bool { actions.contains("delete") || actions.contains("update") }
  var creates: Bool { actions.contains("create") || actions.contains("update") }
  var isCreated: Bool { actions == ["create"] }
  var isDeleted: Bool { actions == ["delete"] }
  var isUpdated: Bool { actions == ["update"] }
  var isReplaced: Bool { actions.contains("create") && actions.contains("delete") }

  /// The id of the resource; one that is still to be made, or made anew, goes by its address.
  var id: String {
    after?["id"]?.string ?? (isReplaced ? nil : before?["id"]?.string) ?? "(\(address))"
  }

  /// Whether the change adds something that can take nothing away from what is there.
  var onlyAdds: Bool {
    isCreated
      && ![
        "aws_network_acl_rule", "aws_network_acl_association", "aws_route", "aws_route_table_association",
        "aws_lb_listener_rule", "aws_alb_listener_rule", "aws_vpc_endpoint",
      ].contains(type)
  }

  /// Why the change is of another account or Region than all of the snapshot; nil where it is not, or does not say.
  func isElsewhere(_ snapshot: Snapshot) -> Sentence? {
    let states = [after, before].compactMap(\.self)
    let arns = states.flatMap { [$0["arn"]?.string, $0["id"]?.string] }.compactMap(\.self).compactMap {
      ARN($0)
    }
    let region = states.compactMap { $0["region"]?.string }.first ?? arns.map(\.region).first { !$0.isEmpty }
    let account =
      states.compactMap { $0["owner_id"]?.string }.first ?? arns.map(\.account).first { !$0.isEmpty }
    if let account, !account.isEmpty, !snapshot.accounts.isEmpty, !snapshot.accounts.contains(account) {
      return "it is of account \(account), of which the snapshot holds nothing"
    }
    if let region, !region.isEmpty, !snapshot.regions.isEmpty, !snapshot.regions.contains(region) {
      return "it is of \(region), of which the snapshot holds nothing"
    }
    return nil
  }

  /// The steps, removals before additions; nil for a type or an action that is not modelled.
  func steps() throws(FixUnmodelled) -> [PlanStep]? {
    switch type {
    case "aws_security_group", "aws_default_security_group": try group()
    case "aws_security_group_rule", "aws_vpc_security_group_ingress_rule",
      "aws_vpc_security_group_egress_rule":
      try replacedRules()
    case "aws_network_interface_sg_attachment": try attachment()
    case "aws_lb", "aws_alb": try balancer()
    case "aws_lb_listener", "aws_alb_listener": try listener()
    case "aws_lb_listener_rule", "aws_alb_listener_rule": try listenerRule()
    case "aws_lb_target_group", "aws_alb_target_group": targetGroup()
    case "aws_lb_target_group_attachment", "aws_alb_target_group_attachment": try target()
    case "aws_network_acl_rule": try entry()
    case "aws_network_acl", "aws_default_network_acl": try inlineEntries()
    case "aws_network_acl_association": try aclAssociation()
    case "aws_route": try route()
    case "aws_route_table", "aws_default_route_table": try inlineRoutes()
    case "aws_route_table_association": try association()
    case "aws_nat_gateway": try natGateway()
    case "aws_internet_gateway", "aws_internet_gateway_attachment": try internetGateway()
    case "aws_vpc": vpcAttributes()
    case "aws_vpc_endpoint": try endpoint()
    case "aws_vpc_endpoint_policy", "aws_vpc_endpoint_route_table_association",
      "aws_vpc_endpoint_security_group_association", "aws_vpc_endpoint_subnet_association":
      try endpointPart()
    case "aws_iam_role_policy", "aws_iam_role_policy_attachment", "aws_iam_role", "aws_iam_policy": try role()
    case "aws_ecr_repository_policy", "aws_kms_key", "aws_kms_key_policy", "aws_secretsmanager_secret",
      "aws_secretsmanager_secret_policy":
      try resourcePolicy()
    case "aws_ecs_service": try service()
    case "aws_ecs_task_definition": try taskDefinition()
    default: nil
    }
  }

  // MARK: values

  /// A text of a state; one that is known only after the apply comes from the configuration.
  func text(_ name: String, _ state: JSON?) throws(FixUnmodelled) -> String? {
    if let known = state?[name]?.scalar, state?[name]?.isNull == false { return known.isEmpty ? nil : known }
    let all = try list(name, state)
    if all.count > 1 { throw .unknownYet("which of several its \(name) is, is") }
    return all.first
  }

  /// The texts of a list of a state; those that are known only after the apply come from the configuration.
  func list(_ name: String, _ state: JSON?) throws(FixUnmodelled) -> [String] {
    let known = state?[name]?.strings ?? []
    guard state?.pointer == after?.pointer, isUnknown(unknown?[name]) else { return known }
    let referred = plan.resolve(address, name)
    if referred.isEmpty { throw .unknownYet("its \(name) is") }
    var seen: Set<String> = []
    return (known + referred).filter { seen.insert($0).inserted }
  }

  /// Stops where an attribute, or a part of it, is known only after the apply.
  func needKnown(_ names: [String]) throws(FixUnmodelled) {
    for name in names where isUnknown(unknown?[name]) { throw .unknownYet("its \(name) is") }
  }

  private func isUnknown(_ json: JSON?) -> Bool {
    json?.bool == true || json?.elements.contains { isUnknown($0) } == true
      || json?.members.contains { isUnknown($0.value) } == true
  }

  /// The first block of a nested attribute.
  func block(_ name: String, _ state: JSON?) -> JSON? { state?[name]?.elements.first }

  /// Whether an attribute differs between the two states.
  func differs(_ name: String) -> Bool {
    guard let after, isUnknown(unknown?[name]) || after[name] != nil else { return false }
    if isUnknown(unknown?[name]) { return true }
    return after[name].map { JSONValue($0) } != before?[name].map { JSONValue($0) }
  }

  /// The step that an operation of the fixes makes.
  func operation(_ name: String, _ values: [String: String]) -> PlanStep {
    PlanStep { (snapshot) throws(FixUnmodelled) in
      guard let edits = FixCatalog.named(name)?.edits else { throw FixUnmodelled("`\(name)` has no model") }
      return try edits(FixValues(values), snapshot)
    }
  }
}
