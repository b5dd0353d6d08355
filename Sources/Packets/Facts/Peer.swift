import Evidence

/// The other side of the packets that a security group or network ACL judges.
package enum Peer: Sendable {
  case address(IPAddress)
  /// An interface with its groups; the address of this family.
  case interface(String, AddressFamily)
  /// Something that carries these groups, at addresses of the scope (a load balancer's node, a task to come).
  case groups([String], AddressScope)
  /// Every address of a prefix list.
  case prefixList(String, AddressFamily)
  /// CloudFront's origin-facing servers.
  case cloudFront(AddressFamily)
  /// CloudFront behind a VPC origin: its prefix list, and the group that it makes in the VPC.
  case vpcOrigin(AddressFamily, vpc: String?)
  /// Anybody on the internet.
  case internet(AddressFamily)
  /// Addresses without groups of their own.
  case scope(AddressScope)
}

/// Addresses, and how many of them the packets in question may have.
package struct AddressScope: Sendable {
  /// How the addresses of a scope are meant.
  package enum Quantity: Sendable {
    /// Packets come from all of them: a part that is closed is a fault.
    case every
    /// Packets come from one of them, which one is not known.
    case someOf
    /// Packets come from nearly all of them: a few that are closed do not matter (a blocked abuser).
    case most
    /// Packets come from a list inside of them that was not collected.
    case unlisted
  }

  package let addresses: AddressSet
  package let quantity: Quantity

  package init(_ addresses: AddressSet, _ quantity: Quantity) {
    self.addresses = addresses
    self.quantity = quantity
  }

  package static func one(_ address: IPAddress) -> AddressScope {
    AddressScope(AddressSet(address.family, [CIDR(address)]), .every)
  }

  package static func every(_ blocks: [CIDR], _ family: AddressFamily) -> AddressScope {
    AddressScope(AddressSet(family, blocks), .every)
  }

  package static func someOf(_ blocks: [CIDR], _ family: AddressFamily) -> AddressScope {
    AddressScope(AddressSet(family, blocks), .someOf)
  }
}
