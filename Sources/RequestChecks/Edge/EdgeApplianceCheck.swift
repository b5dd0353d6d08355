import Sentences
import Evidence
import Packets
import Services

/// Asks whether a firewall or appliance stands between the internet gateway and the load balancer.
///
/// A gateway route table can send what arrives for a subnet to a Gateway Load Balancer endpoint, a firewall endpoint or
/// an interface first (VPC guide, "Gateway route tables"). What it does with the packets is not in the snapshot, so
/// the answer is never a conviction: it names the appliance.
struct EdgeApplianceCheck: Check {
  static let name = "edge-appliance"
  static let summary: Sentence = "Does a firewall or appliance stand before the load balancer? Names it."
  static let binds = EdgeWorld.subnetBinds + ["appliance", "appliance-service"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .loadBalancers, .routeTables, .internetGateways,
    .vpcEndpoints,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let world: EdgeWorld
    switch EdgeWorld.of(context) {
    case .instead(let finding): return finding
    case .ready(let found): world = found
    }
    guard world.balancer.isInternetFacing else {
      return .notApplicable("\(world.balancer.name) is internal: nothing comes in from the internet")
    }
    let network = world.network
    let listing = network.listing(.routeTables, world.scope)
    for table in network.routeTables where table.vpc == world.balancer.vpc && !table.gateways.isEmpty {
      for id in world.balancer.subnets {
        guard let block = network.subnet(id)?.blocks.first else { continue }
        if let route = network.route(in: table, to: .block(block)).route, route.target != .local {
          return named(route, table, world, id)
        }
      }
    }
    for id in world.balancer.subnets {
      guard let table = network.routeTable(forSubnet: id).found,
        let route = network.route(in: table, to: .internet(.v4)).route
      else { continue }
      if case .endpoint = route.target { return named(route, table, world, id) }
      if case .interface = route.target { return named(route, table, world, id) }
    }
    guard listing.isComplete else {
      return .undetermined("the route tables are not in the snapshot", needs: [listing.need])
    }
    return .notApplicable("no route sends the load balancer's traffic through an appliance", [])
  }

  private static func named(_ route: Route, _ table: RouteTable, _ world: EdgeWorld, _ subnet: String)
    -> Finding
  {
    var values = world.bindings(subnet: subnet)
    values["appliance"] = route.targetID
    let endpoint = world.network.endpoint(route.targetID)
    values["appliance-service"] = endpoint?.service
    return .undetermined(
      "traffic of \(world.balancer.name) in \(subnet) goes through \(route.targetID), whose rules are not in the snapshot",
      needs: [], evidence: [Citation(route.place, NetworkWords.route(route, in: table.id))],
      bindings: [values])
  }
}
