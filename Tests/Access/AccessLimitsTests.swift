@testable import Evidence
@testable import Permits
import Testing

/// Policies above a role, the policy simulator, and principals that are left out.
@Suite struct AccessLimitsTests {
  static func list(_ policies: String) -> String { #"{"Policies":[\#(policies)]}"# }

  static func policy(_ id: String, _ statement: String) -> String {
    #"{"Policy":{"PolicySummary":{"Id":"\#(id)","Name":"\#(id)","Type":"SERVICE_CONTROL_POLICY"},"Content":\#(JSONValue.quote(#"{"Version":"2012-10-17","Statement":[\#(statement)]}"#))}}"#
  }

  static func ask(_ files: [String: String]) -> AccessAnswer {
    AccessTests.pull(AccessTests.world(AccessTests.allow, more: files))
  }

  @Test func `every level of the organization has to allow, and any may deny`() {
    let full = #"{"Id":"p-FullAWSAccess","Name":"FullAWSAccess","Type":"SERVICE_CONTROL_POLICY"}"#
    let own = #"{"Id":"p-own","Name":"own","Type":"SERVICE_CONTROL_POLICY"}"#
    let root = "organizations.list-policies-for-target.r-root.json"
    let account = "organizations.list-policies-for-target.123456789012.json"
    #expect(Self.ask([root: Self.list(full), account: Self.list(full)]).verdict == .allowed)
    let deny = Self.policy("p-own", #"{"Effect":"Deny","Action":"ecr:*","Resource":"*"}"#)
    let both = [root: Self.list(full), account: Self.list(full + "," + own)]
    let denied = Self.ask(both.merging(["organizations.describe-policy.p-own.json": deny]) { $1 })
    #expect(denied.verdict == .explicitlyDenied)
    #expect(denied.layer == .serviceControl)
    let logs = Self.policy("p-own", #"{"Effect":"Allow","Action":"logs:*","Resource":"*"}"#)
    let silent = Self.ask([
      root: Self.list(full), account: Self.list(own), "organizations.describe-policy.p-own.json": logs,
    ])
    #expect(silent.verdict == .implicitlyDenied)
    #expect(Self.ask(both).verdict == .undetermined, "a policy that is attached and not there may deny")
  }

  @Test func `a policy whose targets nobody listed convicts nobody`() {
    let deny = Self.policy("p-own", #"{"Effect":"Deny","Action":"ecr:*","Resource":"*"}"#)
    #expect(Self.ask(["organizations.describe-policy.p-own.json": deny]).verdict == .undetermined)
  }

  @Test func `the simulator stands in where texts are missing`() {
    func ask(_ decision: String) -> AccessAnswer {
      AccessTests.pull(
        snapshot([
          "ecr.get-repository-policy.shop.err":
            "An error occurred (RepositoryPolicyNotFoundException) when calling the GetRepositoryPolicy operation: no",
          "iam.simulate-principal-policy.puller.json":
            #"{"EvaluationResults":[{"EvalActionName":"ecr:BatchGetImage","EvalResourceName":"\#(AccessTests.repository)","EvalDecision":"\#(decision)","MatchedStatements":[],"MissingContextValues":[]}]}"#,
        ]), "arn:aws:iam::123456789012:role/puller")
    }
    #expect(ask("allowed").verdict == .allowed)
    #expect(ask("implicitDeny").verdict == .implicitlyDenied)
    #expect(ask("explicitDeny").verdict == .explicitlyDenied)
    #expect(ask("explicitDeny").evidence.first?.value == "explicitDeny")
  }

  @Test(
    arguments: [
      (
        #""arn:aws:iam::123456789012:role/other","arn:aws:iam::123456789012:root""#,
        AccessVerdict.explicitlyDenied
      ),
      (#""arn:aws:iam::210987654321:root""#, .explicitlyDenied),
      (#""*""#, .allowed),
      (#""arn:aws:iam::123456789012:role/puller""#, .undetermined),
      (#""arn:aws:iam::123456789012:role/puller","arn:aws:iam::123456789012:root""#, .allowed),
    ])
  func `a Deny with NotPrincipal leaves out only whom it names in full`(
    _ named: String, _ wanted: AccessVerdict
  ) {
    let statement =
      #"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":[\#(named)]},"Action":"ecr:*"}]}"#
    let answer = Self.ask([
      "ecr.get-repository-policy.shop.json":
        #"{"registryId":"123456789012","repositoryName":"shop","policyText":\#(JSONValue.quote(statement))}"#
    ])
    #expect(answer.verdict == wanted, "\(answer.because)")
  }
}
