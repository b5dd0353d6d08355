@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PullSecretCheckTests {
  static let file = "secretsmanager.describe-secret.shop-db.json"

  static func names(_ reference: String) -> [String: String?] {
    [
      "ecs.describe-task-definition.shop.json": PullFixture.definition(
        #","secrets":[{"name":"DB","valueFrom":"\#(reference)"}]"#)
    ]
  }

  static func secret(_ more: String) -> String {
    #"{"ARN":"\#(PullFixture.secret)","Name":"shop/db"\#(more)}"#
  }

  static let gone =
    "An error occurred (ResourceNotFoundException) when calling the DescribeSecret operation: no such secret"

  @Test(
    arguments: [
      ("it is there", "not-found", [:], Verdict.ruledOut),
      (
        "it is gone", "not-found", [file: nil, "secretsmanager.describe-secret.shop-db.err": gone], .confirmed
      ),
      ("it was not collected", "not-found", [file: nil], .undetermined),
      (
        "it was made anew", "not-found",
        [file: secret("").replacing("AbCdEf", with: "ZyXwVu")], .confirmed
      ),
      ("it has a value", "no-value", [:], .ruledOut),
      ("it has none", "no-value", [file: secret(#","VersionIdsToStages":{}"#)], .confirmed),
      ("it is kept", "deleted", [:], .ruledOut),
      ("it is deleted", "deleted", [file: secret(#","DeletedDate":"2025-01-01T00:00:00Z""#)], .confirmed),
      ("it is written well", "malformed", [:], .ruledOut),
      ("it is of this account", "foreign-default-key", [:], .notApplicable),
    ] as [(String, String, [String: String?], Verdict)])
  func `secrets of a task`(_ name: String, _ what: String, _ changes: [String: String?], _ wanted: Verdict) {
    let all = Self.names(PullFixture.secret).merging(changes) { $1 }
    let found = PullFixture.run(PullSecretCheck.self, ["is": what], all)
    #expect(found.verdict == wanted, "\(name): \(found.because)")
    if wanted == .undetermined { #expect(!found.needs.isEmpty) } else { #expect(!found.evidence.isEmpty) }
  }

  @Test func `a JSON key without its colons is malformed, and no secret is not applicable`() {
    let short = PullFixture.run(
      PullSecretCheck.self, ["is": "malformed"], Self.names(PullFixture.secret + ":password"))
    #expect(short.verdict == .confirmed)
    #expect(PullFixture.run(PullSecretCheck.self, ["is": "not-found"]).verdict == .notApplicable)
  }
}
