import Sentences
import Evidence
import Packets

/// The way to what no endpoint serves, and what is wrong where there is none.
extension PullLegWalk {
  func withoutEndpoint(_ leg: inout PullLeg) {
    guard listing.isComplete else {
      leg.unknowns.append(
        PullUnknown(
          kinds: PullFaultKind.everywhere,
          because: listing.gap ?? "the endpoints are not known",
          needs: [listing.need]))
      return
    }
    switch internet.state {
    case .unknown, .broken, .open:
      byInternet(&leg)
    case .noRoute:
      var values = bindings(leg.service)
      let absent = listing.citations("no endpoint for \(serviceName(leg.service)) in \(vpc, or: "this VPC")")
      if hasInterfaceEndpoints {
        leg.faults.append(
          PullFault(
            .endpointAbsent,
            "\(vpc, or: "the VPC") has no endpoint for \(serviceName(leg.service)), and \(subnet) has no way to the internet",
            absent + internet.evidence, values))
      } else if world.placement.hasPublicAddress == true {
        leg.faults.append(addressWithoutGateway(values))
      } else if world.placement.hasPublicAddress == nil, world.service == nil,
        world.snapshot.listing(.services).documents.isEmpty
      {
        // Without the service nobody knows whether its tasks get a public address: either fault may be meant.
        leg.unknowns.append(
          PullUnknown(
            kinds: [.noEgress, .addressWithoutGateway],
            because: "whether the tasks have public addresses is not known",
            needs: [world.snapshot.need(.services, region: world.region)]))
      } else {
        values["destination"] = "0.0.0.0/0"
        leg.faults.append(
          PullFault(
            .noEgress,
            "\(subnet) has no default route, and \(vpc, or: "its VPC") has no endpoints for the pull",
            internet.evidence + absent, values))
      }
      ownFilters(&leg)
    }
  }

  private func addressWithoutGateway(_ values: [String: String]) -> PullFault {
    PullFault(
      .addressWithoutGateway,
      "the task has a public address, but \(subnet) has no route to an internet gateway",
      internet.evidence
        + (world.placement.publicAddressPlace.map { [Citation($0, "a public address is assigned")] } ?? []),
      values)
  }

  func byInternet(_ leg: inout PullLeg) {
    switch internet.state {
    case .open(let way):
      leg.way = way
      leg.proof = internet.evidence
      if let unasked = internet.unasked { leg.unknowns.append(unasked) }
      PullEndpointWalk(world: world, network: network, place: place).walkInternet(&leg)
    case .broken(let fault):
      leg.way = .none
      leg.faults.append(fault)
      PullEndpointWalk(world: world, network: network, place: place).walkInternet(&leg)
    case .unknown(let unknown):
      leg.unknowns.append(unknown)
      // The route is known; only what stands at its end is not.
      if !unknown.kinds.contains(.noEgress) {
        PullEndpointWalk(world: world, network: network, place: place).walkInternet(&leg)
      }
    case .noRoute:
      leg.way = .none
      var values = bindings(leg.service)
      values["destination"] = "0.0.0.0/0"
      let image = [Citation(leg.servicePlace, "the image is on \(leg.service.words)")]
      switch leg.service {
      case .foreignRegistry(let region):
        values["image-region"] = region
        if listing.isComplete, !hasInterfaceEndpoints, world.placement.hasPublicAddress == true {
          leg.faults.append(addressWithoutGateway(values))
        } else {
          leg.faults.append(
            PullFault(
              .foreignRegion,
              "the image is in \(region), which the endpoints of \(world.region, or: "this Region") do not serve, and \(subnet) has no way to the internet",
              image + internet.evidence, values))
        }
      case .publicRegistry(let host):
        values["image-host"] = host
        if world.placement.hasPublicAddress == true, !hasInterfaceEndpoints {
          leg.faults.append(addressWithoutGateway(values))
        } else {
          leg.faults.append(
            PullFault(
              .publicRegistry, "\(host) is reached over the internet only, and \(subnet) has no way there",
              image + internet.evidence, values))
        }
      default: withoutEndpoint(&leg)
      }
    }
  }

  /// Behind a missing way, what a repaired way would meet at the task's own groups.
  ///
  /// S3 keeps its addresses whatever way leads there; for the rest only groups that let nothing out on the port are
  /// certain to stand in the way, too.
  func ownFilters(_ leg: inout PullLeg) {
    let groups = world.placement.groups.map(\.value)
    guard !groups.isEmpty else {
      let needs = world.placement.needs.isEmpty ? world.needs : world.placement.needs
      leg.unknowns.append(
        PullUnknown(
          kinds: [.groupEgress], because: "the task's groups are not in the snapshot",
          needs: needs.isEmpty
            ? [world.snapshot.need(.services, region: world.region)] : needs))
      return
    }
    var values = bindings(leg.service)
    var peer = Peer.internet(.v4)
    if leg.service == .layers,
      let list = world.region.flatMap({ network.s3PrefixList(region: $0, scope).found?.id })
    {
      values["prefix-list"] = list
      peer = .prefixList(list, .v4)
    }
    let decision = network.groupsAdmit(.egress, groups: groups, .tcp, ports: 443...443, peer: peer, scope)
    guard decision.verdict == .denied, leg.service == .layers || decision.denial?.portRules.isEmpty ?? true
    else {
      return
    }
    if leg.service == .layers, let unknown = PullEndpointWalk.unknownList(decision, values, world) {
      leg.unknowns.append(unknown)
      return
    }
    leg.faults.append(PullFault(.groupEgress, decision.rule, decision.evidence, values))
  }
}
