@testable import Evidence
@testable import PullChecks
import Testing

/// Rows of ``PullPermissionCheckTests``: repositories, secrets and keys with policies of their own, and whose role asks.
enum PullPermissionOwnerTests {
  static let owner = "210987654321/eu-west-1/"
  static let repositoryPolicy = owner + "ecr.get-repository-policy.shop.json"
  static let foreignSecret = "arn:aws:secretsmanager:eu-west-1:210987654321:secret:shared/db-QwErTy"
  static let key = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  static let keyPolicy = "kms.get-key-policy.1234abcd-12ab-34cd-56ef-1234567890ab.json"

  static func asked(_ needs: String, _ denial: String, _ more: [String: String] = [:]) -> [String: String] {
    PullPermissionCheckTests.asked(needs, denial, more)
  }

  /// An image of another account, whose owner's policy has one statement.
  static func shared(_ principal: String, effect: String = "Allow") -> World {
    let text =
      #"{"Version":"2012-10-17","Statement":[{"Sid":"Pull","Effect":"\#(effect)","Principal":\#(principal),"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}]}"#
    return foreign.after(
      .delete("ecr.get-repository-policy.shop.err"),
      .add(
        repositoryPolicy,
        #"{"registryId":"210987654321","repositoryName":"shop","policyText":\#(JSONValue.quote(text))}"#))
  }

  static let foreign = World.task.image("210987654321.dkr.ecr.eu-west-1.amazonaws.com/shop:1")
  static let pullers = #"{"AWS":"arn:aws:iam::123456789012:root"}"#
  static let layers = "manifest layer-url"

  /// A secret under a customer's key, whose policy has one statement.
  static func locked(_ principal: String) -> World {
    let text =
      #"{"Version":"2012-10-17","Statement":[{"Sid":"Use","Effect":"Allow","Principal":{"AWS":"\#(principal)"},"Action":"kms:*","Resource":"*"}]}"#
    return .task.secret().after(
      .set(PullFile.secret, "/KmsKeyId", .string(key)),
      .add(keyPolicy, #"{"PolicyName":"default","Policy":\#(JSONValue.quote(text))}"#))
  }

  static let rows: [CheckTable.Row] = [
    .confirmed(
      "another account's repository, and the role's policies do not name it",
      shared(pullers).after(
        PullPermissionCheckTests.may("ecr:*", on: "arn:aws:ecr:eu-west-1:123456789012:repository/*")),
      asked(layers, "foreign-silent"), says: "no policy of role puller allows", cites: [PullFile.policy],
      binds: ["registry-id": "210987654321"]),
    .ruledOut(
      "the role's half is there", shared(pullers), asked(layers, "foreign-silent"), says: "is allowed",
      cites: [PullFile.policy]),
    .undetermined(
      "the role's policy was not collected", shared(pullers).after(.delete(PullFile.policy)),
      asked(layers, "foreign-silent"), says: "depends on", needs: PullFile.neededPolicy),
    .notApplicable(
      "the account's own repository", .task, asked("manifest", "foreign-silent"),
      says: "belongs to the task's account"),

    .confirmed(
      "the owner admits another account", shared(#"{"AWS":"arn:aws:iam::111122223333:root"}"#),
      asked(layers, "owner-silent"), says: "the resource's policy does not allow ecr:BatchGetImage",
      "of account 123456789012", cites: [repositoryPolicy], binds: ["repository": "shop"]),
    .confirmed(
      "the owner's repository has no policy",
      foreign.after(
        .delete("ecr.get-repository-policy.shop.err"),
        .add(
          owner + "ecr.get-repository-policy.shop.err",
          "An error occurred (RepositoryPolicyNotFoundException) when calling the GetRepositoryPolicy operation: no"
        )), asked(layers, "owner-silent"), says: "does not allow ecr:BatchGetImage",
      cites: [owner + "ecr.get-repository-policy.shop.err"]),
    .ruledOut(
      "the owner admits the account", shared(pullers), asked(layers, "owner-silent", ["owner": "foreign"]),
      says: "is allowed", cites: [repositoryPolicy]),
    .undetermined(
      "an answer of the task's own account says nothing of the owner's", foreign,
      asked(layers, "owner-silent"), says: "is not in the snapshot",
      needs: "210987654321/ecr.get-repository-policy"),
    .notApplicable(
      "the account's own repository needs no policy", .task, asked(layers, "owner-silent"),
      says: "belongs to the task's account"),

    .confirmed(
      "the owner admits somebody who is gone", shared(#"{"AWS":"AROAEXAMPLEGONE123456"}"#),
      asked(layers, "owner-stale"), says: "the id of a role or user that no longer exists",
      cites: [repositoryPolicy], binds: ["stale-principal": "AROAEXAMPLEGONE123456"]),
    .ruledOut(
      "somebody who is gone, beside the account itself",
      shared(#"{"AWS":["AROAEXAMPLEGONE123456","arn:aws:iam::123456789012:root"]}"#),
      asked(layers, "owner-stale"), says: "does not depend on the principal that is gone",
      cites: [repositoryPolicy]),
    .ruledOut(
      "every principal has a name", shared(pullers), asked(layers, "owner-stale"),
      says: "is written as a name", cites: [repositoryPolicy]),
    .undetermined(
      "the owner's policy was not collected to tell who is gone", foreign, asked(layers, "owner-stale"),
      says: "is not in the snapshot", needs: "210987654321/ecr.get-repository-policy"),

    .confirmed(
      "the owner denies", shared(pullers, effect: "Deny"), asked(layers, "owner-deny"),
      says: "the resource's policy denies", cites: [repositoryPolicy], binds: ["statement": "Pull"]),
    .ruledOut(
      "the owner denies nothing", shared(pullers), asked(layers, "owner-deny"),
      says: "no statement of the resource's policy denies it", cites: [repositoryPolicy]),
    .undetermined(
      "the owner's policy may not be read", shared(pullers).after(.deny(repositoryPolicy)),
      asked(layers, "owner-deny"), says: "is not in the snapshot",
      needs: "210987654321/ecr.get-repository-policy.shop"),
    .notApplicable(
      "the account's own repository has no policy", .task, asked(layers, "owner-deny", ["owner": "own"]),
      says: "the resource has no policy of its own"),

    .confirmed(
      "the key's policy names another role, and so does the role's",
      locked("arn:aws:iam::123456789012:role/build").after(
        PullPermissionCheckTests.may("secretsmanager:GetSecretValue")), asked("key", "key"),
      says: "kms:Decrypt",
      cites: [keyPolicy], binds: ["key-id": key]),
    .ruledOut(
      "the key's policy leaves it to IAM, which allows it", locked("arn:aws:iam::123456789012:root"),
      asked("key", "key"), says: "kms:Decrypt", cites: [PullFile.policy]),
    .ruledOut(
      "the key's policy names the role itself",
      locked(PullFixture.role).after(PullPermissionCheckTests.may("secretsmanager:GetSecretValue")),
      asked("key", "key", ["owner": "any"]), says: "kms:Decrypt", cites: [keyPolicy]),
    .undetermined(
      "the key's policy was not collected", locked(PullFixture.role).after(.delete(keyPolicy)),
      asked("key", "key"), says: "depends on the text of the key policy", needs: "kms.get-key-policy"),
    .undetermined(
      "which key the secret is under was not collected",
      locked(PullFixture.role).after(.delete(PullFile.secret)),
      asked("key", "key"), says: "not known which key shop/db-AbCdEf is under", needs: PullFile.secret),
    .notApplicable(
      "the default key needs no permission", .task.secret(), asked("key", "key"), says: "nothing that"),

    .confirmed(
      "the instance's role may not pull",
      .hosts.after(
        .replace(
          "iam.get-policy-version.AmazonEC2ContainerServiceforEC2Role.json", "ecr:GetAuthorizationToken",
          "ecr:DescribeImages")), asked("token", "silent", ["role": "instance"]),
      says: "no policy of role render-host allows ecr:GetAuthorizationToken",
      cites: ["iam.", "ec2.describe-instances"],
      binds: ["role": "render-host"]),
    .ruledOut(
      "the instance's role may pull", .hosts, asked("token manifest", "silent", ["role": "instance"]),
      says: "is allowed"),
    .undetermined(
      "which role the instances have was not collected",
      .hosts.after(.delete("iam.get-instance-profile.render-host.json")),
      asked("token", "silent", ["role": "instance"]), says: "the role that pulls is not in the snapshot",
      needs: "iam.get-instance-profile"),
    .notApplicable(
      "no instance on Fargate", .task, asked("token", "silent", ["role": "instance"]),
      says: "runs on Fargate and uses no instance role"),
    .notApplicable(
      "no execution role on container instances", .hosts, asked("token", "silent", ["role": "execution"]),
      says: "nothing that the task is defined with needs it"),
    .ruledOut(
      "either role", .hosts, asked("layer-url", "silent", ["role": "any"]), says: "is allowed"),
  ]
}
