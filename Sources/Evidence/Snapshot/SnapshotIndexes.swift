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
  /// The folders that hold documents, with how much speaks for each, of global kinds and of others.
  let folders = (global: Kept<Scope, [String: Int]>(), regional: Kept<Scope, [String: Int]>())
  /// What other documents name, where they name it.
  let named = Kept<NamedList, [JSON]>()

  /// One kind of objects that the documents of an account and region name.
  struct NamedList: Hashable, Sendable {
    enum List: Hashable, Sendable {
      case groups, subnets, targetGroups
      /// By the member of a route, and what its values begin with.
      case routeTargets(String, prefix: String)
    }

    let list: List
    let scope: Scope
  }
}
