import Evidence

/// What the snapshot knows of an image in ECR: its repository, and the images in it.
package struct PullRepository: Sendable {
  package let image: ImageReference
  package let account: String
  package let region: String
  package let repositories: Listing
  package let images: Listing
  /// The repository as `describe-repositories` prints it.
  package let repository: JSON?

  /// Nil for an image that is not in a private ECR registry.
  package init?(_ image: ImageReference, in world: PullWorld) {
    guard image.problem == nil, let place = image.ecr else { return nil }
    self.init(image, account: place.account, region: place.region, in: world)
  }

  init(_ image: ImageReference, account: String, region: String, in world: PullWorld) {
    self.image = image
    self.account = account
    self.region = region
    repositories = world.snapshot.listing(.repositories, account: account, region: region)
    images = world.snapshot.listing(
      .images, subject: image.repository, account: account, region: region)
    repository = repositories.items.first {
      $0["repositoryName"]?.string == image.repository
        && ($0["registryId"]?.string.map { $0 == account } ?? true)
        && ($0["repositoryUri"]?.string.map { $0.contains(".\(region).") } ?? true)
    }
    refusal = world.snapshot.refusal(
      .repositories, of: image.repository, account: account, region: region)
    isOwn = account == world.account
    hasOwnScope = region == world.region
  }

  private let isOwn: Bool
  private let hasOwnScope: Bool

  /// An empty or failed answer without account or Region belongs to the subject's own.
  private func speaksOfUs(_ document: Document) -> Bool {
    (document.account.map { $0 == account } ?? isOwn) && (document.region.map { $0 == region } ?? hasOwnScope)
  }

  /// The call for this one repository that answered that there is none.
  private let refusal: FailedCall?

  /// The documents of a listing that speak of this registry; none where they break off before their last page.
  ///
  /// Another Region's listing is no next page of this one.
  private func whole(_ listing: Listing) -> [Document] {
    let mine = listing.documents.filter(speaksOfUs)
    return mine.allSatisfy(\.namesNextPage) ? [] : mine
  }

  /// Whether the repository exists; absence needs a complete listing or an error that proves it.
  package var existence: Lookup<JSON> {
    if let repository { return .found(repository) }
    if let any = images.items.first(where: { speaksOfUs($0.document) }) { return .found(any) }
    if let call = images.provedAbsent, call.code?.contains("RepositoryNotFound") == true {
      return .absent([call.citation("ECR answers that there is no repository \(image.repository)")])
    }
    if let call = refusal { return .absent([call.citation("ECR answers that there is no such repository")]) }
    let mine = whole(repositories)
    if repositories.isComplete, !mine.isEmpty, images.documents.isEmpty {
      return .absent(repositories.citations("the complete listing holds no repository \(image.repository)"))
    }
    if !images.documents.filter(speaksOfUs).isEmpty { return .unknown([repositories.need]) }
    return .unknown([repositories.need])
  }

  /// The image that the tag or digest names.
  package func lookup(tag: String?, digest: String?) -> Lookup<JSON> {
    let found = images.items.first { item in
      guard speaksOfUs(item.document) else { return false }
      if let digest { return item["imageDigest"]?.string == digest }
      return tag.map { wanted in item["imageTags"]?.strings.contains(wanted) ?? false } ?? false
    }
    if let found { return .found(found) }
    let mine = whole(images)
    if images.isComplete, !mine.isEmpty {
      return .absent(
        images.citations("no image \(digest ?? tag ?? "") among the images of \(image.repository)"))
    }
    if let call = images.provedAbsent, call.code?.contains("ImageNotFound") == true {
      return .absent([call.citation("ECR answers that there is no such image")])
    }
    return .unknown([images.need])
  }

}

extension PullWorld {
  /// The containers with images in ECR, the failing one first.
  package var ecrContainersByFailure: [PullContainer] {
    let all = ecrContainers
    guard let failing else { return all }
    return all.filter { $0.name == failing.name } + all.filter { $0.name != failing.name }
  }
}
