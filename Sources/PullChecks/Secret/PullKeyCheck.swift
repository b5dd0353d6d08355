import Sentences
import Evidence
import Permits
import Records
import Services

/// Whether a customer's key that protects a secret or a repository cannot be used.
///
/// KMS guide, "Key states of AWS KMS keys": only an enabled key decrypts. ECR uses a repository's key with grants of its own, so that the role that pulls needs no permission on it (Amazon ECR guide, "Encryption at rest").
enum PullKeyCheck: Check {
  static let name = "pull-key"
  static let summary: Sentence =
    "Is the customer's key of a secret or a repository disabled or about to be deleted?"
  static let binds = MessageStatesCheck.messageBinds + ["key-id", "key-state"]
  static let object = Parameter<Object>("of", "what the key protects")
  static let parameters = [object.declared]
  static let reads: [DocumentKind] = [
    .taskDefinition, .secret, .parameters,
    .repositories, .key,
  ]

  /// What lies under a key.
  enum Object: String, CaseIterable { case secret, repository }

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    guard world.taskDefinition != nil else {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    let isRepository = context[object] == .repository
    if let said = stated(world, isRepository) { return said }
    let findings = isRepository ? repositories(world) : references(world)
    guard !findings.isEmpty else {
      return .notApplicable(
        isRepository ? "no image is of a repository of ECR" : "the task definition names no secret",
        world.definitionCitation("the whole task definition"))
    }
    return PullSecretCheck.strongest(findings)
  }

  /// A text that names the key's state; of a repository ECR itself says so.
  private static func stated(_ world: PullWorld, _ isRepository: Bool) -> Finding? {
    guard let message = world.message(fault: "key-unusable") else { return nil }
    let ofImage = message.facts.stage == .manifest || message.facts.stage == .layers
    guard ofImage == isRepository else { return nil }
    return .confirmed(
      "the recorded text names the key's state", [message.citation("what ECS recorded")],
      bindings: [MessageStatesCheck.bindings(message, world)])
  }

  private static func references(_ world: PullWorld) -> [Finding] {
    world.secretReferences.filter { !$0.isMalformed }.map { reference in
      let key =
        reference.kind == .secret ? PullSecret(reference, world).key : PullParameter(reference, world).key
      let named = Citation(reference.place, "what the task definition names")
      switch key {
      case .ofAWS(let item):
        return .notApplicable(
          "\(reference.name) is under a key of AWS",
          item.map { [Citation($0, "no customer's key"), named] } ?? [named])
      case .unknown(let needs):
        return .undetermined("it is not known which key \(reference.name) is under", needs: needs)
      case .customer(let id, let place):
        return state(
          of: PullKey.arn(id, reference, world), [Citation(place, "the key of \(reference.name)"), named],
          world)
      }
    }
  }

  private static func repositories(_ world: PullWorld) -> [Finding] {
    world.ecrContainers.compactMap { container in
      guard let registry = container.image.ecr else { return nil }
      let listing = world.snapshot.listing(
        .repositories, account: registry.account, region: registry.region)
      let named = Citation(container.imagePlace, "the image of \(container.name)")
      guard
        let item = listing.items.first(where: { $0["repositoryName"]?.string == container.image.repository })
      else {
        if listing.isComplete {
          return .notApplicable("there is no such repository", listing.citations("no such repository"))
        }
        return .undetermined("the repository is not in the snapshot", needs: [listing.need])
      }
      guard let place = item["encryptionConfiguration"]?["kmsKey"], let key = place.string else {
        return .notApplicable(
          "the repository is under a key of AWS", [Citation(item, "no customer's key"), named])
      }
      let arn = ARN(key) != nil ? key : "arn:aws:kms:\(registry.region):\(registry.account):key/\(key)"
      return state(of: arn, [Citation(place, "the repository's key"), named], world)
    }
  }

  private static func state(of arn: String, _ named: [Citation], _ world: PullWorld) -> Finding {
    let key = KeyName(arn, in: world.snapshot)
    let listing = world.snapshot.listing(
      .key, subject: key.id, aliases: key.names, account: key.account, region: key.region)
    guard let data = listing.items.first?["KeyMetadata"], let place = data["KeyState"],
      let state = place.string
    else {
      if let call = listing.provedAbsent {
        return .confirmed("there is no key \(key.id)", [call.citation("KMS knows no such key")] + named)
      }
      return .undetermined("the state of key \(key.id) is not in the snapshot", needs: [listing.need])
    }
    if data["KeyManager"]?.string == "AWS" {
      return .notApplicable("the key is AWS's own", [Citation(place, "a key of AWS")] + named)
    }
    if state == "Enabled" {
      return .ruledOut("key \(key.id) is enabled", [Citation(place, "the key's state")] + named)
    }
    if ["Creating", "Updating"].contains(state) {
      return .undetermined("key \(key.id) is \(state)", needs: [listing.need])
    }
    return .confirmed(
      "key \(key.id) is \(state): nothing under it can be decrypted",
      [Citation(place, "the key's state")] + named,
      bindings: [world.bindings.merging(["key-id": data["Arn"]?.string ?? arn, "key-state": state]) { $1 }])
  }
}
