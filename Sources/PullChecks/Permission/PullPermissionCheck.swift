import Sentences
import Evidence
import Permits
import Records
import Services

/// Whether a role lacks a permission that the start of the task needs, and why.
///
/// Configuration and recorded texts both count: a denial whose text names the policy that is to blame proves itself. A permission that nothing asks for is not applicable.
enum PullPermissionCheck: Check {
  static let name = "pull-permission"
  static let summary: Sentence = "Does a role lack a permission that the pull needs, for this reason?"
  static let binds = PullDenialVerdict.binds + MessageStatesCheck.messageBinds
  static let purposes = Parameter<Set<PullPermission.Need>>("for", "what it is needed for")
  static let denial = Parameter<PullDenial>("denial", "why it is missing")
  static let role = Parameter<Role>("role", "whose role", otherwise: .any)
  static let owner = Parameter<Owner>("owner", "whose resource", otherwise: .any)
  static let parameters = [purposes.declared, denial.declared, role.declared, owner.declared]
  static let reads: [DocumentKind] = [
    .tasks, .services, .taskDefinition,
    .accountAuthorizationDetails, .role, .attachedRolePolicies,
    .rolePolicyNames, .rolePolicy, .managedPolicy, .managedPolicyVersion,
    .instanceProfile, .principalSimulation, .repositoryPolicy,
    .registryPolicy, .secret, .secretPolicy,
    .parameters, .keyPolicy, .keyAliases, .keyGrants,
    .vpcEndpoints, .images, .repositories,
    .instances, .containerInstances, .organizationPolicy,
    .organizationPoliciesForTarget, .bucketPolicy,
    .pullThroughCacheRules,
  ]

  enum Role: String, CaseIterable { case any, execution, instance }

  enum Owner: String, CaseIterable { case any, own, foreign }

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    let (wanted, denial, role, owner) = (
      context[purposes], context[denial], context[role], context[owner]
    )
    if role == .instance, world.launch != .ec2, world.launch != .external {
      if world.launch == .unknown {
        return .undetermined("the launch type is not in the snapshot", needs: world.needs)
      }
      return .notApplicable(
        "the task runs on Fargate and uses no instance role", world.definitionCitation("not on EC2"))
    }
    if let said = stated(world, wanted, denial, role) { return said }
    let permissions = context.pullPermissions
    let mine = permissions.all.filter {
      wanted.contains($0.need) && (role == .any || (role == .instance) == $0.caller.isInstance)
        && (owner == .any || (owner == .foreign) == $0.isForeign)
    }
    let verdicts = mine.map { permission in
      var verdict = PullDenialJudge(
        permission: permission, denial: denial, world: world, access: context.analysis.access
      ).judge()
      if verdict.verdict == .confirmed, denial == .silent,
        let swapped = swapped(permission, permissions, verdict, context.analysis.access)
      {
        verdict = swapped
      }
      if verdict.verdict == .confirmed, let open = perhapsGranted(permission, world, context.snapshot) {
        verdict = open
      }
      return verdict
    }
    return combine(verdicts, permissions, wanted, mine.isEmpty)
  }

  /// A grant lends a key whatever the policies leave out: where no grants were listed and all tasks run, that nothing
  /// else allows it proves no fault.
  private static func perhapsGranted(
    _ permission: PullPermission, _ world: PullWorld, _ snapshot: Snapshot
  ) -> PullDenialVerdict? {
    guard permission.need == .key, world.messages.isEmpty, let service = world.service,
      !PullSubject.isShort(service)
    else { return nil }
    let grants = KeyGrants(KeyName(permission.resource, in: snapshot), in: snapshot).listing
    guard grants.documents.isEmpty else { return nil }
    return PullDenialVerdict(
      verdict: .undetermined,
      because:
        "no policy allows it, the tasks run all the same, and the key's grants are not in the snapshot",
      needs: [grants.need])
  }

  /// Logs that the task role may write, beside a pull that it alone may make: one fault, told as such.
  private static func swapped(
    _ permission: PullPermission, _ all: PullPermissions, _ verdict: PullDenialVerdict, _ access: Access
  ) -> PullDenialVerdict? {
    guard permission.need == .logs || permission.need == .logGroupCreation else { return nil }
    func elsewhere(_ permission: PullPermission) -> PullDenialVerdict {
      PullDenialJudge(
        permission: permission, denial: .otherRole, world: all.world, access: access
      ).judge()
    }
    let pulls = all.all.filter { $0.need == .token && $0.caller.role == permission.caller.role }
    let both = [elsewhere(permission)] + pulls.map(elsewhere)
    if pulls.isEmpty || both.contains(where: { $0.verdict == .ruledOut || $0.verdict == .notApplicable }) {
      return nil
    }
    if let open = both.first(where: { $0.verdict == .undetermined }) { return open }
    return PullDenialVerdict(
      verdict: .notApplicable, because: "the whole set of permissions is on the task role",
      evidence: verdict.evidence)
  }

  private static func combine(
    _ verdicts: [PullDenialVerdict], _ permissions: PullPermissions, _ wanted: Set<PullPermission.Need>,
    _ isEmpty: Bool
  ) -> Finding {
    let confirmed = verdicts.filter { $0.verdict == .confirmed }
    if !confirmed.isEmpty {
      return .confirmed(
        confirmed.map(\.because).unique.joined(separator: "; "),
        Array(confirmed.flatMap(\.evidence).unique.prefix(12)), bindings: confirmed.map(\.bindings).unique)
    }
    // Of which key something is under matters to the key alone.
    let gaps = permissions.gaps.filter {
      wanted.contains($0.need)
        && ($0.need != .key || wanted == [.key] || permissions.world.taskDefinition == nil)
    }
    let open = verdicts.filter { $0.verdict == .undetermined }
    if !open.isEmpty || !gaps.isEmpty {
      return .undetermined(
        (open.map(\.because) + gaps.map(\.because)).unique.joined(separator: "; "),
        needs: (open.flatMap(\.needs) + gaps.flatMap(\.needs)).unique,
        evidence: open.flatMap(\.evidence).unique)
    }
    let refuted = verdicts.filter { $0.verdict == .ruledOut }
    if !refuted.isEmpty {
      return .ruledOut(
        refuted.map(\.because).unique.joined(separator: "; "),
        Array(refuted.flatMap(\.evidence).unique.prefix(8)))
    }
    if let first = verdicts.first { return .notApplicable(first.because, first.evidence) }
    return .notApplicable(
      "nothing that the task is defined with needs it",
      permissions.world.definitionCitation("the whole task definition"))
  }

  /// A recorded denial that names action and policy.
  private static func stated(
    _ world: PullWorld, _ wanted: Set<PullPermission.Need>, _ denial: PullDenial, _ role: Role
  ) -> Finding? {
    if denial == .silent, wanted.contains(.envFile),
      let message = world.messages.first(where: {
        $0.facts.stage == .envFiles && ($0.facts.verb == .denied || $0.facts.verb == .forbidden)
      })
    {
      // S3 answers 403 for what it may not show and for what is not there, alike.
      return .confirmed(
        "the recorded text says that S3 refused the environment file",
        [message.citation("what ECS recorded")], bindings: [MessageStatesCheck.bindings(message, world)])
    }
    for message in world.messages where message.reading.isOutright && !message.facts.truncated {
      guard denial.reasons.contains(message.facts.reason), let action = message.facts.action,
        let need = PullPermissionCheck.need(of: action), wanted.contains(need)
      else { continue }
      let isInstance = message.facts.session?.hasPrefix("i-") ?? false
      if role != .any, (role == .instance) != isInstance { continue }
      let isForeign = message.facts.accounts == .differ
      if denial == .silent, isForeign, need == .manifest || need == .layerURL { continue }
      if denial == .foreignSilent || denial == .ownerSilent, message.facts.accounts == .same { continue }
      if denial == .foreignSilent, !isForeign { continue }
      var bindings = MessageStatesCheck.bindings(message, world)
      bindings["role"] = message.facts.role
      if let resource = message.facts.resource.flatMap({ ARN($0) }), resource.service == "ecr" {
        bindings["repository"] = resource.id
        bindings["registry-id"] = resource.account
      }
      return .confirmed(
        "the recorded denial says so: \(action) was refused, and by which policy",
        [message.citation("the denial, with its reason")], bindings: [bindings])
    }
    return nil
  }

  static func need(of action: String) -> PullPermission.Need? {
    switch action.lowercased() {
    case "ecr:getauthorizationtoken": .token
    case "ecr:batchgetimage": .manifest
    case "ecr:getdownloadurlforlayer": .layerURL
    case "ecr:batchimportupstreamimage", "ecr:createrepository": .upstream
    case "secretsmanager:getsecretvalue": .secret
    case "ssm:getparameters": .parameter
    case "kms:decrypt": .key
    case "logs:createlogstream", "logs:putlogevents": .logs
    case "logs:createloggroup": .logGroupCreation
    case "s3:getobject", "s3:getbucketlocation": .envFile
    default: nil
    }
  }
}
