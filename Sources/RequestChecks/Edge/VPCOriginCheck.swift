import Sentences
import Evidence
import Packets
import Services

/// Asks whether a CloudFront VPC origin gets through to the load balancer.
///
/// CloudFront speaks from interfaces that it manages in the VPC; they carry the group `CloudFront-VPCOrigins-Service-SG`
/// (CloudFront guide, "Restrict access with VPC origins"). `is`: `not-admitted` asks the load balancer's groups, `dead`
/// whether the VPC origin leads to a load balancer that is there, is deployed, and its VPC has an internet gateway.
struct VPCOriginCheck: Check {
  static let name = "vpc-origin"
  static let summary: Sentence = "Does a CloudFront VPC origin get through to the load balancer?"
  static let binds = EdgeIngress.binds + ["vpc-origin"]
  static let fault = Parameter<Fault>("is", "the fault asked for")
  static let parameters = [fault.declared]
  static let reads: [DocumentKind] = [
    .distributionConfig, .vpcOriginList, .vpcOrigin,
    .loadBalancers, .securityGroups, .internetGateways,
  ]

  enum Fault: String, CaseIterable {
    case notAdmitted = "not-admitted"
    case dead
  }

  static func run(_ context: CheckContext) -> Finding {
    let path = context.requestPath
    let routes = path.edges.filter(\.isVPCOrigin)
    if context[fault] == .dead {
      guard !routes.isEmpty else { return none(context, path) }
      var merge = FindingMerge()
      for route in routes { merge.add(dead(route, path, context.analysis.network)) }
      return merge.result(otherwise: .notApplicable("no VPC origin is configured"))
    }
    let world: EdgeWorld
    switch EdgeWorld.of(context) {
    case .instead(let finding): return finding
    case .ready(let found): world = found
    }
    guard !world.vpcOrigins.isEmpty else { return none(context, path) }
    var merge = FindingMerge()
    for origin in world.vpcOrigins { admit(origin, world, &merge) }
    return merge.result(otherwise: .notApplicable("the VPC origin names no port"))
  }

  private static func none(_ context: CheckContext, _ path: RequestPath) -> Finding {
    if path.edges.isEmpty, case .ready(let world) = EdgeWorld.of(context) { return world.withoutOrigins }
    let cited = path.edges.prefix(1).map { Citation($0.origin, "this origin is no VPC origin") }
    return .notApplicable("no VPC origin is configured", cited)
  }

  private static func admit(_ origin: EdgeOrigin, _ world: EdgeWorld, _ merge: inout FindingMerge) {
    // `list-vpc-origins` does not print the ports; then the listeners' ports stand for them.
    let ports = origin.ports.isEmpty ? world.listenerPorts : origin.ports
    for port in ports {
      let ingress = EdgeIngress(world: world, origin: origin, port: port)
      let blocked = ingress.finding(.service)
      // The same groups on another port are another fault.
      let other = ingress.finding(.otherPort)
      if other.verdict == .confirmed {
        merge.add(.ruledOut("CloudFront's interfaces are admitted, on another port", other.evidence))
      } else {
        merge.add(blocked)
      }
    }
    if ports.isEmpty, let id = origin.route.origin["VpcOriginConfig"]?["VpcOriginId"]?.string {
      merge.add(
        .undetermined(
          "the ports of the VPC origin \(id) are not in the snapshot",
          needs: [world.network.need(.vpcOrigin, subject: id)]))
    }
  }

  private static func dead(_ route: EdgeRoute, _ path: RequestPath, _ network: Network) -> Finding {
    guard let id = route.origin["VpcOriginConfig"]?["VpcOriginId"] else {
      return .notApplicable("no VPC origin is configured")
    }
    let named = id.string ?? ""
    var values = path.bindings
    values["vpc-origin"] = named
    values["distribution"] = route.distribution
    values["origin"] = route.originID
    guard case .vpcOrigin(let item) = route.link else {
      let listing = network.snapshot.listing(.vpcOriginList)
      guard listing.isComplete,
        !listing.items.contains(where: { $0["VpcOriginList"]?["IsTruncated"]?.bool == true })
      else { return .undetermined("the VPC origin \(named) is not in the snapshot", needs: [listing.need]) }
      return .confirmed(
        "the distribution names the VPC origin \(named), which does not exist",
        [Citation(id, "the origin uses this VPC origin")] + listing.citations("no \(named) here"),
        bindings: [values])
    }
    if let status = item["Status"], let text = status.string, text != "Deployed" {
      return .confirmed(
        "the VPC origin \(named) is \(text), not Deployed", [Citation(status, "\(named) is \(text)")],
        bindings: [values])
    }
    return endpoint(item, named, values, path, network)
  }

  private static func endpoint(
    _ item: JSON, _ named: String, _ values: [String: String], _ path: RequestPath, _ network: Network
  ) -> Finding {
    guard let place = item["VpcOriginEndpointConfig"]?["Arn"] ?? item["OriginEndpointArn"],
      let arn = place.string
    else {
      return .undetermined(
        "what the VPC origin \(named) leads to is not in the snapshot",
        needs: [network.need(.vpcOrigin, subject: named)])
    }
    guard arn.contains(":loadbalancer/") else {
      return .ruledOut(
        "the VPC origin \(named) leads to no load balancer", [Citation(place, "\(named) leads here")])
    }
    let parts = ARN(arn)
    let listing = network.snapshot.listing(
      .loadBalancers, account: parts?.account, region: parts?.region)
    guard let balancer = network.loadBalancer(named: arn) else {
      guard listing.isComplete else {
        return .undetermined("the load balancer of \(named) is not in the snapshot", needs: [listing.need])
      }
      return .confirmed(
        "the VPC origin \(named) leads to a load balancer that does not exist any more",
        [Citation(place, "\(named) leads to this load balancer")]
          + listing.citations("no load balancer has this ARN"), bindings: [values])
    }
    let gateways = network.listing(.internetGateways, Scope(balancer.json))
    if gateways.isComplete, network.attachedGateway(ofVPC: balancer.vpc, Scope(balancer.json)) == nil {
      return .confirmed(
        "\(balancer.vpc, or: "the VPC") has no internet gateway attached, which VPC origins need",
        [Citation(place, "\(named) leads to this load balancer")]
          + gateways.citations("no internet gateway is attached to \(balancer.vpc, or: "the VPC")"),
        bindings: [values])
    }
    return .ruledOut(
      "the VPC origin \(named) is deployed and leads to \(balancer.name)",
      [Citation(place, "\(named) leads to \(balancer.name)")])
  }
}
