import Sentences
import Evidence
import Permits
import Services

/// Whether a role that ECS has to assume is missing, gone, or does not trust ECS.
///
/// Amazon ECS guide, "Amazon ECS task execution IAM role" and "Amazon ECS task IAM role": ECS assumes both as ecs-tasks.amazonaws.com, in the task's own account. A condition on aws:SourceArn has to leave the part behind the account open.
enum PullRoleCheck: Check {
  static let name = "pull-role"
  static let summary: Sentence = "Is the role missing from the definition, deleted, or closed to ECS?"
  static let binds = PullWorld.binds + ["role", "role-arn"]
  static let fault = Parameter<Fault>(
    "is", "none: needed and not named; absent: named and not there; trust: does not trust ECS")
  static let parameters = [fault.declared]
  static let reads: [DocumentKind] = [
    .taskDefinition, .tasks, .role,
    .accountAuthorizationDetails, .attachedRolePolicies,
    .rolePolicyNames, .rolePolicy, .managedPolicy, .managedPolicyVersion,
  ]

  enum Fault: String, CaseIterable { case none, absent, trust }

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    guard world.taskDefinition != nil else {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    let fault = context[fault]
    if fault == .none { return unnamed(world) }
    let roles = [(world.executionRole, "execution role" as Sentence), (world.taskRole, "task role")]
      .compactMap {
        role, title in role.map { (value: $0, title: title) }
      }
    guard !roles.isEmpty else {
      return .notApplicable("the task definition names no role", world.definitionCitation("no role"))
    }
    let access = context.analysis.access
    let findings = roles.map { role in
      fault == .absent
        ? absent(role.value, role.title, world, access) : trust(role.value, role.title, world, access)
    }
    return strongest(findings)
  }

  /// Confirmed before undetermined before refuted.
  private static func strongest(_ findings: [Finding]) -> Finding {
    for verdict in [Verdict.confirmed, .undetermined, .ruledOut] {
      let same = findings.filter { $0.verdict == verdict }
      guard let first = same.first else { continue }
      return Finding(
        verdict, because: same.map(\.because).joined(separator: "; "), evidence: same.flatMap(\.evidence),
        needs: same.flatMap(\.needs), bindings: first.bindings)
    }
    return findings[0]
  }

  private static func unnamed(_ world: PullWorld) -> Finding {
    if let role = world.executionRole {
      return .ruledOut(
        "the task definition names an execution role", [Citation(role.place, "the execution role")])
    }
    var reasons: [Citation] = world.secretReferences.map { Citation($0.place, "needs the execution role") }
    for container in world.containers {
      for file in container.definition["environmentFiles"]?.elements ?? [] {
        if let place = file["value"] { reasons.append(Citation(place, "is fetched with the execution role")) }
      }
      guard world.launch == .fargate else { continue }
      if container.image.ecr != nil {
        reasons.append(Citation(container.imagePlace, "is pulled with the execution role on Fargate"))
      }
      if logsWithAWS(container), let driver = container.definition["logConfiguration"]?["logDriver"] {
        reasons.append(Citation(driver, "writes with the execution role on Fargate"))
      }
    }
    guard !reasons.isEmpty else {
      // On Fargate both the pull from ECR and the log driver need the role; an instance may do without.
      if world.launch == .unknown,
        !world.ecrContainers.isEmpty || world.containers.contains(where: logsWithAWS)
      {
        return .undetermined("the launch type is not in the snapshot", needs: world.needs)
      }
      return .notApplicable(
        "nothing in the task definition needs an execution role",
        world.definitionCitation("no executionRoleArn"))
    }
    return .confirmed(
      "the task definition names no execution role, and something in it needs one",
      world.definitionCitation("no executionRoleArn") + Array(reasons.prefix(3)), bindings: [world.bindings])
  }

  private static func logsWithAWS(_ container: PullContainer) -> Bool {
    container.definition["logConfiguration"]?["logDriver"]?.string == "awslogs"
  }

  private static func absent(
    _ role: PullValue, _ title: Sentence, _ world: PullWorld, _ access: Access
  ) -> Finding {
    let named = Citation(role.place, "the \(title)")
    if let arn = ARN(role.value), let account = world.account, !arn.account.isEmpty, arn.account != account {
      return .confirmed(
        "the \(title) \(role.value) is of account \(arn.account), the task runs in \(account)", [named],
        bindings: [bindings(role, world)])
    }
    let facts = access.role(role.value, account: world.account)
    switch facts.existence {
    case .exists(let json):
      return .ruledOut(
        "the \(title) exists", [Citation(json["Arn"] ?? json, "the \(title) is there"), named])
    case .absent(let place):
      return .confirmed(
        "the \(title) \(role.value) does not exist", [place, named], bindings: [bindings(role, world)])
    case .unknown(let needs):
      return .undetermined("it is not known whether the \(title) exists", needs: needs)
    }
  }

  private static func trust(
    _ role: PullValue, _ title: Sentence, _ world: PullWorld, _ access: Access
  ) -> Finding {
    let facts = access.role(role.value, account: world.account)
    switch facts.existence {
    case .absent(let place):
      return .notApplicable("the \(title) does not exist", [place])
    case .unknown(let needs):
      return .undetermined("the trust policy of the \(title) is not in the snapshot", needs: needs)
    case .exists(let json):
      var context: [String: [String]] = [:]
      if let account = world.account {
        context["aws:SourceAccount"] = [account]
        let source =
          world.task?["taskArn"]?.string
          ?? "arn:\(ARN(role.value)?.partition ?? "aws"):ecs:\(world.region ?? ""):\(account):task/task"
        context["aws:SourceArn"] = [source]
      }
      let answer = access.trustAdmits(
        role: role.value, service: "ecs-tasks.amazonaws.com", context: context,
        absent: ["aws:SourceVpce", "aws:SourceVpc", "sts:ExternalId", "aws:PrincipalOrgID"],
        account: world.account)
      let policy = json["AssumeRolePolicyDocument"] ?? json
      let named = Citation(role.place, "the \(title)")
      switch answer.verdict {
      case .allowed:
        return .ruledOut("the \(title) trusts ecs-tasks.amazonaws.com", answer.evidence + [named])
      case .undetermined:
        return .undetermined(
          answer.because,
          needs: answer.needs.isEmpty
            ? [world.snapshot.need(.role, subject: facts.name, account: world.account)]
            : answer.needs,
          evidence: answer.evidence)
      case .implicitlyDenied, .explicitlyDenied:
        let misses = answer.evidence.isEmpty ? [Citation(policy, "the trust policy")] : answer.evidence
        return .confirmed(
          "the \(title) \(facts.name) does not let ecs-tasks.amazonaws.com assume it", misses + [named],
          bindings: [bindings(role, world)])
      }
    }
  }

  private static func bindings(_ role: PullValue, _ world: PullWorld) -> [String: String] {
    world.bindings.merging(["role": PullWorld.roleName(role.value), "role-arn": role.value]) { $1 }
  }
}
