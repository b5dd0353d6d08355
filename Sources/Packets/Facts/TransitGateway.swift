import Sentences
import Evidence

/// What the states of a transit gateway's attachments mean.
enum TransitGateway {
  /// States in which an attachment carries nothing (Transit Gateways guide, "VPC attachment states").
  static let dead: Set<String> = [
    "deleted", "deleting", "failed", "failing", "rejected", "rejecting", "rollingback", "pendingacceptance",
  ]
}

extension Network {
  /// What a transit gateway does with packets from one VPC to another.
  ///
  /// The route table associated with the sender's attachment decides (Transit Gateways guide, "Routing"). Without
  /// its routes the answer stays open.
  func transit(
    _ id: String, fromVPC: String?, to: PathEnd, scope: Scope, _ route: Route
  ) -> Decision {
    let cited = [Citation(route.place, "\(route.destinationText) is sent to \(id)")]
    let mine = attachments(of: fromVPC, to: id)
    for own in mine + attachments(of: to.vpc, to: id) {
      if let state = own["State"], let text = state.string, TransitGateway.dead.contains(text.lowercased()) {
        return .denied(
          .gatewayDetached(id), "the attachment to \(id) is \(text)",
          cited + [Citation(state, "this attachment is \(text)")])
      }
    }
    guard !mine.isEmpty else {
      return .undetermined(
        "the attachment of \(fromVPC, or: "the sender's VPC") to \(id) is not in the snapshot",
        needs: [need(.transitGatewayAttachments, scope)], cited)
    }
    guard let table = mine.lazy.compactMap({ self.transitTable(of: $0, id) }).first else {
      return .undetermined(
        "the route table of the attachment to \(id) is not in the snapshot",
        needs: [need(.transitGatewayAttachments, scope)], cited)
    }
    let routes = snapshot.listing(.transitGatewayRoutes, subject: table)
    guard routes.isComplete, !routes.documents.isEmpty else {
      return .undetermined(
        "the routes of \(table) are not in the snapshot",
        needs: [need(.transitGatewayRoutes, scope, subject: table)], cited)
    }
    return choose(routes, table: table, to: to)
  }

  /// A VPC's attachments, from either listing; only `describe-transit-gateway-attachments` tells their route table.
  private func attachments(of vpc: String?, to id: String) -> [JSON] {
    guard let vpc else { return [] }
    let all = snapshot.listing(.transitGatewayAttachments).items.filter {
      $0["ResourceId"]?.string == vpc
    }
    let own = snapshot.listing(.transitGatewayVpcAttachments).items.filter {
      $0["VpcId"]?.string == vpc
    }
    let found = (all + own).filter { $0["TransitGatewayId"]?.string == id }
    // A deleted attachment stays listed for a while beside the one that took its place.
    let live = found.filter { !TransitGateway.dead.contains($0["State"]?.string?.lowercased() ?? "") }
    return live.isEmpty ? found : live
  }

  /// The route table that is associated with an attachment: its own, else the gateway's default one.
  private func transitTable(of attachment: JSON, _ id: String) -> String? {
    if let own = attachment["Association"]?["TransitGatewayRouteTableId"]?.string { return own }
    guard attachment["ResourceId"] == nil else { return nil }
    let gateway = snapshot.listing(.transitGateways).items.first {
      $0["TransitGatewayId"]?.string == id
    }
    // The default table may have been changed for this attachment; with a single table there is no other.
    let tables = snapshot.listing(.transitGatewayRouteTables)
    let mine = tables.items.filter { $0["TransitGatewayId"]?.string == id }
    let fallback = gateway?["Options"]?["AssociationDefaultRouteTableId"]?.string
    return tables.isComplete && mine.count == 1 ? fallback : nil
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
    let why: Sentence = "the transit gateway \(id) does not carry group references"
    let gateways = snapshot.listing(.transitGateways)
    let gateway = gateways.items.first { $0["TransitGatewayId"]?.string == id }
    if gateway?["Options"]?["SecurityGroupReferencingSupport"]?.string == "disable" { return .ignored(why) }
    let attachments = snapshot.listing(.transitGatewayVpcAttachments)
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
