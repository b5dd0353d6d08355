import Sentences
import Evidence

/// A ``Peer`` as far as the snapshot knows it.
struct PeerFacts {
  var scope: AddressScope
  /// Groups it carries.
  var groups: Set<String>
  /// False where the peer may carry groups that the snapshot does not show.
  var knowsGroups = true
  /// The prefix list that is the peer.
  var prefixList: String?
  /// What would make the peer known.
  var needs: [Need] = []
  /// The peer in words.
  var words: Sentence

  var family: AddressFamily { scope.addresses.family }
}

extension Network {
  /// Looks a peer up in the snapshot.
  func facts(of peer: Peer, seenFrom place: Scope) -> PeerFacts {
    switch peer {
    case .address(let address):
      return PeerFacts(scope: .one(address), groups: [], words: "\(address)")
    case .scope(let scope):
      return PeerFacts(scope: scope, groups: [], words: scope.addresses.words)
    case .groups(let ids, let scope):
      return PeerFacts(
        scope: scope, groups: Set(ids),
        words: ids.isEmpty ? scope.addresses.words : "\(ids.joined(separator: ", "))")
    case .interface(let id, let family):
      guard let interface = interface(id) else {
        let whole = AddressScope(AddressSet(family, [.everything(family)]), .someOf)
        return PeerFacts(
          scope: whole, groups: [], knowsGroups: false,
          needs: [need(.networkInterfaces, place)], words: "\(id)")
      }
      let own = interface.addresses.filter { $0.family == family }
      return PeerFacts(
        scope: AddressScope(AddressSet(family, own.prefix(1).map { CIDR($0) }), .every),
        groups: Set(interface.groups), words: "\(id) (\(own.first.map { "\($0)" } ?? "no address"))")
    case .internet(let family):
      return PeerFacts(
        scope: AddressScope(.publicInternet(family), .most), groups: [],
        words: family == .v4 ? "the internet" : "the internet over IPv6")
    case .cloudFront(let family):
      return facts(ofCloudFront: family, place)
    case .vpcOrigin(let family, let vpc):
      var found = facts(ofCloudFront: family, place)
      found.groups = Set(groups(named: Network.vpcOriginGroupName, vpc: vpc).map(\.id))
      found.words = "CloudFront's interfaces of the VPC origin"
      let listing = listing(.securityGroups, place)
      if found.groups.isEmpty, !listing.isComplete {
        found.knowsGroups = false
        found.needs.append(listing.need)
      }
      return found
    case .prefixList(let id, let family):
      return facts(ofPrefixList: id, family, words: "\(prefixList(id)?.name ?? id)", place)
    }
  }

  private func facts(ofCloudFront family: AddressFamily, _ place: Scope) -> PeerFacts {
    let words: Sentence = family == .v4 ? "CloudFront's edge servers" : "CloudFront's edge servers over IPv6"
    switch prefixList(named: PrefixList.cloudFrontName(family), place) {
    case .found(let list): return facts(ofPrefixList: list.id, family, words: words, place)
    case .absent:
      return PeerFacts(
        scope: AddressScope(.publicInternet(family), .unlisted), groups: [],
        needs: [need(.managedPrefixLists, place)], words: words)
    case .unknown(let needs):
      return PeerFacts(
        scope: AddressScope(.publicInternet(family), .unlisted), groups: [], needs: needs, words: words)
    }
  }

  private func facts(
    ofPrefixList id: String, _ family: AddressFamily, words: Sentence, _ place: Scope
  ) -> PeerFacts {
    switch prefixEntries(id, place) {
    case .found(let blocks) where blocks.contains(where: { $0.family == family }):
      return PeerFacts(
        scope: .every(blocks, family), groups: [], prefixList: id, words: "\(words) (\(id))")
    case .found, .absent:
      return PeerFacts(
        scope: AddressScope(.publicInternet(family), .unlisted), groups: [], prefixList: id,
        words: "\(words) (\(id))")
    case .unknown(let needs):
      return PeerFacts(
        scope: AddressScope(.publicInternet(family), .unlisted), groups: [], prefixList: id, needs: needs,
        words: "\(words) (\(id))")
    }
  }
}
