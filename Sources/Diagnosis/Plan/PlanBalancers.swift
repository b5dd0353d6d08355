import Evidence
import Playbooks

/// Load balancers, listeners, rules and targets of a plan.
extension PlanChange {
  func balancer() throws(FixUnmodelled) -> [PlanStep]? {
    let arn = after?["arn"]?.string ?? before?["arn"]?.string ?? id
    if isDeleted { return [removal(.loadBalancers, "LoadBalancerArn", arn)] }
    guard isUpdated, let after else { return nil }
    var steps: [PlanStep] = []
    if differs("security_groups") {
      let groups = try list("security_groups", after).joined(separator: " ")
      steps.append(
        operation("set-security-groups", ["load-balancer-arn": arn, "security-groups": groups]))
    }
    if differs("subnets") {
      let subnets = try list("subnets", after).joined(separator: " ")
      steps.append(operation("set-subnets", ["load-balancer-arn": arn, "subnets": subnets]))
    }
    let attributes = [
      ("idle_timeout", "idle_timeout.timeout_seconds"),
      ("enable_cross_zone_load_balancing", "load_balancing.cross_zone.enabled"),
    ]
    for (name, key) in attributes where differs(name) {
      steps.append(
        operation(
          "modify-load-balancer-attributes",
          ["load-balancer-arn": arn, "key": key, "value": after[name]?.scalar ?? ""]))
    }
    return steps
  }

  func listener() throws(FixUnmodelled) -> [PlanStep]? {
    let kind = DocumentKind.listeners
    let arn = after?["arn"]?.string ?? before?["arn"]?.string ?? id
    if isDeleted { return [removal(kind, "ListenerArn", arn)] }
    guard isCreated || isUpdated else { return nil }
    let actions = try actions("default_action")
    let balancer = try text("load_balancer_arn", after)
    let members: [(String, JSONValue?)] = [
      ("LoadBalancerArn", balancer.map { .string($0) }), ("Port", after?["port"].map { JSONValue($0) }),
      ("Protocol", (after?["protocol"]?.string ?? before?["protocol"]?.string).map { .string($0) }),
      ("DefaultActions", .array(actions)),
    ]
    return [put(kind, "ListenerArn", arn, "Listeners", members)]
  }

  func listenerRule() throws(FixUnmodelled) -> [PlanStep]? {
    let kind = DocumentKind.listenerRules
    let arn = after?["arn"]?.string ?? before?["arn"]?.string ?? id
    if isDeleted { return [removal(kind, "RuleArn", arn)] }
    guard isUpdated, !differs("condition") else { return nil }
    var members: [(String, JSONValue?)] = [("Actions", .array(try actions("action")))]
    if let priority = after?["priority"]?.scalar { members.append(("Priority", .string(priority))) }
    return [put(kind, "RuleArn", arn, "Rules", members)]
  }

  /// A listener's or a rule's actions as the CLI prints them.
  private func actions(_ name: String) throws(FixUnmodelled) -> [JSONValue] {
    var made: [JSONValue] = []
    for action in after?[name]?.elements ?? [] {
      let type = action["type"]?.string ?? "forward"
      let group =
        action["target_group_arn"]?.string
        ?? block("forward", action)?["target_group"]?.elements.first?["arn"]?.string
      if type == "forward", group?.isEmpty != false {
        throw .unknownYet("the target group it forwards to is")
      }
      let fixed = block("fixed_response", action)
      made.append(
        FixTarget.object([
          ("Type", .string(type)), ("TargetGroupArn", type == "forward" ? group.map { .string($0) } : nil),
          (
            "FixedResponseConfig",
            fixed.map { response in
              FixTarget.object([
                ("StatusCode", (response["status_code"]?.scalar).map { .string($0) }),
                ("ContentType", (response["content_type"]?.string).map { .string($0) }),
              ])
            }
          ),
        ]))
    }
    return made
  }

  func targetGroup() -> [PlanStep]? {
    let arn = after?["arn"]?.string ?? before?["arn"]?.string ?? id
    guard isUpdated, let check = block("health_check", after) else { return nil }
    var values = ["target-group-arn": arn]
    for name in ["path", "port", "protocol"] { values["health-check-\(name)"] = check[name]?.scalar }
    return [operation("modify-target-group", values)]
  }

  func target() throws(FixUnmodelled) -> [PlanStep]? {
    let state = isDeleted ? before : after
    guard isCreated || isDeleted, let arn = try text("target_group_arn", state),
      let target = try text("target_id", state)
    else { return nil }
    var values = ["target-group-arn": arn, "target-id": target]
    values["port"] = state?["port"]?.scalar
    return [operation(isDeleted ? "deregister-targets" : "register-targets", values)]
  }

  /// Takes an item out of a listing.
  func removal(_ kind: DocumentKind, _ member: String, _ id: String) -> PlanStep {
    PlanStep { (snapshot) throws(FixUnmodelled) in
      let item = try FixTarget.item(snapshot, kind, member, id)
      return [DocumentEdit(item.document, [JSONPatch(.remove, item.pointer)])]
    }
  }

  /// Changes members of an item, or adds it to the listing.
  func put(
    _ kind: DocumentKind, _ member: String, _ id: String, _ list: String, _ members: [(String, JSONValue?)]
  ) -> PlanStep {
    PlanStep { (snapshot) throws(FixUnmodelled) in
      if let item = snapshot.listing(kind).items.first(where: { $0[member]?.string == id }) {
        let patches = members.compactMap { name, value in value.map { FixTarget.set(item, name, $0) } }
        return [DocumentEdit(item.document, patches)]
      }
      guard let document = snapshot.listing(kind).documents.first else {
        throw FixUnmodelled("the snapshot holds no `\(kind.name)`")
      }
      let made = FixTarget.object([(member, .string(id))] + members)
      return [DocumentEdit(document, [FixTarget.append(document.root, list, made)])]
    }
  }
}
