@testable import Commands
@testable import Evidence
@testable import Files
@testable import Permits
import Testing

/// Questions about access, answered from snapshots.
@Suite struct AccessTests {
  static let repository = "arn:aws:ecr:eu-west-1:123456789012:repository/shop"
  static let trust =
    #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#

  /// A snapshot of one role with inline statements, as the single-role commands show it.
  static func world(
    _ statements: String, attached: String = "", boundary: String = "", more: [String: String] = [:]
  ) -> Snapshot {
    var files = [
      "iam.get-role.puller.json":
        #"{"Role":{"RoleName":"puller","RoleId":"AROAPULLER","Arn":"arn:aws:iam::123456789012:role/puller","AssumeRolePolicyDocument":\#(trust)\#(boundary)}}"#,
      "iam.list-role-policies.puller.json": #"{"PolicyNames":["inline"]}"#,
      "iam.list-attached-role-policies.puller.json": #"{"AttachedPolicies":[\#(attached)]}"#,
      "iam.get-role-policy.puller.json":
        #"{"RoleName":"puller","PolicyName":"inline","PolicyDocument":{"Version":"2012-10-17","Statement":[\#(statements)]}}"#,
      "ecr.get-repository-policy.shop.err":
        "An error occurred (RepositoryPolicyNotFoundException) when calling the GetRepositoryPolicy operation: no",
    ]
    for (name, text) in more {
      files[name] = text
      if name.hasSuffix(".json") { files[name.dropLast(5) + ".err"] = nil }
    }
    return snapshot(files)
  }

  static func pull(_ world: Snapshot, _ principal: String = "puller") -> AccessAnswer {
    Access(world).can(principal: principal, action: "ecr:BatchGetImage", resource: repository)
  }

  static let allow = #"{"Sid":"Pull","Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"*"}"#

  @Test func `an inline statement allows and is cited where it stands`() throws {
    let answer = Self.pull(Self.world(Self.allow))
    #expect(answer.verdict == .allowed)
    #expect(answer.layer == .identity)
    #expect(answer.match?.statement.sid == "Pull")
    #expect(answer.evidence.first?.file == "iam.get-role-policy.puller.json")
    #expect(answer.evidence.first?.pointer == "/PolicyDocument/Statement/0")
  }

  @Test(arguments: [
    "7", "true", #""x""#, "[]", "[[1]]", #"{"Service":[1]}"#, #"{"Service":"ecs-tasks.amazonaws.com"}"#,
  ])
  func `a trust policy whose principal cannot be read may trust anybody`(_ principal: String) {
    let trust = Self.trust.replacing(#"{"Service":"ecs-tasks.amazonaws.com"}"#, with: principal)
    let role =
      #"{"Role":{"RoleName":"puller","RoleId":"AROAPULLER","Arn":"arn:aws:iam::123456789012:role/puller","AssumeRolePolicyDocument":\#(trust)}}"#
    let world = Self.world(Self.allow, more: ["iam.get-role.puller.json": role])
    let answer = Access(world).trustAdmits(role: "puller", service: "ecs-tasks.amazonaws.com")
    #expect(
      answer.verdict == (principal.contains("ecs-tasks") ? .allowed : .undetermined), "\(answer.because)")
  }

  @Test(arguments: [
    #"{"Effect":"Allow","Action":7,"Resource":"*"}"#, #"{"Effect":"Allow","Action":"","Resource":"*"}"#,
    #"{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":[]}"#,
    #"{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":""}"#,
    #"{"Effect":"Allow","Action":["logs:*",{"a":"b"}],"Resource":"*"}"#,
    #"{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":true}"#,
    #"{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":["arn:aws:ecr:eu-west-1:123456789012:repository/x",[]]}"#,
  ])
  func `an element that cannot be read neither grants nor lacks`(_ statement: String) {
    let answer = Self.pull(Self.world(statement))
    #expect(answer.verdict == .undetermined, "\(answer)")
    let denied = Self.pull(
      Self.world(Self.allow + "," + statement.replacing("Allow", with: "Deny")))
    #expect(denied.verdict == .undetermined, "what may deny is open too: \(denied)")
  }

  @Test(arguments: [
    #""x""#, "[]", "{}", #"{"AWS":""}"#, #"{"AWS":7}"#, #"{"AWS":[{"a":"b"}]}"#,
    #"{"Service":[1]}"#,
  ])
  func `a principal that cannot be read leaves a repository's policy open`(_ principal: String) {
    let policy =
      #"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":\#(principal),"Action":"ecr:*"}]}"#
    let text = #"{"repositoryName":"shop","policyText":\#(JSONValue.quote(policy))}"#
    let answer = Self.pull(Self.world(Self.allow, more: ["ecr.get-repository-policy.shop.json": text]))
    #expect(answer.verdict == .undetermined, "\(answer)")
  }

  @Test(arguments: [
    "arn:aws:iam::123456789012:role/puller", "arn:aws:sts::123456789012:assumed-role/puller/0123abcd",
  ])
  func `a role is found under every name`(principal: String) {
    #expect(Self.pull(Self.world(Self.allow), principal).verdict == .allowed)
  }

  @Test func `a missing allow cites the lists that hold none`() {
    let answer = Self.pull(
      Self.world(#"{"Effect":"Allow","Action":"logs:PutLogEvents","Resource":"*"}"#))
    #expect(answer.verdict == .implicitlyDenied)
    #expect(answer.layer == .identity)
    #expect(
      answer.evidence.map(\.file).contains("iam.list-role-policies.puller.json"), "\(answer.evidence)")
  }

  @Test func `an inline policy that is listed and not there leaves it open and is asked for`() {
    let world = Self.world(
      Self.allow, more: ["iam.list-role-policies.puller.json": #"{"PolicyNames":["inline","other"]}"#])
    let answer = Self.pull(world)
    #expect(answer.verdict == .undetermined)
    #expect(
      answer.needs.contains { $0.file.contains("other") && $0.command.text.contains("--policy-name other") })
  }

  @Test func `a repository policy nobody collected leaves a missing allow open but not an allow`() {
    let no = Self.world(#"{"Effect":"Allow","Action":"logs:PutLogEvents","Resource":"*"}"#)
    let unseen = snapshot(
      Dictionary(
        uniqueKeysWithValues: no.files.filter { !$0.path.hasPrefix("ecr.") }.compactMap { file in
          (try? file.read()).map { (file.path, String(decoding: $0, as: UTF8.self)) }
        }))
    let answer = Self.pull(unseen)
    #expect(answer.verdict == .undetermined)
    #expect(answer.needs.map(\.kind).contains(.repositoryPolicy))
    let token = Access(unseen).can(principal: "puller", action: "ecr:GetAuthorizationToken")
    #expect(token.verdict == .implicitlyDenied, "no repository policy grants the token")
  }

  @Test func `a repository policy alone is enough in one account`() {
    let policy =
      #"{"registryId":"123456789012","repositoryName":"shop","policyText":"{\"Version\":\"2008-10-17\",\"Statement\":[{\"Sid\":\"Here\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:role/puller\"},\"Action\":\"ecr:BatchGetImage\"}]}"}"#
    let world = Self.world(
      #"{"Effect":"Allow","Action":"logs:PutLogEvents","Resource":"*"}"#,
      more: ["ecr.get-repository-policy.shop.json": policy])
    let answer = Self.pull(world)
    #expect(answer.verdict == .allowed)
    #expect(answer.layer == .resource)
    #expect(answer.evidence.first?.pointer == "/policyText")
    #expect(answer.evidence.first?.value?.contains("\"Sid\":\"Here\"") == true)
  }

  @Test func `a managed policy known by name stands in for its text and says so`() {
    let attached =
      #"{"PolicyName":"AmazonECSTaskExecutionRolePolicy","PolicyArn":"arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"}"#
    let world = Self.world(
      #"{"Effect":"Allow","Action":"logs:PutLogEvents","Resource":"*"}"#, attached: attached)
    let answer = Self.pull(world)
    #expect(answer.verdict == .allowed)
    #expect(answer.notes.contains(.managedByName("AmazonECSTaskExecutionRolePolicy")))
    #expect(answer.evidence.first?.pointer == "/AttachedPolicies/0/PolicyArn")
    let secret = Access(world).can(principal: "puller", action: "ssm:GetParameters", resource: "*")
    #expect(secret.verdict == .implicitlyDenied)
  }

  @Test func `a customer's policy without its text leaves it open`() {
    let attached = #"{"PolicyName":"own","PolicyArn":"arn:aws:iam::123456789012:policy/own"}"#
    let answer = Self.pull(Self.world(Self.allow, attached: attached))
    #expect(answer.verdict == .undetermined)
    #expect(answer.needs.contains { $0.file == "iam.get-policy-version.own.json" })
    let version =
      #"{"PolicyVersion":{"VersionId":"v2","IsDefaultVersion":true,"Document":{"Version":"2012-10-17","Statement":[{"Sid":"No","Effect":"Deny","Action":"ecr:*","Resource":"*"}]}}}"#
    let denied = Self.pull(
      Self.world(Self.allow, attached: attached, more: ["iam.get-policy-version.own.json": version]))
    #expect(denied.verdict == .explicitlyDenied)
    #expect(denied.match?.statement.sid == "No")
  }

  @Test func `a boundary without the action denies and its place is cited`() {
    let boundary =
      #","PermissionsBoundary":{"PermissionsBoundaryType":"Policy","PermissionsBoundaryArn":"arn:aws:iam::123456789012:policy/fence"}"#
    let version =
      #"{"PolicyVersion":{"VersionId":"v1","IsDefaultVersion":true,"Document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:*","Resource":"*"}]}}}"#
    let answer = Self.pull(
      Self.world(Self.allow, boundary: boundary, more: ["iam.get-policy-version.fence.json": version]))
    #expect(answer.verdict == .implicitlyDenied)
    #expect(answer.layer == .boundary)
    #expect(answer.evidence.contains { $0.pointer == "/Role/PermissionsBoundary/PermissionsBoundaryArn" })
    #expect(Self.pull(Self.world(Self.allow, boundary: boundary)).verdict == .undetermined)
  }

  @Test func `a token scoped to a repository is a near miss`() {
    let answer = Access(
      Self.world(
        #"{"Sid":"Scoped","Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:eu-west-1:123456789012:repository/shop"}"#
      )
    ).can(principal: "puller", action: "ecr:GetAuthorizationToken")
    #expect(answer.verdict == .implicitlyDenied)
    guard case .resource(let match)? = answer.report(.identity)?.nearMisses.first else {
      Issue.record("no near miss: \(answer.because)")
      return
    }
    #expect(match.statement.sid == "Scoped")
  }

  @Test func `a condition on an unknown key leaves it open, on a known one it decides`() {
    let world = Self.world(
      #"{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-a"}}}"#
    )
    #expect(Self.pull(world).verdict == .undetermined)
    #expect(Self.pull(world).unknowns == [.contextKey("aws:SourceVpce")])
    let access = Access(world)
    let outside = access.can(
      principal: "puller", action: "ecr:BatchGetImage", resource: Self.repository,
      absent: ["aws:SourceVpce"])
    #expect(outside.verdict == .implicitlyDenied)
    guard case .condition(_, let keys)? = outside.report(.identity)?.nearMisses.first else {
      Issue.record("no near miss: \(outside.because)")
      return
    }
    #expect(keys == ["aws:SourceVpce"])
  }

  @Test func `an endpoint's policy has to allow, too`() {
    func endpoint(_ action: String) -> String {
      #"{"VpcEndpoints":[{"VpcEndpointId":"vpce-a","VpcId":"vpc-1","ServiceName":"com.amazonaws.eu-west-1.ecr.api","PolicyDocument":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"\#(action)\",\"Resource\":\"*\"}]}"}]}"#
    }
    func ask(_ action: String) -> AccessAnswer {
      Access(Self.world(Self.allow, more: ["ec2.describe-vpc-endpoints.json": endpoint(action)])).can(
        principal: "puller", action: "ecr:BatchGetImage", resource: Self.repository, viaEndpoint: "vpce-a")
    }
    #expect(ask("ecr:*").verdict == .allowed)
    #expect(ask("ecr:GetAuthorizationToken").verdict == .implicitlyDenied)
    #expect(ask("ecr:GetAuthorizationToken").layer == .endpoint)
  }

  @Test func `another account's repository needs both halves`() {
    let foreign = "arn:aws:ecr:eu-west-1:210987654321:repository/base"
    func policy(_ principal: String) -> [String: String] {
      [
        "ecr.get-repository-policy.base.json":
          #"{"registryId":"210987654321","repositoryName":"base","policyText":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"\#(principal)\"},\"Action\":\"ecr:*\"}]}"}"#
      ]
    }
    func ask(_ world: Snapshot) -> AccessAnswer {
      Access(world).can(principal: "puller", action: "ecr:BatchGetImage", resource: foreign)
    }
    #expect(ask(Self.world(Self.allow, more: policy("arn:aws:iam::123456789012:root"))).verdict == .allowed)
    let stale = ask(Self.world(Self.allow, more: policy("AROAGONE")))
    #expect(stale.verdict == .implicitlyDenied)
    #expect(stale.layer == .resource)
    let half = ask(
      Self.world(
        #"{"Effect":"Allow","Action":"ecr:*","Resource":"\#(Self.repository)"}"#, more: policy("123456789012")
      ))
    #expect(half.layer == .identity)
    #expect(ask(Self.world(Self.allow)).verdict == .undetermined)
  }

  @Test func `a trust policy for another service does not admit the tasks`() {
    let world = Self.world(Self.allow)
    let access = Access(world)
    #expect(access.trustAdmits(role: "puller", service: "ecs-tasks.amazonaws.com").verdict == .allowed)
    let other = access.trustAdmits(role: "puller", service: "ec2.amazonaws.com")
    #expect(other.verdict == .implicitlyDenied)
    #expect(other.layer == .trust)
  }

  @Test func `a role is proved absent by NoSuchEntity and by a complete list of roles only`() {
    let refused = snapshot([
      "iam.get-role.gone.err":
        "An error occurred (NoSuchEntity) when calling the GetRole operation: The role cannot be found."
    ])
    #expect(Access(refused).role("arn:aws:iam::123456789012:role/gone").isAbsent)
    let list =
      #"{"RoleDetailList":[{"RoleName":"there","Arn":"arn:aws:iam::123456789012:role/svc/there","RoleId":"AROATHERE","AssumeRolePolicyDocument":\#(Self.trust),"RolePolicyList":[],"AttachedManagedPolicies":[]}],"UserDetailList":[],"GroupDetailList":[],"Policies":[]"#
    let whole = snapshot(["iam.get-account-authorization-details.json": list + "}"])
    #expect(Access(whole).role("arn:aws:iam::123456789012:role/gone").isAbsent)
    #expect(!Access(whole).role("arn:aws:iam::210987654321:role/gone").isAbsent)
    #expect(Access(whole).role("there").json != nil)
    #expect(Access(whole).role("arn:aws:iam::123456789012:role/there").isAbsent, "another path, another ARN")
    let cut = snapshot([
      "iam.get-account-authorization-details.json": list + #","IsTruncated":true,"Marker":"m"}"#
    ])
    #expect(!Access(cut).role("arn:aws:iam::123456789012:role/gone").isAbsent)
  }

  @Test func `a key's policy must allow or delegate before the identity counts`() {
    let key = "arn:aws:kms:eu-west-1:123456789012:key/1234"
    func ask(_ principal: String?) -> AccessAnswer {
      var more: [String: String] = [:]
      if let principal {
        more["kms.get-key-policy.1234.json"] =
          #"{"Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"\#(principal)\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}","PolicyName":"default"}"#
      }
      return Access(
        Self.world(#"{"Effect":"Allow","Action":"kms:Decrypt","Resource":"\#(key)"}"#, more: more)
      ).can(principal: "puller", action: "kms:Decrypt", resource: key)
    }
    #expect(ask("arn:aws:iam::123456789012:root").verdict == .allowed)
    #expect(ask("arn:aws:iam::123456789012:role/admin").layer == .key)
    #expect(ask("arn:aws:iam::123456789012:role/admin").verdict == .implicitlyDenied)
    #expect(ask(nil).verdict == .undetermined)
  }

  @Test func `a secret is found with and without its suffix and near misses are told`() {
    let secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf"
    let none = #"{"ARN":"\#(secret)","Name":"prod/db"}"#
    let world = Self.world(
      #"{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db"}"#,
      more: ["secretsmanager.get-resource-policy.prod-db.json": none])
    let answer = Access(world).can(
      principal: "puller", action: "secretsmanager:GetSecretValue", resource: secret)
    #expect(answer.verdict == .implicitlyDenied, "\(answer.because)")
    guard case .resource? = answer.report(.identity)?.nearMisses.first else {
      Issue.record("no near miss: \(answer.because)")
      return
    }
  }
}
