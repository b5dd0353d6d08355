@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PullKeyCheckTests {
  @Test(
    arguments: [("Enabled", Verdict.ruledOut), ("Disabled", .confirmed), ("PendingDeletion", .confirmed)])
  func `the state of a secret's key`(_ state: String, _ wanted: Verdict) {
    let key = "arn:aws:kms:eu-west-1:123456789012:key/1234"
    let found = PullFixture.run(
      PullKeyCheck.self, ["of": "secret"],
      [
        "ecs.describe-task-definition.shop.json": PullFixture.definition(
          #","secrets":[{"name":"DB","valueFrom":"\#(PullFixture.secret)"}]"#),
        "secretsmanager.describe-secret.shop-db.json":
          #"{"ARN":"\#(PullFixture.secret)","Name":"shop/db","KmsKeyId":"\#(key)"}"#,
        "kms.describe-key.1234.json":
          #"{"KeyMetadata":{"KeyId":"1234","Arn":"\#(key)","KeyState":"\#(state)","KeyManager":"CUSTOMER"}}"#,
      ])
    #expect(found.verdict == wanted, "\(found.because)")
    #expect(found.evidence.contains { $0.value == state })
  }

  @Test func `without a customer's key there is nothing to be disabled`() {
    #expect(PullFixture.run(PullKeyCheck.self, ["of": "secret"]).verdict == .notApplicable)
    #expect(PullFixture.run(PullKeyCheck.self, ["of": "repository"]).verdict == .undetermined)
  }
}
