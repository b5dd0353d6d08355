@testable import PullChecks
import Testing

@Suite struct PullKeyNeedCheckTests {
  static let secret = ["of": "secret"]
  static let repository = ["of": "repository"]
  static let parameters = "ssm.describe-parameters.json"

  static func parameter(_ more: String) -> World {
    .task.secret("/shop/key").after(
      .add(parameters, #"{"Parameters":[{"Name":"/shop/key","Type":"SecureString"\#(more)}]}"#))
  }

  static let table = CheckTable(
    PullKeyNeedCheck.self,
    [
      .never(.confirmed, "whether the role lacks what a customer's key asks is another check's question"),
      .ruledOut(
        "ECR decrypts by grants", PullKeyCheckTests.ofKMS, repository,
        says: "with grants of its own, not with the role",
        cites: [PullFile.repositories]),
      .undetermined(
        "the repositories were not collected", .task, repository,
        says: "the repository is not in the snapshot",
        needs: PullFile.repositories),
      .notApplicable(
        "the repository is under AES256", PullKeyCheckTests.encrypted(#"{"encryptionType":"AES256"}"#),
        repository, says: "not under a key of KMS"),
      .notApplicable(
        "there is no such repository", .task.after(.add(PullFile.repositories, #"{"repositories":[]}"#)),
        repository, says: "there is no such repository"),
      .notApplicable(
        "no image of ECR", .task.image("redis:7"), repository, says: "names nothing of the kind"),

      .ruledOut(
        "a secret under the default key", .task.secret(), secret,
        says: "is under a key of AWS, which needs no permission",
        cites: [PullFile.secret, PullFile.definition]),
      .ruledOut(
        "a parameter under the default key", parameter(#","KeyId":"alias/aws/ssm""#), secret,
        says: "/shop/key is under a key of AWS", cites: [parameters]),
      .ruledOut(
        "a parameter in the clear",
        parameter("").after(.replace(parameters, "SecureString", "String")), secret,
        says: "/shop/key is under a key of AWS", cites: [parameters]),
      .undetermined(
        "the secret was not collected", .task.secret().after(.delete(PullFile.secret)), secret,
        says: "which key shop/db-AbCdEf is under", needs: PullFile.secret),
      .undetermined(
        "the parameters may not be listed", parameter("").after(.deny(parameters)), secret,
        says: "which key /shop/key is under", needs: parameters),
      .undetermined(
        "the definition was not collected", .task.after(.delete(PullFile.definition)), secret,
        says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
      .notApplicable(
        "a secret under a customer's key", PullKeyCheckTests.locked, secret, says: "is under a customer's key"
      ),
      .notApplicable(
        "a parameter under a customer's key", parameter(#","KeyId":"\#(PullKeyCheckTests.key)""#), secret,
        says: "/shop/key is under a customer's key"),
      .notApplicable(
        "a secret that is not there",
        .task.secret().after(.fail(PullFile.secret, code: "ResourceNotFoundException")), secret,
        says: "shop/db-AbCdEf does not exist"),
      .notApplicable("no secret", .task, secret, says: "names nothing of the kind"),
    ])

  @Test(arguments: table.tests) func `whether the role needs kms_Decrypt`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
