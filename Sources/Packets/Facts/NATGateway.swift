import Evidence

/// One NAT gateway as `describe-nat-gateways` prints it.
package struct NATGateway: Sendable {
  package let id: String
  package let state: String
  package let isPrivate: Bool
  /// A regional NAT gateway has no subnet and brings its own routes.
  package let isRegional: Bool
  package let subnet: String?
  package let vpc: String?
  package let interface: String?
  package let publicAddress: IPAddress?
  package let json: JSON

  init?(_ json: JSON) {
    guard let id = json["NatGatewayId"]?.string else { return nil }
    self.id = id
    self.json = json
    state = (json["State"]?.string ?? "").lowercased()
    isPrivate = json["ConnectivityType"]?.string?.lowercased() == "private"
    isRegional = json["AvailabilityMode"]?.string?.lowercased() == "regional"
    subnet = json["SubnetId"]?.string
    vpc = json["VpcId"]?.string
    let addresses = json["NatGatewayAddresses"]?.elements ?? []
    interface = addresses.lazy.compactMap { $0["NetworkInterfaceId"]?.string }.first
    publicAddress = addresses.lazy.compactMap { $0["PublicIp"]?.string }.first.flatMap { IPAddress($0) }
  }
}
