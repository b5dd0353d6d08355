import Evidence

/// One VPC as `describe-vpcs` prints it, or as its subnets imply it.
package struct VPC: Sendable {
  package let id: String
  /// The blocks that are associated.
  package let blocks: [CIDR]
  package let owner: String?
  package let json: JSON

  init?(_ json: JSON) {
    guard let id = json["VpcId"]?.string else { return nil }
    self.id = id
    self.json = json
    owner = json["OwnerId"]?.string
    var texts: [String] = []
    if let text = json["CidrBlock"]?.string { texts.append(text) }
    func add(_ list: String, _ block: String, _ state: String) {
      for entry in json[list]?.elements ?? [] {
        let shown = entry[state]?["State"]?.string
        if shown == nil || shown == "associated", let text = entry[block]?.string, !texts.contains(text) {
          texts.append(text)
        }
      }
    }
    add("CidrBlockAssociationSet", "CidrBlock", "CidrBlockState")
    add("Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock", "Ipv6CidrBlockState")
    blocks = texts.compactMap { CIDR($0) }
  }
}
