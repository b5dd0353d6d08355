import Evidence

/// Pull-through cache rules and what they have imported.
///
/// Amazon ECR guide, "Using pull through cache rules": a rule's prefix is the first part of the repository's name; `ROOT` is a rule without prefix.
package struct PullCache {
  let snapshot: Snapshot

  package init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  package func rules(of image: ImageReference) -> Listing {
    snapshot.listing(
      .pullThroughCacheRules, account: image.ecr?.account, region: image.ecr?.region)
  }

  /// The rule that the image's repository falls under.
  package func rule(for image: ImageReference) -> JSON? {
    guard let registry = image.ecr else { return nil }
    let mine = rules(of: image).items.filter { rule in
      rule["registryId"]?.string.map { $0 == registry.account } ?? true
    }
    return mine.filter { rule in
      guard let prefix = rule["ecrRepositoryPrefix"]?.string else { return false }
      return prefix == "ROOT" || image.repository.hasPrefix(prefix + "/")
    }.max { prefix($0).count < prefix($1).count }
  }

  /// The prefix of a rule; none where it is for every name.
  private func prefix(_ rule: JSON) -> String {
    rule["ecrRepositoryPrefix"]?.string.flatMap { $0 == "ROOT" ? nil : $0 } ?? ""
  }

  /// Whether the repository exists; nil where the snapshot does not tell.
  func hasRepository(_ image: ImageReference) -> Bool? {
    guard let registry = image.ecr else { return nil }
    let all = snapshot.listing(
      .repositories, account: registry.account, region: registry.region)
    if all.items.contains(where: { $0["repositoryName"]?.string == image.repository }) { return true }
    if all.isComplete || images(image).provedAbsent != nil { return false }
    return nil
  }

  /// Whether the image itself is there; nil where the snapshot does not tell.
  package func isCached(_ image: ImageReference) -> Bool? {
    let listing = images(image)
    let found = listing.items.contains { detail in
      if let digest = image.digest { return detail["imageDigest"]?.string == digest }
      return detail["imageTags"]?.strings.contains(image.tag ?? "latest") ?? false
    }
    if found { return true }
    if listing.isComplete || listing.provedAbsent != nil { return false }
    return hasRepository(image) == false ? false : nil
  }

  func images(_ image: ImageReference) -> Listing {
    snapshot.listing(
      .images, subject: image.repository, account: image.ecr?.account,
      region: image.ecr?.region)
  }
}
