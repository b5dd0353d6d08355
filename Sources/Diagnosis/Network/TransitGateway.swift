extension Network {
  /// What a transit gateway does with packets from one VPC to another.
  ///
  /// The route table associated with the sender's attachment decides (Transit Gateways guide, "Routing"). Without
  /// its routes the answer stays open.
  func transit(
    _ id: String, fromVPC: String?, to: PathEnd, scope: Scope, _ route: Route
  ) -> Decision {
    let cited = [Citation(route.place, "\(route.destinationText) is sent to \(id)")]
    let attachments = snapshot.listing("ec2.describe-transit-gateway-attachments")
    let own = attachments.items.first {
      $0["TransitGatewayId"]?.string == id && $0["ResourceId"]?.string == fromVPC && fromVPC != nil
    }
    guard let own else {
      return .undetermined(
        "the attachment of \(fromVPC ?? "the sender's VPC") to \(id) is not in the snapshot",
        needs: [need("ec2.describe-transit-gateway-attachments", scope)], cited)
    }
    if let state = own["State"], let text = state.string, text != "available" {
      return .denied(
        .gatewayDetached(id), "the attachment to \(id) is \(text)",
        [Citation(state, "this attachment is \(text)")])
    }
    guard let table = own["Association"]?["TransitGatewayRouteTableId"]?.string else {
      return .undetermined("the route table of the attachment to \(id) is not known", needs: [], cited)
    }
    let routes = snapshot.listing("ec2.search-transit-gateway-routes", subject: table)
    guard routes.isComplete, !routes.documents.isEmpty else {
      return .undetermined(
        "the routes of \(table) are not in the snapshot",
        needs: [need("ec2.search-transit-gateway-routes", scope, subject: table)], cited)
    }
    return choose(routes, table: table, to: to)
  }

  private func choose(_ routes: Listing, table: String, to: PathEnd) -> Decision {
    let wanted = to.addresses.addresses
    var best: (length: Int, json: JSON)?
    for route in routes.items {
      guard let block = route["DestinationCidrBlock"]?.string.flatMap({ CIDR($0) }),
        AddressSet(block.family, [block]).covers(wanted)
      else { continue }
      if block.length > best?.length ?? -1 { best = (block.length, route) }
    }
    guard let best else {
      return .denied(
        .noRoute(table: table), "\(table) has no route to \(to.name)",
        routes.citations("\(table) has no route to \(to.name)"))
    }
    let place = best.json["DestinationCidrBlock"] ?? best.json
    if let state = best.json["State"], state.string == "blackhole" {
      return .denied(
        .noRoute(table: table), "\(table) sends \(place.scalar ?? "it") into a blackhole",
        [Citation(state, "the route of \(table) is a blackhole")])
    }
    let targets = (best.json["TransitGatewayAttachments"]?.elements ?? []).compactMap {
      $0["ResourceId"]?.string
    }
    let cited = [Citation(place, "\(table) sends it to \(targets.joined(separator: ", "))")]
    if let vpc = to.vpc, targets.contains(vpc) { return .allowed("\(table) leads to \(vpc)", cited) }
    return .undetermined(
      "\(table) sends it to \(targets.joined(separator: ", ")), whose own rules are not in the snapshot",
      needs: [],
      cited)
  }

  /// Whether a transit gateway carries group references of inbound rules: it and both attachments must support it.
  func transitReferencing(_ id: String, _ ends: [PathEnd]) -> GroupReferencing {
    let why = "the transit gateway \(id) does not carry group references"
    let gateways = snapshot.listing("ec2.describe-transit-gateways")
    let gateway = gateways.items.first { $0["TransitGatewayId"]?.string == id }
    if gateway?["Options"]?["SecurityGroupReferencingSupport"]?.string == "disable" { return .ignored(why) }
    let attachments = snapshot.listing("ec2.describe-transit-gateway-vpc-attachments")
    var needs: [Need] = gateway == nil ? [gateways.need] : []
    for end in ends {
      let own = attachments.items.first {
        $0["TransitGatewayId"]?.string == id && $0["VpcId"]?.string == end.vpc && end.vpc != nil
      }
      switch own?["Options"]?["SecurityGroupReferencingSupport"]?.string {
      case "enable": continue
      case "disable": return .ignored(why)
      default: needs.append(attachments.need)
      }
    }
    return needs.isEmpty
      ? .honoured : .unknown("whether \(id) carries group references is not in the snapshot", needs.unique)
  }
}
