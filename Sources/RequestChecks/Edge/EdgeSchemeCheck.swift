import Sentences
import Evidence
import Packets
import Services

/// Asks whether a public custom origin is an internal load balancer.
///
/// An internal load balancer has private addresses only; CloudFront reaches it by a VPC origin or not at all
/// (CloudFront guide, "Restrict access with VPC origins").
struct EdgeSchemeCheck: Check {
  static let name = "edge-scheme"
  static let summary: Sentence = "Is a public custom origin an internal load balancer?"
  static let binds = RequestPath.binds + EdgeOrigin.binds + ["port"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.distributionConfig, .loadBalancers, .resourceRecordSets]

  static func run(_ context: CheckContext) -> Finding {
    let world: EdgeWorld
    switch EdgeWorld.of(context) {
    case .instead(let finding): return finding
    case .ready(let found): world = found
    }
    guard !world.publicOrigins.isEmpty else { return world.withoutOrigins }
    guard let scheme = world.balancer.json["Scheme"] else {
      return .undetermined(
        "the scheme of \(world.balancer.name) is not in its listing",
        needs: [world.network.need(.loadBalancers, world.scope)])
    }
    let cited = Citation(scheme, "\(world.balancer.name) is \(scheme.string ?? "")")
    if world.balancer.isInternetFacing {
      return .ruledOut("\(world.balancer.name) is internet-facing", [cited])
    }
    for origin in world.publicOrigins {
      guard let place = origin.route.origin["DomainName"] else { continue }
      switch origin.route.link {
      case .domainName,
        .alias where origin.route.loadBalancerARN != nil:
        var values = world.path.bindings.merging(origin.bindings) { $1 }
        values["port"] = origin.ports.first.map { "\($0.number)" }
        return .confirmed(
          "\(origin.route.originID, or: "the origin") is a public custom origin, and \(world.balancer.name) is internal",
          [cited, Citation(place, "the origin is reached by this public name")], bindings: [values])
      default: continue
      }
    }
    return .undetermined(
      "\(world.balancer.name) is internal; whether the origin's name leads to it is not in the snapshot",
      needs: [world.network.need(.resourceRecordSets, world.scope)], evidence: [cited])
  }
}
