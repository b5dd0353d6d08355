import Sentences
import Evidence
import Packets

/// What stands between the pull and a service: one mechanism, without a judgement whose fault it is.
package enum PullFaultKind: String, Sendable, CaseIterable {
  case noEgress = "no-egress"
  case noPublicAddress = "no-public-address"
  case addressWithoutGateway = "address-without-gateway"
  case blackhole
  case natUnusable = "nat-unusable"
  case natWithoutInternet = "nat-without-internet"
  case publicAccessBlocked = "public-access-blocked"
  case groupEgress = "group-egress"
  case aclTask = "acl-task"
  case aclEndpoint = "acl-endpoint"
  case endpointAbsent = "endpoint-absent"
  case endpointGroup = "endpoint-group"
  case endpointPrivateDNS = "endpoint-private-dns"
  case endpointState = "endpoint-state"
  case vpcDNS = "vpc-dns"
  case gatewayRouteAbsent = "gateway-route-absent"
  case interfaceOnly = "interface-only"
  case foreignRegion = "foreign-region"
  case publicRegistry = "public-registry"

  /// Where the way itself is not known, nothing on it is.
  static let everywhere = ofRoute.union([.groupEgress, .aclTask, .aclEndpoint, .endpointGroup])

  /// Faults of the way out of a subnet.
  static let ofRoute: Set<PullFaultKind> = [
    .noEgress, .noPublicAddress, .addressWithoutGateway, .blackhole, .natUnusable, .natWithoutInternet,
    .publicAccessBlocked, .endpointAbsent, .endpointPrivateDNS, .endpointState, .vpcDNS, .gatewayRouteAbsent,
    .interfaceOnly, .foreignRegion, .publicRegistry,
  ]
}

/// One fault on the way from one subnet to one service.
package struct PullFault: Sendable {
  package let kind: PullFaultKind
  package let because: Sentence
  package let evidence: [Citation]
  package let bindings: [String: String]

  /// The names of the values that a fault may bind, over those of the world.
  package static let binds =
    PullWorld.binds
    + [
      "subnet", "security-group", "port", "endpoint", "endpoint-security-group", "endpoint-subnet",
      "endpoint-subnets", "vpc-cidr", "subnet-cidr", "network-acl", "egress", "rule-number", "prefix-list",
      "route-table", "destination", "route-target", "nat-gateway", "nat-route", "nat-route-table",
      "nat-subnet", "attribute", "service-name", "needed", "subnets", "security-groups", "image-host",
      "image-region",
    ]

  init(_ kind: PullFaultKind, _ because: Sentence, _ evidence: [Citation], _ bindings: [String: String] = [:])
  {
    self.kind = kind
    self.because = because
    self.evidence = evidence
    self.bindings = bindings
  }
}

/// What cannot be told on the way, and which files would tell.
package struct PullUnknown: Sendable {
  package let kinds: Set<PullFaultKind>
  package let because: Sentence
  package let needs: [Need]
}

/// How packets reach a service.
package enum PullWay: Sendable {
  case endpoint(VPCEndpoint)
  case gatewayEndpoint(VPCEndpoint)
  case internetGateway
  case nat(NATGateway?)
  /// A firewall endpoint, transit gateway, peering or interface that the snapshot does not see through.
  case appliance(Route)
  case none
  case unknown
}

/// The way from one subnet to one service.
package struct PullLeg: Sendable {
  package let place: PullPlacement.Place
  package let service: PullService
  package let servicePlace: JSON
  package var way: PullWay = .unknown
  package var faults: [PullFault] = []
  package var unknowns: [PullUnknown] = []
  /// What shows that the leg is open, for refutations.
  package var proof: [Citation] = []

  package var passes: Passage {
    !faults.isEmpty ? .denied : unknowns.isEmpty ? .allowed : .undetermined
  }
  /// Where the way is not known, nobody has asked the filters on it: they are not refuted either.
  mutating func leaveFiltersOpen() {
    guard case .unknown = way, faults.isEmpty, proof.isEmpty, let first = unknowns.first else { return }
    unknowns[0] = PullUnknown(
      kinds: first.kinds.union([.groupEgress, .aclTask]), because: first.because, needs: first.needs)
  }
}
