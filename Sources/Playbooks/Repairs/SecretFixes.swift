import Commands
import Evidence

/// Secrets, parameters, keys and log groups.
///
/// No command prints or reads a secret's value.
enum SecretFixes {
  /// The value comes from a file of the operator's and is never printed.
  private static let secretFile: CommandWord =
    "file://\(CommandWord.variable("SECRET_FILE", means: "to a file with the value"))"

  static let all: [FixOperation] = [
    .aws(
      "secretsmanager", "restore-secret", "Takes a deletion back.", [.one("secret-id")],
      edits: { values, snapshot throws(FixUnmodelled) in
        let secret = try secret(values, snapshot)
        guard let deleted = secret["DeletedDate"] else {
          throw FixUnmodelled("the secret is not marked for deletion")
        }
        return [DocumentEdit(secret.document, [JSONPatch(.remove, deleted.pointer)])]
      }),
    FixOperation(
      "put-secret-value", "Gives a secret its first value, read from a file that is not kept.",
      [.needed("secret-id")],
      commands: { values in
        [
          AWSCommand.line(
            "secretsmanager", "put-secret-value", values, [("secret-id", values.argument("secret-id"))],
            then: ["--secret-string", secretFile])
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        let secret = try secret(values, snapshot)
        let stages = JSONValue.object([.init("created", FixTarget.strings(["AWSCURRENT"]))])
        return [DocumentEdit(secret.document, [FixTarget.set(secret, "VersionIdsToStages", stages)])]
      }),
    FixOperation(
      "create-secret", "Makes a secret; its value is read from a file.", [.needed("name")],
      commands: { values in
        [
          AWSCommand.line(
            "secretsmanager", "create-secret", values, [("name", values.argument("name"))],
            then: ["--secret-string", secretFile])
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in try created(values, snapshot) }),
    .aws(
      "secretsmanager", "update-secret-key", cli: "update-secret", "Encrypts a secret with another key.",
      [.one("secret-id"), .one("key-id", flag: "kms-key-id")],
      edits: { values, snapshot throws(FixUnmodelled) in
        let secret = try secret(values, snapshot)
        return [
          DocumentEdit(
            secret.document, [FixTarget.set(secret, "KmsKeyId", .string(values["key-id"] ?? ""))])
        ]
      }
    ),
    FixOperation(
      "put-secret-resource-policy",
      "Replaces a secret's resource policy by one that lets a principal read it.",
      [.needed("secret-id"), .needed("principal")],
      commands: { values in
        [
          AWSCommand.line(
            "secretsmanager", "put-resource-policy", values,
            [
              ("secret-id", values.argument("secret-id")),
              ("resource-policy", [secretPolicy(values).word]),
            ])
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        let listing = snapshot.listing(.secretPolicy, subject: values["secret-id"])
        guard let document = listing.documents.first else {
          throw FixUnmodelled("the snapshot does not hold the secret's policy")
        }
        let text = JSONValue.string(secretPolicy(values).value.compact)
        return [DocumentEdit(document, [FixTarget.set(document.root, "ResourcePolicy", text)])]
      }),
    FixOperation(
      "put-parameter", "Makes a parameter; its value is read from a file.", [.needed("name")],
      commands: { values in
        [
          AWSCommand.line(
            "ssm", "put-parameter", values,
            [("name", values.argument("name")), ("type", ["SecureString"])], then: ["--value", secretFile])
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        let kind = DocumentKind.parameters
        guard let document = snapshot.listing(kind).documents.first else {
          throw FixUnmodelled("the snapshot holds no `\(kind.name)`")
        }
        let parameter = FixTarget.object([
          ("Name", values["name"].map { .string($0) }), ("Type", .string("SecureString")),
          ("KeyId", .string("alias/aws/ssm")),
        ])
        return [DocumentEdit(document, [FixTarget.append(document.root, "Parameters", parameter)])]
      }),
    .aws(
      "kms", "enable-key", "Enables a key.", [.one("key-id")],
      edits: { values, snapshot throws(FixUnmodelled) in try enable(values, snapshot) }),
    FixOperation(
      "cancel-key-deletion", "Takes a key's deletion back and enables it.", [.needed("key-id")],
      commands: { values in
        (["cancel-key-deletion", "enable-key"] as [CommandWord]).map { operation in
          AWSCommand.line("kms", operation, values, [("key-id", values.argument("key-id"))])
        }
      },
      edits: { values, snapshot throws(FixUnmodelled) in try enable(values, snapshot) }),
    FixOperation(
      "put-key-policy", "Adds a statement that allows to a key's policy.",
      [.needed("key-id"), .needed("principal"), .optional("actions")],
      commands: { values in
        let get = AWSCommand.line(
          "kms", "get-key-policy", values,
          [
            ("key-id", values.argument("key-id")), ("policy-name", ["default"]), ("query", ["Policy"]),
            ("output", ["text"]),
          ])
        let put = AWSCommand.line(
          "kms", "put-key-policy", values,
          [
            ("key-id", values.argument("key-id")), ("policy-name", ["default"]),
            ("policy", ["file://policy.json"]),
          ])
        let program: CommandWord = ".Statement += [\(keyStatement(values).word)]"
        return [get.piped(into: ["jq", program]).writing(to: "policy.json"), put]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        guard
          let document = snapshot.listing(
            .keyPolicy, subject: values["key-id"], aliases: [ARN.part(values["key-id"], 1) ?? ""]
          ).documents.first,
          let text = document.root["Policy"]?.string, var policy = JSONValue(text: text),
          case .array(let statements)? = policy["Statement"]
        else { throw FixUnmodelled("the snapshot does not hold the key's policy") }
        policy["Statement"] = .array(statements + [keyStatement(values).value])
        return [DocumentEdit(document, [FixTarget.set(document.root, "Policy", .string(policy.compact))])]
      }),
    .aws(
      "logs", "create-log-group", "Makes a log group.", [.one("log-group", flag: "log-group-name")],
      edits: { values, snapshot throws(FixUnmodelled) in
        guard let document = snapshot.documents(of: .logGroups).first else {
          throw FixUnmodelled("the snapshot lists no log groups")
        }
        let group = FixTarget.object([
          ("logGroupName", values["log-group"].map { .string($0) }),
          (
            "arn",
            .string(
              "arn:aws:logs:\(values["region"] ?? ""):\(document.account ?? ""):log-group:\(values["log-group"] ?? ""):*"
            )
          ),
        ])
        return [DocumentEdit(document, [FixTarget.append(document.root, "logGroups", group)])]
      }),
  ]

  /// A new secret: Secrets Manager adds six characters of its own to the ARN, whatever the old one ended in.
  private static func created(
    _ values: FixValues, _ snapshot: Snapshot
  ) throws(FixUnmodelled) -> [DocumentEdit] {
    guard let name = values["name"], let account = snapshot.accounts.first, let region = values["region"]
    else { throw FixUnmodelled("the account or the Region of the secret is not known") }
    let arn = "arn:aws:secretsmanager:\(region):\(account):secret:\(name)-AbCdEf"
    let secret = FixTarget.object([
      ("ARN", .string(arn)), ("Name", .string(name)),
      ("VersionIdsToStages", .object([.init("created", FixTarget.strings(["AWSCURRENT"]))])),
    ])
    let file = FixTarget.file(for: .secret, of: name, in: snapshot)
    return [DocumentEdit(file: file, created: secret)]
  }

  private static func secretPolicy(_ values: FixValues) -> CommandJSON {
    let statement = CommandJSON.object([
      ("Effect", .text("Allow")), ("Principal", .object([("AWS", .text(values.word("principal")))])),
      ("Action", .text("secretsmanager:GetSecretValue")), ("Resource", .text("*")),
    ])
    return .object([("Version", .text("2012-10-17")), ("Statement", .array([statement]))])
  }

  private static func keyStatement(_ values: FixValues) -> CommandJSON {
    let actions = values.words("actions")
    return .object([
      ("Effect", .text("Allow")), ("Principal", .object([("AWS", .text(values.word("principal")))])),
      ("Action", .texts(actions.isEmpty ? ["kms:Decrypt"] : actions)), ("Resource", .text("*")),
    ])
  }

  private static func secret(_ values: FixValues, _ snapshot: Snapshot) throws(FixUnmodelled) -> JSON {
    let listing = snapshot.listing(.secret, subject: values["secret-id"])
    guard let document = listing.documents.first else {
      throw FixUnmodelled("the snapshot does not describe the secret")
    }
    return document.root
  }

  private static func enable(_ values: FixValues, _ snapshot: Snapshot) throws(FixUnmodelled)
    -> [DocumentEdit]
  {
    let listing = snapshot.listing(
      .key, subject: values["key-id"], aliases: [ARN.part(values["key-id"], 1) ?? ""])
    guard let document = listing.documents.first, let key = document.root["KeyMetadata"] else {
      throw FixUnmodelled("the snapshot does not describe the key")
    }
    return [
      DocumentEdit(
        document,
        [FixTarget.set(key, "KeyState", .string("Enabled")), FixTarget.set(key, "Enabled", .bool(true))])
    ]
  }
}
