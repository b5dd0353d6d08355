import Evidence
import Permits

/// The key that protects a secret or a parameter.
package enum PullKey: Sendable {
  /// AWS's own, which every caller of the account may use through the service; or nothing is there to decrypt.
  case ofAWS(JSON?)
  case customer(String, JSON)
  case unknown([Need])

  /// The key's ARN; an id or an alias gets the account and Region of what it protects.
  package static func arn(_ id: String, _ reference: PullSecretReference, _ world: PullWorld) -> String {
    if ARN(id) != nil { return id }
    let partition = world.executionRole.flatMap { ARN($0.value)?.partition } ?? "aws"
    let region = reference.region ?? world.region ?? ""
    let account = reference.account ?? world.account ?? ""
    let found = KeyName("arn:\(partition):kms:\(region):\(account):\(id)", in: world.snapshot)
    if id.hasPrefix("alias/"), found.id.hasPrefix("alias/") {
      return "arn:\(partition):kms:\(region):\(account):\(id)"
    }
    return "arn:\(partition):kms:\(region):\(account):key/\(id.hasPrefix("alias/") ? found.id : id)"
  }
}

/// A secret that the task definition names, as `describe-secret` shows it.
///
/// Secrets Manager reference, "DescribeSecret": without a KmsKeyId the secret is under aws/secretsmanager.
package struct PullSecret {
  package let reference: PullSecretReference
  package let listing: Listing
  package let item: JSON?
  /// An ARN with another suffix than the secret of that name has: the secret it means is gone.
  package let hasOtherSuffix: Bool

  package init(_ reference: PullSecretReference, _ world: PullWorld) {
    self.reference = reference
    let name = reference.name
    let bare = SecretName.withoutSuffix(name)
    let region = reference.region ?? world.region
    let account = reference.account ?? world.account
    var found = world.snapshot.listing(
      .secret, subject: reference.arn ?? name,
      aliases: [name] + (bare.map { [$0] } ?? []), account: account, region: region)
    func matches(_ item: JSON) -> Bool {
      guard let arn = item["ARN"]?.string.flatMap({ ARN($0) }) else { return false }
      if let region, arn.region != region { return false }
      if let account, arn.account != account { return false }
      return arn.id == name || item["Name"]?.string == name || SecretName.withoutSuffix(arn.id) == name
    }
    var match = found.items.first(where: matches)
    if match == nil, found.provedAbsent == nil {
      let all = world.snapshot.listing(.secret, account: account, region: region)
      match = all.items.first(where: matches)
      if match != nil { found = all }
    }
    item = match
    let sibling = match == nil ? found.items.first { $0["Name"]?.string == bare } : nil
    hasOtherSuffix = sibling != nil && bare != nil && reference.arn != nil
    self.sibling = sibling
    listing = found
    need =
      reference.arn.flatMap { ARN($0) }.map { SecretName($0).need(found.kind, in: world.snapshot) }
      ?? found.need
  }

  /// The secret of the same name with another suffix.
  package let sibling: JSON?

  /// The document that would tell of it.
  package let need: Need

  package var key: PullKey {
    guard let item else {
      // A secret that is not there is a fault of its own.
      return listing.provedAbsent != nil || hasOtherSuffix ? .ofAWS(nil) : .unknown([need])
    }
    guard let place = item["KmsKeyId"], let id = place.string, !id.hasSuffix("alias/aws/secretsmanager")
    else {
      return .ofAWS(item)
    }
    return .customer(id, place)
  }
}

/// A parameter that the task definition names, as `describe-parameters` shows it.
package struct PullParameter {
  let reference: PullSecretReference
  package let listing: Listing
  package let item: JSON?

  package init(_ reference: PullSecretReference, _ world: PullWorld) {
    self.reference = reference
    let region = reference.region ?? world.region
    let account = reference.account ?? world.account
    listing = world.snapshot.listing(.parameters, account: account, region: region)
    func plain(_ name: String) -> String { name.hasPrefix("/") ? String(name.dropFirst()) : name }
    // A selector (`name:3`, `name:label`) names a version of the same parameter.
    let wanted = plain(String(reference.name.prefix { $0 != ":" }))
    item = listing.items.first { parameter in
      parameter["Name"]?.string.map { plain($0) == wanted } ?? false
    }
  }

  package var key: PullKey {
    guard let item else { return listing.isComplete ? .ofAWS(nil) : .unknown([listing.need]) }
    guard item["Type"]?.string == "SecureString", let place = item["KeyId"], let id = place.string,
      !id.hasSuffix("alias/aws/ssm")
    else { return .ofAWS(item) }
    return .customer(id, place)
  }
}
