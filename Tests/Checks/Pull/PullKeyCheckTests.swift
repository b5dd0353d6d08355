@testable import PullChecks
import Testing

@Suite struct PullKeyCheckTests {
  static let id = "1234abcd-12ab-34cd-56ef-1234567890ab"
  static let key = "arn:aws:kms:eu-west-1:123456789012:key/" + id
  static let file = "kms.describe-key.\(id).json"
  static let secret = ["of": "secret"]
  static let repository = ["of": "repository"]

  static func state(_ state: String, manager: String = "CUSTOMER") -> Edit {
    .add(
      file,
      #"{"KeyMetadata":{"KeyId":"\#(id)","Arn":"\#(key)","KeyState":"\#(state)","KeyManager":"\#(manager)"}}"#
    )
  }

  static let locked = World.task.secret().after(.set(PullFile.secret, "/KmsKeyId", .string(key)))

  static func encrypted(_ configuration: String) -> World {
    .task.after(
      .add(
        PullFile.repositories,
        #"{"repositories":[{"repositoryArn":"arn:aws:ecr:eu-west-1:123456789012:repository/shop","registryId":"123456789012","repositoryName":"shop","encryptionConfiguration":\#(configuration)}]}"#
      ))
  }

  static let ofKMS = encrypted(#"{"encryptionType":"KMS","kmsKey":"\#(key)"}"#)

  static let table = CheckTable(
    PullKeyCheck.self,
    [
      .confirmed(
        "the secret's key is disabled", locked.after(state("Disabled")), secret,
        says: "key \(id) is Disabled: nothing under it can be decrypted", cites: [file, PullFile.secret],
        binds: ["key-id": key, "key-state": "Disabled"]),
      .confirmed(
        "the secret's key waits for its deletion", locked.after(state("PendingDeletion")), secret,
        says: "is PendingDeletion", cites: [file]),
      .confirmed(
        "KMS knows no such key", locked.after(state("Enabled"), .fail(file, code: "NotFoundException")),
        secret,
        says: "there is no key \(id)", cites: ["kms.describe-key"]),
      .confirmed(
        "the recorded text names the key's state",
        locked.said(
          "ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: api error DecryptionFailure: \(key) is pending deletion."
        ), secret, says: "the recorded text names the key's state", cites: [PullFile.tasks]),
      .ruledOut(
        "the secret's key is enabled", locked.after(state("Enabled")), secret, says: "key \(id) is enabled",
        cites: [file, PullFile.secret]),
      .ruledOut(
        "the key by its id alone",
        locked.after(.set(PullFile.secret, "/KmsKeyId", .string(id)), state("Enabled")), secret,
        says: "key \(id) is enabled", cites: [file]),
      .undetermined(
        "the key was not collected", locked, secret, says: "the state of key \(id) is not in the snapshot",
        needs: "kms.describe-key"),
      .undetermined(
        "the key may not be described", locked.after(state("Enabled"), .deny(file)), secret,
        says: "the state of key \(id) is not in the snapshot", needs: "kms.describe-key"),
      .undetermined(
        "the key is being made", locked.after(state("Creating")), secret, says: "is Creating",
        needs: "kms.describe-key"),
      .undetermined(
        "the secret was not collected", locked.after(.delete(PullFile.secret)), secret,
        says: "which key shop/db-AbCdEf is under", needs: PullFile.secret),
      .undetermined(
        "the definition was not collected", locked.after(.delete(PullFile.definition)), secret,
        says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
      .notApplicable("the default key", .task.secret(), secret, says: "is under a key of AWS"),
      .notApplicable(
        "the default key by its name",
        locked.after(.set(PullFile.secret, "/KmsKeyId", "alias/aws/secretsmanager")), secret,
        says: "is under a key of AWS"),
      .notApplicable(
        "a key that AWS keeps", locked.after(state("Enabled", manager: "AWS")), secret,
        says: "the key is AWS's own"),
      .notApplicable("no secret", .task, secret, says: "names no secret"),

      .confirmed(
        "the repository's key is disabled", ofKMS.after(state("Disabled")), repository, says: "is Disabled",
        cites: [file, PullFile.repositories]),
      .confirmed(
        "ECR's text names the key's state",
        .task.said(
          "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1: unexpected status from HEAD request to https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/shop/manifests/1: 400 Bad Request: KmsException: KMSInvalidStateException: \(key) is disabled"
        ), repository, says: "the recorded text names the key's state", cites: [PullFile.tasks]),
      .ruledOut(
        "the repository's key is enabled", ofKMS.after(state("Enabled")), repository, says: "is enabled",
        cites: [file]),
      .undetermined(
        "the repositories were not collected", .task, repository,
        says: "the repository is not in the snapshot",
        needs: PullFile.repositories),
      .notApplicable(
        "the repository is under AES256", encrypted(#"{"encryptionType":"AES256"}"#), repository,
        says: "the repository is under a key of AWS"),
      .notApplicable(
        "there is no such repository", .task.after(.add(PullFile.repositories, #"{"repositories":[]}"#)),
        repository, says: "there is no such repository"),
    ])

  @Test(arguments: table.tests) func `whether a customer's key can be used`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
