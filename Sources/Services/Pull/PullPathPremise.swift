import Sentences
import Evidence
import Packets

/// Says where a mechanism has no object to be at fault: no endpoint, no NAT gateway, no public address.
package struct PullPathPremise {
  package let paths: PullPaths
  package let services: Set<PullService.Word>
  private let network: Network

  package init(paths: PullPaths, services: Set<PullService.Word>, network: Network) {
    self.paths = paths
    self.services = services
    self.network = network
  }

  private var legs: [PullLeg] {
    paths.legs.filter { services.isEmpty || services.contains($0.service.word) }
  }

  /// Not applicable, or nil where the object exists or may exist.
  package func missing(_ kinds: Set<PullFaultKind>) -> Finding? {
    let ecr: Set<PullService.Word> = [.token, .registry, .layers]
    if paths.world.taskDefinition != nil, !services.isEmpty, services.isSubset(of: ecr),
      !paths.world.neededServices.contains(where: { services.contains($0.service.word) }),
      !paths.world.ecrContainers.isEmpty
    {
      return .ruledOut(
        "no image needs ECR of this Region",
        paths.world.containers.map { Citation($0.imagePlace, "image of \($0.name)") })
    }
    if paths.world.taskDefinition != nil, !services.isEmpty,
      !paths.world.neededServices.contains(where: { services.contains($0.service.word) })
    {
      return .notApplicable(
        "the task definition names nothing that needs \(services.map(\.rawValue).sorted().joined(separator: ", "))",
        paths.world.definitionCitation("the whole task definition"))
    }
    if legs.isEmpty || !paths.unknowns(kinds, services: services).isEmpty { return nil }
    if kinds.isSubset(of: [.endpointGroup, .aclEndpoint, .endpointPrivateDNS, .endpointState, .vpcDNS]) {
      return withoutEndpoints()
    }
    if kinds == [.natUnusable] || kinds == [.natWithoutInternet] {
      return routesToNAT || legs.contains { if case .nat = $0.way { true } else { false } }
        ? nil : withoutNAT()
    }
    if kinds == [.foreignRegion], !legs.contains(where: { $0.service.word == .foreignRegistry }) {
      return .notApplicable(
        "every image is in the task's own Region",
        paths.world.containers.map { Citation($0.imagePlace, "image of \($0.name)") })
    }
    if kinds == [.addressWithoutGateway], paths.world.placement.hasPublicAddress == false {
      return .notApplicable("no public address is assigned", address("no public address"))
    }
    if kinds == [.publicRegistry], !legs.contains(where: { $0.service.word == .publicRegistry }) {
      return .notApplicable(
        "every image is in ECR", paths.world.containers.map { Citation($0.imagePlace, "image of \($0.name)") }
      )
    }
    return nil
  }

  /// Whether a default route of the placement leads to a NAT gateway, working or not.
  private var routesToNAT: Bool {
    paths.world.placement.subnets.contains { place in
      if case .natGateway? = network.route(fromSubnet: place.subnet, to: .internet(.v4)).route?.target {
        return true
      }
      return false
    }
  }

  private func address(_ says: Sentence) -> [Citation] {
    paths.world.placement.publicAddressPlace.map { [Citation($0, says)] } ?? []
  }

  private func withoutEndpoints() -> Finding? {
    let listing = paths.world.snapshot.listing(.vpcEndpoints, region: paths.world.region)
    guard listing.isComplete, let vpc = paths.world.placement.vpc else { return nil }
    let names = legs.compactMap(\.service.endpointName)
    let mine = listing.items.filter { endpoint in
      endpoint["VpcId"]?.string == vpc
        && names.contains { endpoint["ServiceName"]?.string?.hasSuffix("." + $0) ?? false }
    }
    if !mine.isEmpty { return nil }
    return .notApplicable(
      "the VPC has no endpoint for what the pull needs", listing.citations("no such endpoint"))
  }

  private func withoutNAT() -> Finding? {
    let routes = legs.flatMap(\.proof)
    return .notApplicable("no route of the pull leads to a NAT gateway", Array(routes.prefix(3)))
  }
}
