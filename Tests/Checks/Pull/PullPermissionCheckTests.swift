@testable import PullChecks
import Testing

/// The role's own policies and what stands above them; ``PullPermissionOwnerTests`` has the policies of what is asked for.
@Suite struct PullPermissionCheckTests {
  static let policy = PullFile.policy
  static let boundary = "iam.get-policy-version.limit.json"
  static let app = "arn:aws:iam::123456789012:role/app"

  static func asked(_ needs: String, _ denial: String, _ more: [String: String] = [:]) -> [String: String] {
    more.merging(["for": needs, "denial": denial]) { $1 }
  }

  static func may(_ action: String, on resource: String = "*", condition: String = "") -> Edit {
    .add(
      policy,
      PullFixture.policy(
        #"{"Sid":"S","Effect":"Allow","Action":"\#(action)","Resource":"\#(resource)"\#(condition)}"#))
  }

  static func denied(_ reason: String, action: String = "ecr:GetAuthorizationToken") -> String {
    "ResourceInitializationError: unable to pull secrets or registry auth: AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/puller/0a1b is not authorized to perform: \(action) on resource: * \(reason)"
  }

  static func bounded(_ action: String) -> World {
    .task.after(
      .set(
        "iam.get-role.puller.json", "/Role/PermissionsBoundary",
        [
          "PermissionsBoundaryType": "Policy",
          "PermissionsBoundaryArn": "arn:aws:iam::123456789012:policy/limit",
        ]),
      .add(
        "iam.get-policy.limit.json",
        #"{"Policy":{"PolicyName":"limit","Arn":"arn:aws:iam::123456789012:policy/limit","DefaultVersionId":"v2"}}"#
      ),
      .add(
        boundary,
        #"{"PolicyVersion":{"VersionId":"v2","IsDefaultVersion":true,"Document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"\#(action)","Resource":"*"}]}}}"#
      ))
  }

  static let pulled = #"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}"#

  static func endpoint(_ statement: String = pulled) -> Edit {
    .add(PullFile.endpoints, PullFixture.endpoints(#"{"Statement":[\#(statement)]}"#))
  }

  static func through(_ endpoint: String) -> String {
    #","Condition":{"StringEquals":{"aws:SourceVpce":"\#(endpoint)"}}"#
  }

  static func taskRole(_ attached: String) -> [Edit] {
    [
      .set(PullFile.definition, "/taskDefinition/taskRoleArn", .string(app)),
      .add(
        "iam.get-role.app.json",
        #"{"Role":{"RoleName":"app","Arn":"\#(app)","AssumeRolePolicyDocument":{}}}"#),
      .add("iam.list-role-policies.app.json", #"{"PolicyNames":[]}"#),
      .add("iam.list-attached-role-policies.app.json", #"{"AttachedPolicies":[\#(attached)]}"#),
    ]
  }

  static let readOnly =
    #"{"PolicyName":"AmazonEC2ContainerRegistryReadOnly","PolicyArn":"arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly"}"#
  static let bare = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db"
  static let silent = "because no identity-based policy allows the ecr:GetAuthorizationToken action"

  static let own: [CheckTable.Row] = [
    .confirmed(
      "nothing allows the token", .task.after(may("ecr:BatchGetImage")), asked("token", "silent"),
      says: "no policy of role puller allows ecr:GetAuthorizationToken", cites: [PullFile.definition],
      binds: ["role": "puller", "action": "ecr:GetAuthorizationToken"]),
    .confirmed(
      "an explicit deny",
      .task.after(
        .add(
          policy,
          PullFixture.policy(
            PullFixture.everything + #",{"Effect":"Deny","Action":"ecr:Get*","Resource":"*"}"#))),
      asked("layer-url", "silent"), says: "allows ecr:GetDownloadUrlForLayer", cites: [policy]),
    .confirmed(
      "the manifest of another repository only",
      .task.after(may("ecr:*", on: "arn:aws:ecr:eu-west-1:123456789012:repository/shop-*")),
      asked("manifest", "silent"), says: "allows ecr:BatchGetImage", cites: [policy]),
    .confirmed(
      "the text names the layer that denied, and no policy was collected",
      .task.after(.delete(policy), .delete("iam.get-role.puller.json")).said(denied(silent)),
      asked("token", "silent"), says: "the recorded denial says so: ecr:GetAuthorizationToken",
      cites: [PullFile.tasks], binds: ["role": "puller"]),
    .ruledOut("everything is allowed", .task, asked("token", "silent"), says: "is allowed", cites: [policy]),
    .ruledOut(
      "a pattern allows it", .task.after(may("ecr:*Get*")), asked("token manifest", "silent"),
      says: "is allowed", cites: [policy]),
    .undetermined(
      "a policy's text was not collected", .task.after(.delete(policy)), asked("token", "silent"),
      says: "depends on", needs: PullFile.neededPolicy),
    .undetermined(
      "the policies may not be listed",
      .task.after(.deny("iam.list-attached-role-policies.puller.json"), may("logs:*")),
      asked("token", "silent"), says: "depends on", needs: "iam.list-attached-role-policies"),
    .undetermined(
      "the definition was not collected", .task.after(.delete(PullFile.definition)), asked("token", "silent"),
      says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
    .notApplicable("no secret is named", .task, asked("secret", "silent"), says: "nothing that the task is"),
    .notApplicable(
      "the repository is another account's: its own hypothesis",
      .task.image("210987654321.dkr.ecr.eu-west-1.amazonaws.com/shop:1").after(may("logs:*")),
      asked("manifest", "silent"), says: "belongs to another account"),

    .confirmed(
      "the token on repositories", .task.after(may("ecr:*", on: "arn:aws:ecr:*:*:repository/*")),
      asked("token", "scoped"), says: "is allowed on repositories only; it knows no resource but *",
      cites: [policy], binds: ["statement": "S"]),
    .ruledOut(
      "no statement names the token", .task.after(may("logs:*")), asked("token", "scoped"),
      says: "no statement allows"),
    .undetermined(
      "a policy's text was not collected to tell its resources", .task.after(.delete(policy)),
      asked("token", "scoped"),
      says: "depends on", needs: PullFile.neededPolicy),

    .confirmed(
      "the secret without its suffix", .task.after(may("secretsmanager:GetSecretValue", on: bare)).secret(),
      asked("secret", "suffix"), says: "without the six characters that end its ARN", cites: [policy],
      binds: ["secret-id": PullFixture.secret]),
    .ruledOut(
      "the suffix as a pattern",
      .task.after(may("secretsmanager:GetSecretValue", on: bare + "-??????")).secret(),
      asked("secret", "suffix"), says: "is allowed", cites: [policy]),
    .ruledOut(
      "nothing about secrets at all", .task.after(may("ecr:*")).secret(), asked("secret", "suffix"),
      says: "no statement allows the secret by its name"),

    .confirmed(
      "the whole permission is the task role's", .task.after([may("logs:*")] + taskRole(readOnly)),
      asked("token", "other-role"), says: "the task role app may ecr:GetAuthorizationToken",
      "the pull is made by puller", cites: [PullFile.definition]),
    .ruledOut(
      "neither role may", .task.after([may("logs:*")] + taskRole("")), asked("token", "other-role"),
      says: "the task role may not"),
    .undetermined(
      "the task role's policies were not collected",
      .task.after([may("logs:*")] + taskRole(readOnly)).after(
        .delete("iam.list-attached-role-policies.app.json")), asked("token", "other-role"),
      says: "the task role's policies are not all in the snapshot",
      needs: "iam.list-attached-role-policies.app"),
    .notApplicable("no task role", .task, asked("token", "other-role"), says: "names no task role"),
  ]

  static let above: [CheckTable.Row] = [
    .confirmed(
      "a boundary without ECR", bounded("logs:*"), asked("token", "limit"), says: "permissions boundary",
      "does not allow", cites: ["iam.get-role.puller.json"]),
    .confirmed(
      "the text blames a service control policy",
      .task.said(denied("with an explicit deny in a service control policy")), asked("token", "limit"),
      says: "the recorded denial says so", cites: [PullFile.tasks]),
    .ruledOut(
      "a boundary with ECR", bounded("ecr:*"), asked("token", "limit"), says: "allows it", cites: [boundary]),
    .undetermined(
      "the boundary's text was not collected", bounded("ecr:*").after(.delete(boundary)),
      asked("token", "limit"), says: "is not all there", needs: "iam.get-policy-version.limit"),
    .notApplicable("no boundary", .task, asked("token", "limit"), says: "no permissions boundary"),

    .confirmed(
      "the condition names another endpoint than the call takes",
      .task.after(may("*", condition: through("vpce-old")), endpoint()), asked("token", "condition"),
      says: "has a condition on aws:SourceVpce", "leaves by vpce-a, does not meet", cites: [policy],
      binds: ["statement": "S"]),
    .confirmed(
      "the condition names an endpoint, and the call takes none",
      .task.after(may("*", condition: through("vpce-old"))), asked("token", "condition"),
      says: "leaves by no endpoint", cites: [policy]),
    .ruledOut(
      "the condition names the endpoint that the call takes",
      .task.after(may("*", condition: through("vpce-a")), endpoint()), asked("token", "condition"),
      says: "do not stop the call", cites: [policy]),
    .ruledOut(
      "another statement allows it without the condition",
      .task.after(
        .add(
          policy,
          PullFixture.policy(
            PullFixture.everything
              + #",{"Effect":"Allow","Action":"ecr:*","Resource":"*"\#(through("vpce-old"))}"#))),
      asked("token", "condition"), says: "do not stop the call", cites: [policy]),
    .undetermined(
      "which endpoint the call takes was not collected",
      .task.after(may("*", condition: through("vpce-old")), .delete(PullFile.endpoints)),
      asked("token", "condition"), says: "not known by which endpoint the call leaves",
      needs: PullFile.endpoints),
    .notApplicable(
      "no condition", .task, asked("token", "condition"), says: "has a condition on the endpoint"),

    .confirmed(
      "the endpoint lets in another role only",
      .task.after(
        endpoint(
          pulled.replacing(#""*","Action"#, with: #"{"AWS":"arn:aws:iam::123456789012:role/build"},"Action"#))
      ),
      asked("token", "endpoint"), says: "the policy of vpce-a does not allow", cites: [PullFile.endpoints],
      binds: ["endpoint": "vpce-a"]),
    .ruledOut(
      "the endpoint lets everything in", .task.after(endpoint()), asked("token", "endpoint"),
      says: "the policy of vpce-a allows", cites: [PullFile.endpoints]),
    .ruledOut(
      "the endpoint has no policy", .task.after(.add(PullFile.endpoints, PullFixture.endpoints())),
      asked("token", "endpoint"), says: "vpce-a has no policy of its own", cites: [PullFile.endpoints]),
    .undetermined(
      "a policy that names one session: which one the task has is not known",
      .task.after(
        endpoint(
          pulled.replacing(
            #""*","Action"#, with: #"{"AWS":"arn:aws:sts::123456789012:assumed-role/puller/0a1b"},"Action"#))),
      asked("token", "endpoint"), says: "depends on a key that the snapshot does not tell", needs: nil),
    .undetermined(
      "the endpoints were not collected", .task.after(.delete(PullFile.endpoints)),
      asked("token", "endpoint"), says: "not known by which endpoint the call leaves",
      needs: PullFile.endpoints),
    .notApplicable(
      "no endpoint is on the way", .task, asked("token", "endpoint"), says: "the call leaves by no endpoint"),
  ]

  static let table = CheckTable(PullPermissionCheck.self, own + above + PullPermissionOwnerTests.rows)

  @Test(arguments: table.tests) func `permissions that the start of a task needs`(
    _ row: CheckTable.Test
  ) throws { try row.hold() }
}
