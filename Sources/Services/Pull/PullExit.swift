import Evidence

/// Whether a call of the task leaves its VPC through an endpoint.
///
/// VPC guide, "Access an AWS service using an interface VPC endpoint": with private DNS the service's usual name leads to the endpoint, from every subnet of the VPC; a gateway endpoint works for the route tables it is associated with.
package enum PullExit: Sendable {
  case endpoint(JSON)
  /// No endpoint takes the call.
  case direct([Citation])
  case unknown([Need])

  /// The endpoint's id.
  package var endpointID: String? {
    if case .endpoint(let json) = self { return json["VpcEndpointId"]?.string }
    return nil
  }

  /// The way that calls to a service take; `service` is what follows the Region in the endpoint's service name.
  package static func of(_ world: PullWorld, service: String) -> PullExit {
    let listing = world.snapshot.listing(
      .vpcEndpoints, account: world.account, region: world.region)
    guard let vpc = world.placement.vpc else { return .unknown(world.placement.needs + [listing.need]) }
    let candidates = listing.items.filter { item in
      item["VpcId"]?.string == vpc && (item["ServiceName"]?.string ?? "").hasSuffix("." + service)
        && item["State"]?.string?.lowercased() ?? "available" == "available"
    }
    if let found = candidates.first(where: { takes($0, world) }) { return .endpoint(found) }
    guard listing.isComplete else { return .unknown([listing.need]) }
    let tables = world.snapshot.listing(.routeTables, region: world.region)
    let isOpen = candidates.contains { $0["VpcEndpointType"]?.string?.lowercased() == "gateway" }
    if isOpen, !tables.isComplete { return .unknown([tables.need]) }
    return .direct(listing.citations("no endpoint for \(service) takes the task's calls in \(vpc)"))
  }

  private static func takes(_ endpoint: JSON, _ world: PullWorld) -> Bool {
    guard endpoint["VpcEndpointType"]?.string?.lowercased() == "gateway" else {
      return endpoint["PrivateDnsEnabled"]?.bool ?? false
    }
    let associated = Set(endpoint["RouteTableIds"]?.strings ?? [])
    return world.placement.subnets.contains { place in
      routeTable(of: place.subnet, world).map(associated.contains) ?? false
    }
  }

  /// The table that is associated with the subnet, else the VPC's main one.
  private static func routeTable(of subnet: String, _ world: PullWorld) -> String? {
    let tables = world.snapshot.listing(.routeTables, region: world.region).items.filter {
      $0["VpcId"]?.string == world.placement.vpc
    }
    func has(_ table: JSON, _ test: (JSON) -> Bool) -> Bool {
      (table["Associations"]?.elements ?? []).contains(where: test)
    }
    let own = tables.first { has($0) { $0["SubnetId"]?.string == subnet } }
    return (own ?? tables.first { has($0) { $0["Main"]?.bool == true } })?["RouteTableId"]?.string
  }
}
