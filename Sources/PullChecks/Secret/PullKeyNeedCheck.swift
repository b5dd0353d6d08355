import Sentences
import Evidence
import Services

/// Whether the role that pulls needs kms:Decrypt for what the task uses.
///
/// Amazon ECR guide, "Encryption at rest": ECR decrypts with grants of its own. Amazon ECS guide, "Pass Secrets Manager secrets": kms:Decrypt is needed only for a customer's key, not for the default one.
enum PullKeyNeedCheck: Check {
  static let name = "pull-key-need"
  static let summary: Sentence = "Does the role need kms:Decrypt for the repository, or for the secret?"
  static let binds = ["repository-key"]
  static let object = Parameter<PullKeyCheck.Object>("of", "what lies under the key")
  static let parameters = [object.declared]
  static let reads: [DocumentKind] = [
    .taskDefinition, .repositories, .secret,
    .parameters,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    guard world.taskDefinition != nil else {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    let findings = context[object] == .repository ? repositories(world) : references(world)
    guard !findings.isEmpty else {
      return .notApplicable(
        "the task definition names nothing of the kind", world.definitionCitation("the whole task definition")
      )
    }
    return PullSecretCheck.strongest(findings)
  }

  private static func repositories(_ world: PullWorld) -> [Finding] {
    world.ecrContainers.compactMap { container in
      guard let registry = container.image.ecr else { return nil }
      let listing = world.snapshot.listing(
        .repositories, account: registry.account, region: registry.region)
      let item = listing.items.first { $0["repositoryName"]?.string == container.image.repository }
      guard let item else {
        return listing.isComplete
          ? .notApplicable("there is no such repository", listing.citations("no such repository"))
          : .undetermined("the repository is not in the snapshot", needs: [listing.need])
      }
      guard let type = item["encryptionConfiguration"]?["encryptionType"],
        type.string?.hasPrefix("KMS") == true
      else {
        return .notApplicable("the repository is not under a key of KMS", [Citation(item, "its encryption")])
      }
      var finding = Finding.ruledOut(
        "ECR decrypts with grants of its own, not with the role", [Citation(type, "its encryption")])
      if let key = item["encryptionConfiguration"]?["kmsKey"]?.string {
        finding.bindings = [["repository-key": key]]
      }
      return finding
    }
  }

  private static func references(_ world: PullWorld) -> [Finding] {
    world.secretReferences.filter { $0.arn != nil || !$0.isMalformed }.map { reference in
      let named = Citation(reference.place, "what the task definition names")
      let key =
        reference.kind == .secret
        ? PullSecret(reference, world).key : PullParameter(reference, world).key
      switch key {
      case .ofAWS(nil): return .notApplicable("\(reference.name) does not exist", [named])
      case .ofAWS(let item?):
        return .ruledOut(
          "\(reference.name) is under a key of AWS, which needs no permission",
          [Citation(item, "no customer's key"), named])
      case .customer(_, let place):
        return .notApplicable(
          "\(reference.name) is under a customer's key", [Citation(place, "its key"), named])
      case .unknown(let needs):
        return .undetermined("it is not known which key \(reference.name) is under", needs: needs)
      }
    }
  }
}
