import Evidence
import Packets

/// The way from the edge to the subject's load balancer, as the edge checks see it.
package struct EdgeWorld {
  package let path: RequestPath
  package let network: Network
  package let balancer: LoadBalancer
  /// Origins that lead to the load balancer.
  package let origins: [EdgeOrigin]
  /// Why there are none, where the snapshot cannot tell.
  let openEdges: [Need]

  /// What stands in the way of asking, as the finding to give instead.
  package enum Premise {
    case ready(EdgeWorld)
    case instead(Finding)
  }

  /// The world of a context; a finding where the subject leads to no load balancer.
  package static func of(_ context: CheckContext) -> Premise {
    let path = context.requestPath
    guard let json = path.loadBalancer, let balancer = LoadBalancer(json) else {
      if path.needs.isEmpty {
        return .instead(.notApplicable("the subject leads to no load balancer of the snapshot"))
      }
      return .instead(
        .undetermined("which load balancer is meant is not in the snapshot", needs: path.needs))
    }
    let edges = context.analysis.edgeRoutes
    let isOpen = path.edges.isEmpty && EdgePresence.isPointedTo(context, balancer)
    return .ready(
      EdgeWorld(
        path: path, network: context.analysis.network, balancer: balancer,
        origins: path.edges.filter { $0.origin["S3OriginConfig"] == nil }.map { EdgeOrigin($0) },
        openEdges: (isOpen ? [edges.listing.need] : []) + path.edgeNeeds))
  }

  package var scope: Scope { Scope(balancer.json) }

  /// Origins that reach the load balancer over the internet, or are meant to.
  package var publicOrigins: [EdgeOrigin] { origins.filter { !$0.route.isVPCOrigin } }

  /// Origins that reach it through CloudFront's interfaces in the VPC.
  package var vpcOrigins: [EdgeOrigin] { origins.filter(\.route.isVPCOrigin) }

  /// The finding for questions about CloudFront where no distribution is known to lead here.
  package var withoutOrigins: Finding {
    if !openEdges.isEmpty {
      return .undetermined(
        "whether a distribution leads to this load balancer is not in the snapshot",
        needs: openEdges)
    }
    return .notApplicable("no CloudFront origin of the snapshot leads to \(balancer.name)")
  }

  /// Ports on which clients come in: the origins' ports, else the listeners'.
  package var clientPorts: [Int] {
    let ports = origins.flatMap(\.ports).map(\.number)
    return (ports.isEmpty ? listenerPorts.map(\.number) : ports).unique
  }

  /// Whether requests come in from the internet, directly or by a VPC origin.
  package var isPublic: Bool { balancer.isInternetFacing || !vpcOrigins.isEmpty }

  /// Cites the load balancer's scheme.
  package var scheme: [Citation] {
    balancer.json["Scheme"].map { [Citation($0, "\(balancer.name) is \($0.string ?? "")")] } ?? []
  }

  /// Whether the ports of all its listeners can be read.
  package var knowsListenerPorts: Bool {
    path.listeners.isComplete && path.listeners.items.allSatisfy { $0["Port"]?.int != nil }
  }

  /// The ports of the load balancer's listeners.
  package var listenerPorts: [EdgeOrigin.Port] {
    path.listeners.items.compactMap { item in
      guard let place = item["Port"], let number = place.int else { return nil }
      return EdgeOrigin.Port(number: number, place: place, isAlways: true)
    }
  }

  /// The addresses that clients use: IPv6 where the origins or the load balancer leave no other choice.
  package var family: AddressFamily {
    if balancer.json["IpAddressType"]?.string == "dualstack-without-public-ipv4" { return .v6 }
    return !publicOrigins.isEmpty && publicOrigins.allSatisfy { $0.family == .v6 } ? .v6 : .v4
  }

  /// Who connects to the load balancer.
  package var client: Peer { origins.isEmpty ? .internet(family) : .cloudFront(family) }

  /// The names among ``bindings(subnet:)``.
  package static let subnetBinds =
    RequestPath.binds
    + [
      "subnet", "zone", "route-table", "network-acl", "remaining-subnets", "internet-gateway",
    ]

  /// Values for texts and fixes about a subnet of the load balancer.
  package func bindings(subnet: String) -> [String: String] {
    var values = path.bindings
    values["subnet"] = subnet
    values["zone"] = network.subnet(subnet)?.zone
    values["route-table"] = network.routeTable(forSubnet: subnet).found?.id
    values["network-acl"] = network.networkACL(forSubnet: subnet).found?.id
    values["remaining-subnets"] = balancer.subnets.filter { $0 != subnet }.joined(separator: " ")
    values["internet-gateway"] = network.attachedGateway(ofVPC: balancer.vpc, scope)?.id
    return values
  }
}

extension Network {
  /// The internet gateway that is attached to a VPC.
  package func attachedGateway(ofVPC vpc: String?, _ scope: Scope) -> (id: String, json: JSON)? {
    for gateway in listing(.internetGateways, scope).items {
      guard let id = gateway["InternetGatewayId"]?.string else { continue }
      for attachment in gateway["Attachments"]?.elements ?? []
      where attachment["VpcId"]?.string == vpc && vpc != nil {
        if ["available", "attached"].contains(attachment["State"]?.string ?? "attached") {
          return (id, attachment)
        }
      }
    }
    return nil
  }
}
