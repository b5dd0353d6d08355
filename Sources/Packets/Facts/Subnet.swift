import Evidence

/// One subnet as `describe-subnets` prints it.
package struct Subnet: Sendable {
  package let id: String
  package let vpc: String?
  package let zone: String?
  /// The IPv4 block, then the associated IPv6 blocks.
  package let blocks: [CIDR]
  package let json: JSON

  init?(_ json: JSON) {
    guard let id = json["SubnetId"]?.string else { return nil }
    self.id = id
    self.json = json
    vpc = json["VpcId"]?.string
    zone = json["AvailabilityZone"]?.string
    var texts: [String] = []
    if let text = json["CidrBlock"]?.string { texts.append(text) }
    for entry in json["Ipv6CidrBlockAssociationSet"]?.elements ?? [] {
      let state = entry["Ipv6CidrBlockState"]?["State"]?.string
      if state == nil || state == "associated", let text = entry["Ipv6CidrBlock"]?.string {
        texts.append(text)
      }
    }
    blocks = texts.compactMap { CIDR($0) }
  }
}
