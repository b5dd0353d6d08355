import Evidence

/// One VPC endpoint as `describe-vpc-endpoints` prints it.
package struct VPCEndpoint: Sendable {
  package let id: String
  package let service: String
  /// `gateway`, `interface`, `gatewayloadbalancer` …, in lower case.
  package let type: String
  /// In lower case: the API model writes `Available`, the wire `available`.
  package let state: String
  package let vpc: String?
  package let subnets: [String]
  package let groups: [String]
  package let interfaces: [String]
  package let routeTables: [String]
  package let hasPrivateDNS: Bool
  package let json: JSON

  init?(_ json: JSON) {
    guard let id = json["VpcEndpointId"]?.string else { return nil }
    self.id = id
    self.json = json
    service = json["ServiceName"]?.string ?? ""
    type = (json["VpcEndpointType"]?.string ?? "").lowercased()
    state = (json["State"]?.string ?? "").lowercased()
    vpc = json["VpcId"]?.string
    subnets = json["SubnetIds"]?.strings ?? []
    groups = (json["Groups"]?.elements ?? []).compactMap { $0["GroupId"]?.string }
    interfaces = json["NetworkInterfaceIds"]?.strings ?? []
    routeTables = json["RouteTableIds"]?.strings ?? []
    hasPrivateDNS = json["PrivateDnsEnabled"]?.bool ?? false
  }
}
