import Sentences
import Evidence

/// Why packets do not pass.
package enum Mismatch: Sendable {
  /// The security groups have no rule at all in this direction.
  case noRules
  /// Rules cover the port but name groups that the peer does not carry.
  case otherGroups([GroupReference])
  /// Rules admit the peer on other ports or protocols only.
  case otherPorts([SecurityGroupRule])
  /// Rules cover the port for other addresses only.
  case otherAddresses([SecurityGroupRule])
  /// Rules exist, but neither their ports nor their peers fit.
  case noMatchingRule([SecurityGroupRule])
  /// A part is open; these ports, or for every port these addresses, are closed.
  case partly(ports: PortSet, addresses: AddressSet?)
  /// A rule names the right group, but the path does not carry group references.
  case referencesNotHonoured([SecurityGroupRule], why: Sentence)
  /// Entries of a network ACL deny; the first is the one that denies most.
  case aclEntries([NetworkACLEntry], ports: PortSet, addresses: AddressSet?)
  case noRoute(table: String)
  case blackhole(Route)
  case noPublicAddress
  case gatewayDetached(String)
  case natUnusable(NATGateway)
  case natHasNoInternetRoute(NATGateway)
  case endpointUnusable(VPCEndpoint)
  case peeringInactive(String)
  case blockPublicAccess(mode: String)
  /// The load balancer is internal and has no public addresses.
  case internalScheme(LoadBalancer)
  /// No interface holds the address.
  case noInterface
  /// The instance does not run, or the interface is not in use.
  case notInUse(String)
  /// The load balancer does not listen on the port.
  case noListener
}
