@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PullKeyNeedCheckTests {
  static let key = "arn:aws:kms:eu-west-1:123456789012:key/k-1"

  static func repository(_ encryption: String) -> String {
    #"{"repositories":[{"repositoryArn":"arn:aws:ecr:eu-west-1:123456789012:repository/shop","registryId":"123456789012","repositoryName":"shop","encryptionConfiguration":\#(encryption)}]}"#
  }

  @Test(
    arguments: [
      ("under a key of KMS", repository(#"{"encryptionType":"KMS","kmsKey":"\#(key)"}"#), Verdict.ruledOut),
      ("under AES256", repository(#"{"encryptionType":"AES256"}"#), .notApplicable),
      ("absent", #"{"repositories":[]}"#, .notApplicable),
      ("not collected", nil, .undetermined),
    ] as [(String, String?, Verdict)])
  func `ECR never decrypts with the role`(_ name: String, _ listing: String?, _ wanted: Verdict) {
    let found = PullFixture.run(
      PullKeyNeedCheck.self, ["of": "repository"], ["ecr.describe-repositories.json": listing])
    #expect(found.verdict == wanted, "\(name): \(found.because)")
  }

  @Test(
    arguments: [
      ("the default key", "", Verdict.ruledOut),
      ("a customer's key", #","KmsKeyId":"\#(key)""#, .notApplicable),
    ])
  func `a secret needs kms:Decrypt only under a customer's key`(
    _ name: String, _ more: String, _ wanted: Verdict
  ) {
    let found = PullFixture.run(
      PullKeyNeedCheck.self, ["of": "secret"],
      [
        "ecs.describe-task-definition.shop.json": PullFixture.definition(
          #","secrets":[{"name":"DB","valueFrom":"\#(PullFixture.secret)"}]"#),
        "secretsmanager.describe-secret.shop-db.json":
          #"{"ARN":"\#(PullFixture.secret)","Name":"shop/db"\#(more),"VersionIdsToStages":{"v1":["AWSCURRENT"]}}"#,
      ])
    #expect(found.verdict == wanted, "\(name): \(found.because)")
  }

  @Test func `no secret, nothing to decrypt`() {
    #expect(PullFixture.run(PullKeyNeedCheck.self, ["of": "secret"]).verdict == .notApplicable)
  }
}
