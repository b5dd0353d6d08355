@testable import PullChecks
import Testing

@Suite struct PullSecretCheckTests {
  static let file = PullFile.secret
  static let named = World.task.secret()
  static let notFound = ["is": "not-found"]
  static let noValue = ["is": "no-value"]
  static let deleted = ["is": "deleted"]
  static let malformed = ["is": "malformed"]
  static let foreign = ["is": "foreign-default-key"]
  static let shared = "arn:aws:secretsmanager:eu-west-1:210987654321:secret:shared/db-QwErTy"

  /// A secret of another account, as its owner's call describes it.
  static func sharing(_ more: String) -> World {
    .task.secret(shared).after(
      .add(
        "210987654321/eu-west-1/secretsmanager.describe-secret.shared-db.json",
        #"{"ARN":"\#(shared)","Name":"shared/db"\#(more)}"#))
  }

  static func said(_ tail: String) -> World {
    named.said(
      "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): "
        + tail)
  }

  static let existence: [CheckTable.Row] = [
    .confirmed(
      "it is gone", named.after(.fail(file, code: "ResourceNotFoundException")), notFound,
      says: "there is no secret shop/db-AbCdEf", cites: ["secretsmanager.describe-secret.shop-db.err"],
      binds: ["secret-name": "shop/db", "secret-variable": "DB"]),
    .confirmed(
      "it was made anew", named.after(.replace(file, "AbCdEf", "ZyXwVu")), notFound,
      says: "ends otherwise than the secret that is there", cites: [file],
      binds: ["existing-secret-arn": PullFixture.secret.replacing("AbCdEf", with: "ZyXwVu")]),
    .confirmed(
      "Secrets Manager answered",
      said("ResourceNotFoundException: Secrets Manager can't find the specified secret."), notFound,
      says: "the recorded text says so", cites: [PullFile.tasks]),
    .ruledOut("it is there", named, notFound, says: "the secret exists", cites: [file]),
    .ruledOut(
      "it waits for its deletion: it is there, still",
      named.after(.set(file, "/DeletedDate", "2026-01-01T00:00:00Z")), notFound, says: "the secret exists",
      cites: [file]),
    .undetermined(
      "it was not collected", named.after(.delete(file)), notFound, says: "the secret is not in the snapshot",
      needs: file),
    .undetermined(
      "it may not be described", named.after(.deny(file)), notFound,
      says: "the secret is not in the snapshot",
      needs: file),
    .undetermined(
      "another Region's secret of that name",
      .task.secret(PullFixture.secret.replacing("eu-west-1", with: "us-east-1")), notFound,
      says: "the secret is not in the snapshot", needs: "us-east-1/" + file),
    .undetermined(
      "the definition was not collected", named.after(.delete(PullFile.definition)), notFound,
      says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
    .notApplicable("no secret is named", .task, notFound, says: "names no secret"),

    .confirmed(
      "it is marked for deletion", named.after(.set(file, "/DeletedDate", "2026-01-01T00:00:00Z")), deleted,
      says: "secret shop/db-AbCdEf is marked for deletion", cites: [file, PullFile.definition]),
    .confirmed(
      "Secrets Manager answered that it is marked",
      said(
        "InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion."
      ), deleted, says: "the recorded text says so", cites: [PullFile.tasks]),
    .ruledOut("it is kept", named, deleted, says: "not marked for deletion", cites: [file]),
    .undetermined(
      "it was not collected to tell its deletion", named.after(.delete(file)), deleted,
      says: "the secret is not in the snapshot", needs: file),
    .notApplicable(
      "it is gone already", named.after(.fail(file, code: "ResourceNotFoundException")), deleted,
      says: "the secret does not exist"),
  ]

  static let contents: [CheckTable.Row] = [
    .confirmed(
      "it has no value yet", named.after(.set(file, "/VersionIdsToStages", [:])), noValue,
      says: "has no version AWSCURRENT", cites: [file], binds: ["stage": "AWSCURRENT"]),
    .confirmed(
      "only a pending version", named.after(.set(file, "/VersionIdsToStages/v1", ["AWSPENDING"])), noValue,
      says: "has no version AWSCURRENT", cites: [file]),
    .confirmed(
      "the reference asks for a stage that is not there",
      .task.secret(PullFixture.secret + "::blue:"), noValue, says: "has no version blue", cites: [file],
      binds: ["stage": "blue"]),
    .ruledOut("it has a current version", named, noValue, says: "has a version AWSCURRENT", cites: [file]),
    .ruledOut(
      "the reference asks for a version that is there", .task.secret(PullFixture.secret + ":::v1"), noValue,
      says: "the version is there", cites: [file]),
    .undetermined(
      "old versions are not listed", .task.secret(PullFixture.secret + ":::v0"), noValue,
      says: "old versions are not listed", needs: file),
    .notApplicable(
      "a secret that is gone has no value either",
      named.after(.fail(file, code: "ResourceNotFoundException")),
      noValue, says: "the secret does not exist"),
    .notApplicable(
      "the secret was made anew: the one that is meant has none",
      named.after(.replace(file, "AbCdEf", "ZyXwVu")),
      noValue, says: "the secret was made anew"),

    .confirmed(
      "a JSON key without its colons", .task.secret(PullFixture.secret + ":password"), malformed,
      says: "it has the wrong number of fields", cites: [PullFile.definition]),
    .ruledOut(
      "a JSON key with its colons", .task.secret(PullFixture.secret + ":password::"), malformed,
      says: "is written as a secret's ARN or name", cites: [PullFile.definition]),
    .ruledOut(
      "a plain ARN", named, malformed, says: "is written as a secret's ARN", cites: [PullFile.definition]),

    .confirmed(
      "another account's secret under its default key", sharing(""), foreign,
      says: "of account 210987654321 is under the key aws/secretsmanager",
      cites: [PullFile.definition, "210987654321/eu-west-1/secretsmanager"]),
    .ruledOut(
      "another account's secret under a key of its own",
      sharing(#","KmsKeyId":"arn:aws:kms:eu-west-1:210987654321:key/1234abcd""#), foreign,
      says: "under a customer's key", cites: ["210987654321/eu-west-1/secretsmanager"]),
    .undetermined(
      "the owner's account was not collected", .task.secret(shared), foreign,
      says: "which key the secret is under", needs: "210987654321/secretsmanager.describe-secret.shared-db"),
    .notApplicable("the account's own secret", named, foreign, says: "belongs to the task's account"),
  ]

  static let table = CheckTable(PullSecretCheck.self, existence + contents)

  @Test(arguments: table.tests) func `what is wrong with a secret`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
