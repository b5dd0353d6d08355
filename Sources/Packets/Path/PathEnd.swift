import Sentences
import Evidence

/// One end of a path: something with an address, and what the snapshot knows of it.
package struct PathEnd: Sendable {
  /// Where an end is.
  package enum Place: Sendable, Hashable {
    /// In a subnet of a VPC.
    case inside
    /// Anywhere on the internet.
    case internet
    /// CloudFront's edge servers on their way to a public origin.
    case cloudFront
    /// CloudFront on its way to a VPC origin: through interfaces that it manages in the VPC.
    case vpcOrigin
    /// A private address that no VPC of the snapshot holds.
    case beyond
    /// A service behind a prefix list.
    case service(String)
  }

  package var place: Place
  package var name: Sentence
  package var subnet: String?
  package var vpc: String?
  package var interface: NetworkInterface?
  package var loadBalancer: LoadBalancer?
  /// Nil where the snapshot does not show which groups it carries.
  package var groups: [String]?
  package var addresses: AddressScope
  package var prefixList: String?
  /// Whether a public IPv4 address leads to it; nil where that is not known.
  package var hasPublicAddress: Bool?
  /// Account and region.
  package var scope: Scope
  /// What is wrong with the end itself (no interface holds the address).
  package var flaw: Decision?
  package var needs: [Need] = []

  package var family: AddressFamily { addresses.addresses.family }

  /// The ports from which it opens connections, where nothing else is said.
  package var sourcePorts: ClosedRange<Int> { loadBalancer == nil ? 32768...60999 : 1024...65535 }

  /// The end as a filter sees it.
  var facts: PeerFacts {
    PeerFacts(
      scope: addresses, groups: Set(groups ?? []), knowsGroups: groups != nil, prefixList: prefixList,
      needs: needs, words: name)
  }

  /// The end as a route table sees it.
  var destination: RouteDestination {
    switch place {
    case .internet, .cloudFront, .vpcOrigin:
      if addresses.quantity == .every, let only = addresses.addresses.blocks.first,
        addresses.addresses.size == 1
      {
        return .address(only.first)
      }
      return .internet(family)
    case .service(let list): return .prefixList(list, family)
    case .inside, .beyond:
      guard let block = addresses.addresses.blocks.first else { return .internet(family) }
      return block.length == CIDR.width(family) ? .address(block.first) : .block(block)
    }
  }
}
