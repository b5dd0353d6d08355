import Evidence

/// Accounts of the snapshot whose listing of a kind was not collected.
///
/// A DNS name does not say whose it is: that no collected account has a load balancer of a name proves its absence only
/// where every account that the snapshot knows was asked.
package enum UncollectedAccounts {
  /// The listing that is missing; nil where each account's is there.
  package static func need(_ kind: DocumentKind, region: String?, _ snapshot: Snapshot) -> Need? {
    let listed = snapshot.documents(of: kind).filter {
      region == nil || $0.region == nil || $0.region == region
    }
    guard !listed.contains(where: { $0.account == nil }) else { return nil }
    let accounts = Set(snapshot.documents.compactMap(\.account))
    return accounts.subtracting(listed.compactMap(\.account)).min().map {
      snapshot.need(kind, account: $0, region: region)
    }
  }
}
