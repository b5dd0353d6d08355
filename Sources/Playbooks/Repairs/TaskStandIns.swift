import Sentences
import Commands
import Evidence
import Services

/// Images, roles, secrets and keys that the operator would name in a task definition.
enum TaskStandIns {
  static func answer(_ question: StandInQuestion) -> StandIn? {
    switch question.parameter {
    case "image": question.isWhole ? image(question) : tag(question)
    case "architecture": architecture(question)
    case "execution-role-arn": role(question)
    case "value-from": secret(question)
    case "key-id": key(question)
    case "desired-count": count(question)
    case "resources": question.answer("*", "the resources that are meant")
    default: nil
    }
  }

  // MARK: images

  /// An image of the account's own registry: one that is there, else one that was pushed.
  private static func image(_ question: StandInQuestion) -> StandIn? {
    guard let account = question.account, let region = question.values["region"] else { return nil }
    let host = "\(account).dkr.ecr.\(region).amazonaws.com"
    let present = question.snapshot.listing(.images, account: account, region: region).items
    for item in present where item["imageStatus"]?.string ?? "ACTIVE" == "ACTIVE" {
      if let repository = item["repositoryName"]?.string, let tag = item["imageTags"]?.strings.first {
        return question.answer("\(host)/\(repository):\(tag)", "an image of this registry")
      }
    }
    let repository = FixTarget.object([
      ("repositoryArn", .string("arn:aws:ecr:\(region):\(account):repository/of-yours")),
      ("registryId", .string(account)), ("repositoryName", .string("of-yours")),
      ("repositoryUri", .string("\(host)/of-yours")), ("imageTagMutability", .string("MUTABLE")),
    ])
    let images = JSONValue.object([
      .init("imageDetails", .array([pushed("of-yours", "of-yours", account)]))
    ])
    return question.answer(
      "\(host)/of-yours:of-yours", "an image that was pushed to this registry",
      [
        question.adding(.repositories, repository),
        DocumentEdit(file: "ecr.describe-images.of-yours.json", created: images),
      ])
  }

  /// A tag of the repository that stands before it.
  private static func tag(_ question: StandInQuestion) -> StandIn? {
    let path = question.word.plain.split(separator: "/").dropFirst().joined(separator: "/")
    guard let repository = path.split(separator: ":").first.map(String.init) else { return nil }
    let listing = question.snapshot.listing(.images, subject: repository)
    if let tag = listing.items.lazy.compactMap({ $0["imageTags"]?.strings.first }).first {
      return question.answer(tag, "a tag that the repository holds")
    }
    guard let document = listing.documents.first else { return nil }
    let made = pushed(repository, "of-yours", document.account)
    return question.answer(
      "of-yours", "a tag that was pushed",
      [DocumentEdit(document, [FixTarget.append(document.root, "imageDetails", made)])])
  }

  private static func pushed(_ repository: String, _ tag: String, _ account: String?) -> JSONValue {
    FixTarget.object([
      ("registryId", account.map { .string($0) }), ("repositoryName", .string(repository)),
      ("imageDigest", .string("sha256:" + String(repeating: "0", count: 64))),
      ("imageTags", FixTarget.strings([tag])), ("imageStatus", .string("ACTIVE")),
    ])
  }

  /// The other of the two processors.
  private static func architecture(_ question: StandInQuestion) -> StandIn? {
    let present = question.snapshot.documents(of: .taskDefinition)
      .compactMap { $0.root["taskDefinition"]?["runtimePlatform"]?["cpuArchitecture"]?.string }
    return question.answer(present.contains("ARM64") ? "X86_64" : "ARM64", "the image's own processor")
  }

  private static func count(_ question: StandInQuestion) -> StandIn? {
    let service = question.item(.services, "serviceName", question.values["service"])
    guard let present = service?["desiredCount"]?.int else { return nil }
    return question.answer(String(max(1, present * 2)), "twice as many tasks as today")
  }

  // MARK: roles, secrets, keys

  /// A role that ECS may assume and that may do what a start needs.
  private static func role(_ question: StandInQuestion) -> StandIn? {
    guard let account = question.account else { return nil }
    let arn = "arn:aws:iam::\(account):role/of-yours"
    func document(_ statement: [(String, JSONValue?)]) -> JSONValue {
      FixTarget.object([
        ("Version", .string("2012-10-17")), ("Statement", .array([FixTarget.object(statement)])),
      ])
    }
    let trust = document([
      ("Effect", .string("Allow")),
      ("Principal", .object([.init("Service", .string("ecs-tasks.amazonaws.com"))])),
      ("Action", .string("sts:AssumeRole")),
    ])
    let policy = document([
      ("Effect", .string("Allow")),
      (
        "Action",
        FixTarget.strings([
          "ecr:*", "logs:*", "s3:GetObject", "secretsmanager:GetSecretValue", "ssm:GetParameters",
          "kms:Decrypt",
        ])
      ),
      ("Resource", .string("*")),
    ])
    let name = JSONValue.string("of-yours")
    let inline = FixTarget.object([("PolicyName", name), ("PolicyDocument", policy)])
    let role: [(String, JSONValue?)] = [
      ("RoleName", name), ("Arn", .string(arn)), ("Path", .string("/")), ("AssumeRolePolicyDocument", trust),
    ]
    let says: Sentence = "a role that ECS may assume and that may read what the task needs"
    let details = question.snapshot.documents(of: .accountAuthorizationDetails)
    if let list = details.first(where: { $0.root["RoleDetailList"]?.isArray == true }) {
      let detail = FixTarget.object(
        role + [("RolePolicyList", .array([inline])), ("AttachedManagedPolicies", .array([]))])
      return question.answer(
        arn, says, [DocumentEdit(list, [FixTarget.append(list.root, "RoleDetailList", detail)])])
    }
    func file(_ kind: DocumentKind, _ content: JSONValue, of subject: String = "of-yours") -> DocumentEdit {
      DocumentEdit(file: "\(kind.name).\(subject).json", created: content)
    }
    return question.answer(
      arn, says,
      [
        file(.role, .object([.init("Role", FixTarget.object(role))])),
        file(.attachedRolePolicies, .object([.init("AttachedPolicies", .array([]))])),
        file(.rolePolicyNames, .object([.init("PolicyNames", .array([name]))])),
        file(
          .rolePolicy,
          FixTarget.object([("RoleName", name), ("PolicyName", name), ("PolicyDocument", policy)]),
          of: "of-yours.of-yours"),
      ])
  }

  /// The secret of the name that the task definition means, under the ARN that it has today.
  private static func secret(_ question: StandInQuestion) -> StandIn? {
    guard let account = question.account, let region = question.values["region"] else { return nil }
    let definitions = question.snapshot.documents(of: .taskDefinition)
    let containers = definitions.flatMap {
      $0.root["taskDefinition"]?["containerDefinitions"]?.elements ?? []
    }
    let secrets = containers.filter { $0["name"]?.string == question.values["container"] }
      .flatMap { $0["secrets"]?.elements ?? [] }
    let named = secrets.first { $0["name"]?.string == question.values["secret-name"] }?["valueFrom"]
    let reference = named.map { place in
      PullSecretReference(place.string ?? "", place: place, container: "", use: .environment)
    }
    let name = reference.map(\.givenName).flatMap { $0.isEmpty ? nil : $0 } ?? "of-yours"
    let known = question.snapshot.listing(.secret).items.first {
      $0["DeletedDate"] == nil && $0["Name"]?.string == name
    }
    if let arn = known?["ARN"]?.string { return question.answer(arn, "the ARN of a secret that is there") }
    let arn = "arn:aws:secretsmanager:\(region):\(account):secret:\(name)-AbCdEf"
    let made = FixTarget.object([
      ("ARN", .string(arn)), ("Name", .string(name)),
      ("VersionIdsToStages", .object([.init("created", FixTarget.strings(["AWSCURRENT"]))])),
    ])
    let file = FixTarget.file(for: .secret, of: name, in: question.snapshot)
    return question.answer(
      arn, "the ARN of a secret that is there", [DocumentEdit(file: file, created: made)])
  }

  /// A customer's key whose policy lets in everybody whom IAM lets in.
  private static func key(_ question: StandInQuestion) -> StandIn? {
    let owner = question.values["secret-id"].flatMap { ARN($0) }
    guard let account = owner?.account ?? question.account,
      let region = owner?.region ?? question.values["region"]
    else { return nil }
    let arn = "arn:aws:kms:\(region):\(account):key/of-yours"
    let metadata = FixTarget.object([
      ("KeyId", .string("of-yours")), ("Arn", .string(arn)), ("AWSAccountId", .string(account)),
      ("Enabled", .bool(true)), ("KeyState", .string("Enabled")), ("KeyManager", .string("CUSTOMER")),
    ])
    let policy =
      #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"kms:*","Resource":"*"}]}"#
    return question.answer(
      arn, "a customer's key that is shared with the role",
      [
        DocumentEdit(
          file: "kms.describe-key.of-yours.json", created: .object([.init("KeyMetadata", metadata)])),
        DocumentEdit(
          file: "kms.get-key-policy.of-yours.json",
          created: .object([.init("Policy", .string(policy)), .init("PolicyName", .string("default"))])),
      ])
  }
}
