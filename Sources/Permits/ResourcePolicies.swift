import Evidence

/// Finds the policy that hangs on a resource.
struct ResourcePolicies {
  let access: Access
  private var snapshot: Snapshot { access.snapshot }

  /// Services in which a resource may carry a policy of its own (IAM guide, "AWS services that work with IAM").
  private static let supporting: Set<String> = [
    "s3", "sns", "sqs", "lambda", "elasticfilesystem", "es", "execute-api", "events", "glue", "dynamodb",
    "kinesis", "backup", "codeartifact", "acm-pca", "serverlessrepo", "ecr-public", "codebuild", "iot",
    "glacier", "mediastore", "schemas", "cloud9", "vpc-lattice", "network-firewall", "route53resolver",
  ]

  func state(for request: AccessRequest) -> AccessPolicies.ResourceState {
    let arn = ARN(request.resource)
    switch request.service {
    case "ecr":
      guard let arn, arn.type == "repository" else { return .none([]) }
      return repository(arn, isImport: ResourcePolicies.imports.contains(request.action.lowercased()))
    case "secretsmanager":
      guard let arn, arn.type == "secret" else { return .none([]) }
      return secret(arn, request.resource)
    case "kms": return request.resource == "*" ? .none([]) : key(request)
    case "s3":
      guard let arn else { return .none([]) }
      return bucket(String(arn.resource.prefix { $0 != "/" }))
    case "sts": return trust(request)
    case "logs", "ssm", "ecs", "ec2", "iam": return .none([])
    default: return Self.supporting.contains(request.service) ? .unknown([]) : .none([])
    }
  }

  private func account(_ arn: ARN) -> String? { arn.account.isEmpty ? nil : arn.account }

  private func region(_ arn: ARN) -> String? { arn.region.isEmpty ? nil : arn.region }

  /// What the registry's policy may grant beside the repository's (Amazon ECR guide, "Private registry policy").
  private static let imports: Set<String> = ["ecr:batchimportupstreamimage", "ecr:createrepository"]

  private func repository(_ arn: ARN, isImport: Bool) -> AccessPolicies.ResourceState {
    let name = arn.id
    let own = snapshot.listing(
      .repositoryPolicy, subject: name, account: account(arn), region: region(arn))
    let items = own.items.filter { item in
      (item["registryId"]?.string).map { $0 == arn.account } ?? true
        && (item["repositoryName"]?.string).map { $0 == name } ?? true
    }
    let registry = snapshot.listing(
      .registryPolicy, account: account(arn), region: region(arn))
    let general = registry.items.filter { item in
      (item["registryId"]?.string ?? item.document.account).map { $0 == arn.account } ?? true
    }.compactMap { $0["policyText"].flatMap { PolicyText($0) } }.map {
      Policy($0, name: "the registry policy of \(arn.account)")
    }
    let texts = items.compactMap { $0["policyText"] }
    let policies = texts.compactMap { PolicyText($0) }.map {
      Policy($0, name: "the policy of repository \(name)")
    }
    if !policies.isEmpty {
      return .present(
        LayerPolicies(
          policies + general, places: texts.map { Citation($0, "the policy of repository \(name)") }))
    }
    let none =
      own.provedAbsent.map { [$0.citation("repository \(name) has no policy")] } ?? absence(of: arn)
    if !general.isEmpty, let none { return .present(LayerPolicies(general, places: none)) }
    if isImport, registry.documents.isEmpty, registry.provedAbsent == nil {
      return .unknown([registry.need] + (none == nil ? [own.need] : []))
    }
    guard let none else { return .unknown([own.need]) }
    return .none(none)
  }

  /// A repository that is not there has no policy.
  private func absence(of arn: ARN) -> [Citation]? {
    let all = snapshot.listing(.repositories, account: account(arn), region: region(arn))
    let mine = all.documents.filter { $0.account == nil || $0.account == arn.account }
    if all.isComplete, !mine.isEmpty, !all.items.contains(where: { $0["repositoryName"]?.string == arn.id }) {
      return all.citations("there is no repository \(arn.id)")
    }
    let images = snapshot.listing(
      .images, subject: arn.id, account: account(arn), region: region(arn))
    guard let call = images.provedAbsent, call.code?.contains("RepositoryNotFound") == true else {
      return nil
    }
    return [call.citation("there is no repository \(arn.id)")]
  }

  private func secret(_ arn: ARN, _ text: String) -> AccessPolicies.ResourceState {
    let secret = SecretName(arn)
    let own = snapshot.listing(
      .secretPolicy, subject: text, aliases: secret.names, account: account(arn),
      region: region(arn))
    let items = own.items.filter { item in
      guard let found = item["ARN"]?.string else { return true }
      return secret.isSame(found)
    }
    if let item = items.first {
      guard let place = item["ResourcePolicy"] else {
        return .none([Citation(item, "secret \(secret.name) has no resource policy")])
      }
      guard let policy = PolicyText(place) else { return .unknown([secret.need(own.kind, in: snapshot)]) }
      return .present(
        LayerPolicies(
          [Policy(policy, name: "the policy of secret \(secret.name)")],
          places: [Citation(place, "the policy of secret \(secret.name)")]))
    }
    // NoSuch... speaks of the secret itself: there is no policy then, either.
    if let call = own.provedAbsent { return .none([call.citation("there is no such secret")]) }
    let described = snapshot.listing(
      .secret, subject: text, aliases: secret.names, account: account(arn),
      region: region(arn))
    if let call = described.provedAbsent { return .none([call.citation("there is no such secret")]) }
    return .unknown([secret.need(own.kind, in: snapshot)])
  }

  private func key(_ request: AccessRequest) -> AccessPolicies.ResourceState {
    let key = KeyName(request.resource, in: snapshot)
    let own = snapshot.listing(
      .keyPolicy, subject: key.id, aliases: key.names, account: key.account, region: key.region)
    if let place = own.items.first?["Policy"], let text = PolicyText(place) {
      let grants = KeyGrants(key, in: snapshot).policies(of: key)
      return .present(
        LayerPolicies(
          [Policy(text, name: "the policy of key \(key.id)")] + grants,
          places: [Citation(place, "the policy of key \(key.id)")]))
    }
    return .unknown([own.need])
  }

  private func bucket(_ name: String) -> AccessPolicies.ResourceState {
    let own = snapshot.listing(.bucketPolicy, subject: name)
    if let place = own.items.first?["Policy"], let text = PolicyText(place) {
      return .present(
        LayerPolicies(
          [Policy(text, name: "the policy of bucket \(name)")],
          places: [Citation(place, "the policy of bucket \(name)")]))
    }
    if let call = own.provedAbsent { return .none([call.citation("bucket \(name) has no policy")]) }
    return .unknown([own.need])
  }

  private func trust(_ request: AccessRequest) -> AccessPolicies.ResourceState {
    guard request.isGovernedByResource else { return .none([]) }
    let role = access.role(request.resource)
    switch role.existence {
    case .exists(let json):
      guard let trust = role.trust else { return .unknown(missing(role)) }
      let place = json["AssumeRolePolicyDocument"] ?? json
      return .present(LayerPolicies([trust], places: [Citation(place, trust.name)]))
    case .absent(let place): return .none([place])
    case .unknown(let needs): return .unknown(needs)
    }
  }

  private func missing(_ role: RoleFacts) -> [Need] {
    [snapshot.need(.role, subject: role.name, account: role.account)]
  }
}

/// A secret by its ARN, with or without the six characters that Secrets Manager adds to its name.
///
/// Secrets Manager guide, "What's in a secret?": the ARN ends in the name, a hyphen and six random characters.
package struct SecretName: Sendable, Hashable {
  /// What the ARN says behind `secret:`.
  package let name: String
  private let arn: ARN

  package init(_ arn: ARN) {
    self.arn = arn
    name = String(arn.id.prefix { $0 != ":" })
  }

  /// The names under which files may speak of the secret.
  package var names: [String] {
    guard let bare = SecretName.withoutSuffix(name) else { return [name] }
    return [name, bare]
  }

  /// Whether the other ARN is the same secret, its suffix left out in one of them.
  package func isSame(_ text: String) -> Bool {
    guard let other = ARN(text), other.account == arn.account, other.region == arn.region else {
      return false
    }
    let found = SecretName(other).name
    return found == name || SecretName.withoutSuffix(found) == name || SecretName.withoutSuffix(name) == found
  }

  /// A document about the secret: the file bears its name, the command its whole ARN.
  package func need(_ kind: DocumentKind, in snapshot: Snapshot) -> Need {
    let title = SecretName.withoutSuffix(name) ?? name
    let region = arn.region.isEmpty ? nil : arn.region
    let account = arn.account.isEmpty ? nil : arn.account
    let full = "arn:\(arn.partition):secretsmanager:\(arn.region):\(arn.account):secret:\(name)"
    return snapshot.need(kind, subject: title, account: account, region: region, argument: full)
  }

  package static func withoutSuffix(_ name: String) -> String? {
    guard let hyphen = name.lastIndex(of: "-"), name[name.index(after: hyphen)...].count == 6 else {
      return nil
    }
    return String(name[..<hyphen])
  }
}

/// A KMS key by its ARN, its id or an alias.
package struct KeyName: Sendable, Hashable {
  package let id: String
  package let names: [String]
  package let account: String?
  package let region: String?

  package init(_ text: String, in snapshot: Snapshot) {
    let arn = ARN(text)
    let resource = arn?.resource ?? text
    account = arn.flatMap { $0.account.isEmpty ? nil : $0.account }
    region = arn.flatMap { $0.region.isEmpty ? nil : $0.region }
    if resource.hasPrefix("alias/") {
      let aliases = snapshot.listing(.keyAliases, account: account, region: region)
      let target = aliases.items.first { $0["AliasName"]?.string == resource }?["TargetKeyId"]?.string
      id = target ?? resource
    } else {
      id = resource.hasPrefix("key/") ? String(resource.dropFirst(4)) : resource
    }
    names = [text, id]
  }
}
