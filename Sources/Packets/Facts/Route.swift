import Evidence

/// One route of a route table.
package struct Route: Sendable {
  /// What a route matches.
  package enum Destination: Sendable, Hashable {
    case block(CIDR)
    case prefixList(String)
    case unknown(String)
  }

  /// Where a route sends packets; the text is the target's id.
  package enum Target: Sendable, Hashable {
    case local
    case internetGateway(String)
    case egressOnlyGateway(String)
    case natGateway(String)
    case transitGateway(String)
    case peering(String)
    /// A gateway endpoint or a Gateway Load Balancer endpoint (`GatewayId: vpce-…`).
    case endpoint(String)
    case interface(String)
    case virtualPrivateGateway(String)
    case localGateway(String)
    case carrierGateway(String)
    case coreNetwork(String)
    case unknown(String)
  }

  package let destination: Destination
  package let target: Target
  /// The target is gone or not usable (`State: blackhole`).
  package let isBlackhole: Bool
  package let json: JSON
  /// The value that names the target, for citing.
  package let place: JSON

  init(_ json: JSON) {
    self.json = json
    if let text = (json["DestinationCidrBlock"] ?? json["DestinationIpv6CidrBlock"])?.string {
      destination = CIDR(text).map { .block($0) } ?? .unknown(text)
    } else if let id = json["DestinationPrefixListId"]?.string {
      destination = .prefixList(id)
    } else {
      destination = .unknown(json.source)
    }
    isBlackhole = json["State"]?.string?.lowercased() == "blackhole"
    (target, place) = Route.readTarget(json)
  }

  /// A target is named by the member it stands in; only `GatewayId` holds several kinds, told apart by prefix.
  private static func readTarget(_ json: JSON) -> (Target, JSON) {
    let members: [(String, (String) -> Target)] = [
      ("NatGatewayId", { .natGateway($0) }), ("TransitGatewayId", { .transitGateway($0) }),
      ("VpcPeeringConnectionId", { .peering($0) }),
      ("EgressOnlyInternetGatewayId", { .egressOnlyGateway($0) }),
      ("NetworkInterfaceId", { .interface($0) }), ("LocalGatewayId", { .localGateway($0) }),
      ("CarrierGatewayId", { .carrierGateway($0) }), ("CoreNetworkArn", { .coreNetwork($0) }),
      ("VpcEndpointId", { .endpoint($0) }),
    ]
    for (member, make) in members {
      if let place = json[member], let id = place.string { return (make(id), place) }
    }
    guard let place = json["GatewayId"], let id = place.string else {
      if let place = json["InstanceId"], let id = place.string { return (.unknown(id), place) }
      return (.unknown(json.source), json)
    }
    if id == "local" { return (.local, place) }
    if id.hasPrefix("vgw-") { return (.virtualPrivateGateway(id), place) }
    if id.hasPrefix("vpce-") { return (.endpoint(id), place) }
    if id.hasPrefix("nat-") { return (.natGateway(id), place) }
    return (.internetGateway(id), place)
  }

  /// The target's id as it stands.
  package var targetID: String { place.scalar ?? "an unknown target" }

  /// The destination as it stands.
  package var destinationText: String {
    switch destination {
    case .block(let block): block.description
    case .prefixList(let id): id
    case .unknown(let text): text
    }
  }
}
