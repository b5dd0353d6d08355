import Commands
import Evidence
import Services

/// Repositories, their policies and images.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/ecr/set-repository-policy.html>
enum RegistryFixes {
  static let all: [FixOperation] = [
    FixOperation(
      "set-repository-policy", "Adds a statement that allows to a repository's policy.",
      [.needed("repository"), .optional("registry-id"), .needed("principal"), .needed("actions")],
      commands: { values in commands(values) },
      edits: { values, snapshot throws(FixUnmodelled) in try addStatement(values, snapshot) }),
    .aws(
      "ecr", "create-repository", "Makes a repository; an image has to be pushed afterwards.",
      [.one("repository", flag: "repository-name")],
      edits: { values, snapshot throws(FixUnmodelled) in
        let kind = DocumentKind.repositories
        guard let document = snapshot.listing(kind).documents.first else {
          throw FixUnmodelled("the snapshot holds no `\(kind.name)`")
        }
        let name = values["repository"] ?? ""
        let arn = "arn:aws:ecr:\(values["region"] ?? ""):\(document.account ?? ""):repository/\(name)"
        let repository = FixTarget.object([
          ("repositoryArn", .string(arn)), ("registryId", document.account.map { .string($0) }),
          ("repositoryName", .string(name)), ("imageTagMutability", .string("MUTABLE")),
        ])
        return [DocumentEdit(document, [FixTarget.append(document.root, "repositories", repository)])]
      }),
    FixOperation(
      "push-image", "Builds and pushes an image.", [.needed("repository-uri"), .needed("tag")],
      commands: { values in
        let image: CommandWord = "\(values.word("repository-uri")):\(values.word("tag"))"
        return [
          login(values),
          ShellCommand(["docker", "build", "--tag", image, "."]), ShellCommand(["docker", "push", image]),
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in try push(values, snapshot) }),
    FixOperation(
      "update-image-storage-class", "Takes an image out of the archive.",
      [.needed("repository"), .needed("tag")],
      commands: { values in
        [
          AWSCommand.line(
            "ecr", "update-image-storage-class", values,
            [
              ("repository-name", values.argument("repository")),
              ("image-id", ["imageTag=\(values.word("tag"))"]), ("target-storage-class", ["STANDARD"]),
            ])
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        let found = snapshot.listing(.images, subject: values["repository"]).items.first {
          $0["imageTags"]?.strings.contains(values["tag"] ?? "") == true
        }
        guard let found else { throw FixUnmodelled("the snapshot does not list the image") }
        return [DocumentEdit(found.document, [FixTarget.set(found, "imageStatus", .string("ACTIVE"))])]
      }),
  ]

  /// The login of the repository's registry: ECR's password is for ECR alone.
  private static func login(_ values: FixValues) -> ShellCommand {
    let host = host(values.word("repository-uri"))
    guard let uri = values["repository-uri"], ImageReference(uri).ecr == nil else {
      return AWSCommand.line("ecr", "get-login-password", values, [])
        .piped(into: ["docker", "login", "--username", "AWS", "--password-stdin", host])
    }
    return ShellCommand(["docker", "login", host])
  }

  /// The registry of a repository; a repository that is not known asks for itself.
  private static func host(_ uri: CommandWord) -> CommandWord {
    guard uri.unknowns.isEmpty, let host = uri.plain.split(separator: "/").first else { return uri }
    return .value(String(host), "repository-uri")
  }

  private static func statement(_ values: FixValues) -> CommandJSON {
    .object([
      ("Sid", .text("AllowPull")), ("Effect", .text("Allow")),
      ("Principal", .object([("AWS", .text(values.word("principal")))])),
      ("Action", .texts(values.words("actions"))),
    ])
  }

  /// The present policy is read first: setting a policy replaces all of it.
  private static func commands(_ values: FixValues) -> [ShellCommand] {
    let who: [(CommandWord, [CommandWord])] = [
      ("repository-name", values.argument("repository")), ("registry-id", values.argument("registry-id")),
    ]
    let get = AWSCommand.line(
      "ecr", "get-repository-policy", values, who + [("query", ["policyText"]), ("output", ["text"])])
    let empty: CommandWord = #"{"Version":"2012-10-17","Statement":[]}"#
    let set = AWSCommand.line(
      "ecr", "set-repository-policy", values, who + [("policy-text", ["file://policy.json"])])
    let present = get.joined(.or, ShellCommand(["echo", empty])).grouped
    return [
      present.piped(into: ["jq", ".Statement += [\(statement(values).word)]"]).writing(to: "policy.json"),
      set,
    ]
  }

  private static func addStatement(
    _ values: FixValues, _ snapshot: Snapshot
  ) throws(FixUnmodelled) -> [DocumentEdit] {
    let kind = DocumentKind.repositoryPolicy
    let repository = values["repository"] ?? ""
    let listing = snapshot.listing(kind, subject: repository)
    if let document = listing.documents.first {
      guard let text = document.root["policyText"]?.string, let old = JSONValue(text: text) else {
        throw FixUnmodelled("the repository's policy cannot be read")
      }
      var statements: [JSONValue] = []
      if case .array(let elements)? = old["Statement"] { statements = elements }
      if case .object? = old["Statement"] { statements = [old["Statement"] ?? .null] }
      var policy = old
      policy["Statement"] = .array(statements + [statement(values).value])
      return [
        DocumentEdit(document, [FixTarget.set(document.root, "policyText", .string(policy.compact))])
      ]
    }
    guard let call = listing.provedAbsent else {
      throw FixUnmodelled("the snapshot does not hold the repository's policy")
    }
    let policy = JSONValue.object([
      .init("Version", .string("2012-10-17")), .init("Statement", .array([statement(values).value])),
    ])
    let stem = call.file.hasSuffix(".err") ? String(call.file.dropLast(4)) : String(call.file.dropLast(5))
    let created = FixTarget.object([
      ("registryId", values["registry-id"].map { .string($0) }), ("repositoryName", .string(repository)),
      ("policyText", .string(policy.compact)),
    ])
    return [DocumentEdit(file: stem.hasSuffix(".json") ? stem : stem + ".json", created: created)]
  }

  private static func push(
    _ values: FixValues, _ snapshot: Snapshot
  ) throws(FixUnmodelled) -> [DocumentEdit] {
    let uri = values["repository-uri"] ?? ""
    let repository = uri.split(separator: "/").dropFirst().joined(separator: "/")
    guard let document = snapshot.listing(.images, subject: repository).documents.first else {
      throw FixUnmodelled("the snapshot does not list the repository's images")
    }
    let prefixes = snapshot.listing(.pullThroughCacheRules).items.compactMap {
      $0["ecrRepositoryPrefix"]?.string
    }
    if let prefix = prefixes.first(where: { $0 == "ROOT" || repository.hasPrefix($0 + "/") }) {
      throw FixUnmodelled(
        "the cache rule `\(prefix)` fills the repository: a push beside it may be replaced again")
    }
    // A tag that is pushed again leaves the image that bore it.
    let tag = values["tag"] ?? ""
    let moved = (document.root["imageDetails"]?.elements ?? []).flatMap { $0["imageTags"]?.elements ?? [] }
      .filter { $0.string == tag }
    let digest = "sha256:" + String(repeating: "0", count: 64)
    let image = FixTarget.object([
      ("registryId", document.account.map { .string($0) }), ("repositoryName", .string(repository)),
      ("imageDigest", .string(digest)), ("imageTags", FixTarget.strings([tag])),
      ("imageManifestMediaType", .string("application/vnd.docker.distribution.manifest.v2+json")),
      ("imageStatus", .string("ACTIVE")), ("imageSizeInBytes", .number("50000000")),
    ])
    let left = moved.reversed().map { JSONPatch(.remove, $0.pointer) }
    return [DocumentEdit(document, left + [FixTarget.append(document.root, "imageDetails", image)])]
  }
}
