import Sentences
import Evidence
import Packets
import Services

/// Asks whether VPC Block Public Access keeps clients from the load balancer.
///
/// `block-bidirectional` and `block-ingress` stop what comes in by the internet gateway of every VPC of the account and
/// Region that no exclusion covers; CloudFront's VPC origins are stopped as well (VPC guide, "Block public access to
/// VPCs and subnets").
struct EdgePublicAccessCheck: Check {
  static let name = "edge-public-access"
  static let summary: Sentence = "Does VPC Block Public Access keep clients from the load balancer?"
  static let binds = EdgeWorld.subnetBinds + ["managed-by", "mode"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .vpcBlockPublicAccessOptions, .vpcBlockPublicAccessExclusions,
    .loadBalancers, .internetGateways,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let world: EdgeWorld
    switch EdgeWorld.of(context) {
    case .instead(let finding): return finding
    case .ready(let found): world = found
    }
    let network = world.network
    let listing = network.listing(.vpcBlockPublicAccessOptions, world.scope)
    var merge = FindingMerge()
    for subnet in world.balancer.subnets {
      guard
        let decision = network.publicAccess(
          vpc: world.balancer.vpc, subnet: subnet, inbound: true, door: .internetGateway, world.scope)
      else {
        if !world.isPublic {
          return .notApplicable(
            "\(world.balancer.name) is internal: nothing comes in from the internet", world.scheme)
        }
        return .undetermined(
          "whether VPC Block Public Access is on is not in the snapshot", needs: [listing.need])
      }
      switch decision.verdict {
      case .allowed: merge.add(.ruledOut(decision.rule, decision.evidence))
      case .undetermined:
        merge.add(.undetermined(decision.rule, needs: decision.needs, evidence: decision.evidence))
      case .denied where !world.isPublic:
        merge.add(
          .ruledOut("\(world.balancer.name) is internal: nothing comes in from the internet", world.scheme))
      case .denied:
        var values = world.bindings(subnet: subnet)
        if case .blockPublicAccess(let mode) = decision.mismatch { values["mode"] = mode }
        let managed = listing.items.compactMap { $0["VpcBlockPublicAccessOptions"]?["ManagedBy"] }.first
        values["managed-by"] = managed?.string
        let cited = managed.map { [Citation($0, "the option is managed by \($0.string ?? "")")] } ?? []
        // One exclusion of the VPC repairs all of its subnets.
        values["subnet"] = nil
        values["zone"] = nil
        values["remaining-subnets"] = nil
        values["route-table"] = nil
        values["network-acl"] = nil
        merge.add(.confirmed(decision.rule, decision.evidence + cited, bindings: [values]))
      }
    }
    return merge.result(otherwise: .notApplicable("\(world.balancer.name) has no subnets in its listing"))
  }
}
