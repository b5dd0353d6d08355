import Evidence

/// One route table as `describe-route-tables` prints it.
package struct RouteTable: Sendable {
  package let id: String
  package let vpc: String?
  package let json: JSON
  package let routes: [Route]
  package let isMain: Bool
  /// Subnets associated explicitly.
  package let subnets: [String]
  /// Internet and virtual private gateways whose arriving traffic the table routes.
  package let gateways: [String]
  /// Whether an association says neither whose it is nor that it is the main one.
  let hasUnreadAssociation: Bool

  init?(_ json: JSON) {
    guard let id = json["RouteTableId"]?.string else { return nil }
    self.id = id
    self.json = json
    vpc = json["VpcId"]?.string
    routes = (json["Routes"]?.elements ?? []).map { Route($0) }
    let associations = (json["Associations"]?.elements ?? []).filter {
      let state = $0["AssociationState"]?["State"]?.string?.lowercased()
      return state == nil || state == "associated" || state == "associating"
    }
    isMain = associations.contains { $0["Main"]?.bool == true }
    subnets = associations.compactMap { $0["SubnetId"]?.string }
    gateways = associations.compactMap { $0["GatewayId"]?.string }
    hasUnreadAssociation = associations.contains { item in
      ["SubnetId", "GatewayId", "PublicIpv4Pool"].allSatisfy { item[$0]?.string == nil }
        && item["Main"]?.bool != true
    }
  }
}
