@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PullPermissionCheckTests {
  static let file = "iam.get-role-policy.puller-own.json"

  static func ask(_ need: String, _ denial: String, _ changes: [String: String?] = [:]) -> Finding {
    PullFixture.run(PullPermissionCheck.self, ["for": need, "denial": denial], changes)
  }

  static func statement(_ action: String, _ resource: String, condition: String = "") -> [String: String?] {
    [
      file: PullFixture.policy(
        #"{"Sid":"S","Effect":"Allow","Action":"\#(action)","Resource":"\#(resource)"\#(condition)}"#)
    ]
  }

  @Test(
    arguments: [
      ("everything is allowed", "token", "silent", [:], Verdict.ruledOut),
      ("nothing allows the token", "token", "silent", statement("ecr:BatchGetImage", "*"), .confirmed),
      (
        "the token on a repository", "token", "scoped", statement("ecr:*", "arn:aws:ecr:*:*:repository/*"),
        .confirmed
      ),
      ("no statement names the token", "token", "scoped", statement("logs:*", "*"), .ruledOut),
      ("no boundary", "token", "limit", [:], .notApplicable),
      ("no endpoint on the way", "token", "endpoint", [:], .notApplicable),
      ("a policy text is missing", "token", "silent", [file: nil], .undetermined),
      ("the manifest of the account's own repository", "manifest", "foreign-silent", [:], .notApplicable),
      ("no secret is named", "secret", "silent", [:], .notApplicable),
    ] as [(String, String, String, [String: String?], Verdict)])
  func `permissions by configuration`(
    _ name: String, _ need: String, _ denial: String, _ changes: [String: String?], _ wanted: Verdict
  ) {
    let found = Self.ask(need, denial, changes)
    #expect(found.verdict == wanted, "\(name): \(found.because)")
    if wanted == .confirmed || wanted == .ruledOut { #expect(!found.evidence.isEmpty, "\(name)") }
    if wanted == .undetermined { #expect(!found.needs.isEmpty, "\(name)") }
  }

  @Test func `a denial that names the policy proves itself without any policy`() {
    let text =
      "ResourceInitializationError: unable to pull secrets or registry auth: AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/puller/0a1b is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action"
    let found = Self.ask(
      "token", "silent",
      [
        Self.file: nil, "iam.get-role.puller.json": nil,
        "ecs.describe-tasks.json": PullFixture.task(reason: text),
      ])
    #expect(found.verdict == .confirmed)
    #expect(found.evidence.first?.file == "ecs.describe-tasks.json")
  }

  @Test func `an endpoint that lets in other roles only is to blame, with the endpoint's id`() {
    let policy =
      #"{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/build"},"Action":"*","Resource":"*"}]}"#
    let found = Self.ask(
      "token", "endpoint", ["ec2.describe-vpc-endpoints.json": PullFixture.endpoints(policy)])
    #expect(found.verdict == .confirmed, "\(found.because)")
    #expect(found.bindings.first?["endpoint"] == "vpce-a")
    let open = Self.ask("token", "endpoint", ["ec2.describe-vpc-endpoints.json": PullFixture.endpoints()])
    #expect(open.verdict == .ruledOut)
  }

  @Test func `a condition on another endpoint fails by the endpoint and without one`() {
    let condition = #","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-old"}}"#
    var changes = Self.statement("*", "*", condition: condition)
    #expect(Self.ask("token", "condition", changes).verdict == .confirmed)
    changes["ec2.describe-vpc-endpoints.json"] = PullFixture.endpoints()
    #expect(Self.ask("token", "condition", changes).verdict == .confirmed)
    changes["ec2.describe-vpc-endpoints.json"] = .some(nil)
    #expect(Self.ask("token", "condition", changes).verdict == .undetermined)
    let fits = Self.statement("*", "*", condition: condition.replacing("vpce-old", with: "vpce-a"))
    #expect(
      Self.ask(
        "token", "condition",
        fits.merging(["ec2.describe-vpc-endpoints.json": PullFixture.endpoints()]) { $1 }
      ).verdict == .ruledOut)
  }

  @Test func `a secret by its name without the suffix is told apart from no permission`() {
    let secrets = [
      "ecs.describe-task-definition.shop.json":
        PullFixture.definition(#","secrets":[{"name":"DB","valueFrom":"\#(PullFixture.secret)"}]"#)
    ]
    let bare = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db"
    let suffix = Self.statement("secretsmanager:GetSecretValue", bare).merging(secrets) { $1 }
    #expect(Self.ask("secret", "suffix", suffix).verdict == .confirmed)
    let none = Self.statement("ecr:*", "*").merging(secrets) { $1 }
    #expect(Self.ask("secret", "suffix", none).verdict == .ruledOut)
    #expect(Self.ask("secret", "silent", none).verdict == .confirmed)
  }

  @Test func `permissions on the task role do not help the pull and are told`() {
    var changes = Self.statement("logs:*", "*")
    changes["ecs.describe-task-definition.shop.json"] = PullFixture.definition(
      more: #","taskRoleArn":"arn:aws:iam::123456789012:role/app""#)
    changes["iam.get-role.app.json"] =
      #"{"Role":{"RoleName":"app","Arn":"arn:aws:iam::123456789012:role/app","AssumeRolePolicyDocument":{}}}"#
    changes["iam.list-role-policies.app.json"] = #"{"PolicyNames":[]}"#
    changes["iam.list-attached-role-policies.app.json"] =
      #"{"AttachedPolicies":[{"PolicyName":"AmazonEC2ContainerRegistryReadOnly","PolicyArn":"arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly"}]}"#
    #expect(Self.ask("token", "other-role", changes).verdict == .confirmed)
    #expect(Self.ask("token", "other-role").verdict == .notApplicable)
  }
}
