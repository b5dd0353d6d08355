/// The way from the edge to the subject's load balancer, as the edge checks see it.
struct EdgeWorld {
  let path: RequestPath
  let network: Network
  let balancer: LoadBalancer
  /// Origins that lead to the load balancer.
  let origins: [EdgeOrigin]
  /// Why there are none, where the snapshot cannot tell.
  let openEdges: [Need]

  /// What stands in the way of asking, as the finding to give instead.
  enum Premise {
    case ready(EdgeWorld)
    case instead(Finding)
  }

  /// The world of a context; a finding where the subject leads to no load balancer.
  static func of(_ context: CheckContext) -> Premise {
    let path = RequestPath.of(context)
    guard let json = path.loadBalancer, let balancer = LoadBalancer(json) else {
      if path.needs.isEmpty {
        return .instead(.notApplicable("the subject leads to no load balancer of the snapshot"))
      }
      return .instead(
        .undetermined("which load balancer is meant is not in the snapshot", needs: path.needs))
    }
    let edges = EdgeRoutes.of(context.snapshot)
    let isOpen = path.edges.isEmpty && edges.routes.isEmpty && EdgePresence.isPointedTo(context, balancer)
    return .ready(
      EdgeWorld(
        path: path, network: Network.of(context.snapshot), balancer: balancer,
        origins: path.edges.filter { $0.origin["S3OriginConfig"] == nil }.map { EdgeOrigin($0) },
        openEdges: (isOpen ? [edges.listing.need] : []) + path.edgeNeeds))
  }

  var scope: Scope { Scope(balancer.json) }

  /// Origins that reach the load balancer over the internet.
  var publicOrigins: [EdgeOrigin] {
    origins.filter { !$0.route.isVPCOrigin && ($0.isLinked || isCopied($0)) }
  }

  /// Whether a plain record lists addresses that the load balancer's nodes hold.
  private func isCopied(_ origin: EdgeOrigin) -> Bool {
    guard case .addresses(let record) = origin.route.link else { return false }
    return (record["ResourceRecords"]?.elements ?? []).contains { entry in
      guard let address = entry["Value"]?.string.flatMap({ IPAddress($0) }) else { return false }
      return network.interfaces(at: address).contains { $0.loadBalancerPath == balancer.path }
    }
  }

  /// Origins that reach it through CloudFront's interfaces in the VPC.
  var vpcOrigins: [EdgeOrigin] { origins.filter(\.route.isVPCOrigin) }

  /// The finding for questions about CloudFront where no distribution is known to lead here.
  var withoutOrigins: Finding {
    if !openEdges.isEmpty {
      return .undetermined(
        "whether a distribution leads to this load balancer is not in the snapshot",
        needs: openEdges)
    }
    return .notApplicable("no CloudFront origin of the snapshot leads to \(balancer.name)")
  }

  /// Ports on which clients come in: the origins' ports, else the listeners'.
  var clientPorts: [Int] {
    let ports = publicOrigins.flatMap(\.ports).map(\.number)
    return (ports.isEmpty ? listenerPorts.map(\.number) : ports).unique
  }

  /// The ports of the load balancer's listeners.
  var listenerPorts: [EdgeOrigin.Port] {
    path.listeners.items.compactMap { item in
      guard let place = item["Port"], let number = place.int else { return nil }
      return EdgeOrigin.Port(number: number, place: place, isAlways: true)
    }
  }

  /// Who connects to a public load balancer.
  var client: Peer { publicOrigins.isEmpty ? .internet(.v4) : .cloudFront(.v4) }

  /// Values for texts and fixes about a subnet of the load balancer.
  func bindings(subnet: String) -> [String: String] {
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
  func attachedGateway(ofVPC vpc: String?, _ scope: Scope) -> (id: String, json: JSON)? {
    for gateway in listing("ec2.describe-internet-gateways", scope).items {
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
