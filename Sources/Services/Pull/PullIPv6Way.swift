import Evidence
import Packets
import Records

/// Whether a leg that has no way by IPv4 may be gone by IPv6.
///
/// A subnet with IPv6 only asks the dual-stack names of AWS (ECS guide, "Using a VPC in IPv6-only mode"); in one with
/// both families, an image under `dkr-ecr.REGION.on.aws` and a registry outside of AWS have addresses of both (ECR
/// guide, "Getting started with making requests over IPv6"). Which family was taken only the text of a failed call
/// tells, by the address that it names: without one such a leg is open, and never a fault.
struct PullIPv6Way {
  let world: PullWorld
  let network: Network

  /// Turns the faults of a leg into a doubt where IPv6 leads out of its subnet.
  func soften(_ leg: inout PullLeg) {
    guard !leg.faults.isEmpty, mayUse(leg.service, leg.place.subnet), !wasIPv4(leg.service) else { return }
    let decision = network.route(fromSubnet: leg.place.subnet, to: .internet(.v6))
    guard decision.verdict == .allowed else { return }
    leg.unknowns.append(
      PullUnknown(
        kinds: PullFaultKind.everywhere.union(leg.faults.map(\.kind)),
        because:
          "IPv4 has no way from \(leg.place.subnet) to \(leg.service.words), and IPv6 has one; which was taken is not recorded",
        needs: []))
    leg.faults = []
  }

  /// Whether a recorded text of the leg's call names the IPv4 address that it went to.
  private func wasIPv4(_ service: PullService) -> Bool {
    let stages: Set<PullStage> =
      switch service {
      case .token: [.token]
      case .secrets, .parameters: [.secrets, .registryCredentials]
      case .logs: [.logDriver]
      case .registry, .publicRegistry, .foreignRegistry: [.manifest]
      case .layers: [.layers]
      }
    return world.messages.contains { message in
      guard let stage = message.facts.stage, stages.contains(stage) else { return false }
      return message.facts.address.flatMap { IPAddress($0) }?.family == .v4
    }
  }

  private func mayUse(_ service: PullService, _ subnet: String) -> Bool {
    guard let found = network.subnet(subnet), found.blocks.contains(where: { $0.family == .v6 }) else {
      return false
    }
    if found.json["Ipv6Native"]?.bool == true { return true }
    switch service {
    case .publicRegistry: return true
    case .token, .registry, .layers, .secrets, .parameters, .logs:
      let hosts = world.containers.filter { $0.image.ecr != nil }.map(\.image.host)
      return !hosts.isEmpty && hosts.allSatisfy { $0.contains(".dkr-ecr") }
    case .foreignRegistry: return false
    }
  }
}
