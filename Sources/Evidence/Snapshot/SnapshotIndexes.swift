/// What a snapshot keeps for its own answers.
///
/// Nothing here holds the snapshot.
struct SnapshotIndexes: Sendable {
  /// Documents of one account and region; nil asks for all of them.
  struct Scope: Hashable, Sendable {
    let account: String?
    let region: String?
  }

  let listings = Kept<ListingQuery.Question, Listing>()
  /// The folder for what is missing, of global kinds and of others.
  let folders = (global: Kept<Scope, String>(), regional: Kept<Scope, String>())
  /// Security groups that other documents name, where they name them.
  let namedGroups = Kept<Scope, [JSON]>()
  /// Subnets that other documents name, where they name them.
  let namedSubnets = Kept<Scope, [JSON]>()
}
