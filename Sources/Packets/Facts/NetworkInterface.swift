import Evidence

/// One network interface as `describe-network-interfaces` prints it.
package struct NetworkInterface: Sendable {
  package let id: String
  package let subnet: String?
  package let vpc: String?
  /// Attached security groups; an interface with an empty list is filtered by none.
  package let groups: [String]
  /// Private IPv4 addresses, then IPv6 addresses.
  package let addresses: [IPAddress]
  /// Delegated blocks (`Ipv4Prefixes`, `Ipv6Prefixes`): every address in them leads to this interface.
  ///
  /// EC2 guide, "Prefix delegation"; a container network gives pods addresses from them.
  package let prefixes: [CIDR]
  package let publicAddress: IPAddress?
  /// All public addresses: each private one may have its own, and a carrier's gateway gives others.
  package let publicAddresses: [IPAddress]
  package let instance: String?
  package let description: String
  package let interfaceType: String?
  package let owner: String?
  package let json: JSON

  /// `instance` is given where `describe-instances` prints the interface inside its instance.
  init?(_ json: JSON, instance owner: String? = nil) {
    guard let id = json["NetworkInterfaceId"]?.string else { return nil }
    self.id = id
    self.json = json
    subnet = json["SubnetId"]?.string
    vpc = json["VpcId"]?.string
    groups = (json["Groups"]?.elements ?? []).compactMap { $0["GroupId"]?.string }
    var texts: [String] = []
    if let first = json["PrivateIpAddress"]?.string { texts.append(first) }
    var associations = [json["Association"]].compactMap { $0 }
    for entry in json["PrivateIpAddresses"]?.elements ?? [] {
      if let text = entry["PrivateIpAddress"]?.string, !texts.contains(text) { texts.append(text) }
      if let own = entry["Association"] { associations.append(own) }
    }
    if texts.isEmpty, let only = json["Ipv6Address"]?.string { texts.append(only) }
    for entry in json["Ipv6Addresses"]?.elements ?? [] {
      if let text = entry["Ipv6Address"]?.string, !texts.contains(text) { texts.append(text) }
    }
    addresses = texts.compactMap { IPAddress($0) }
    prefixes = [("Ipv4Prefixes", "Ipv4Prefix"), ("Ipv6Prefixes", "Ipv6Prefix")].flatMap { list, member in
      (json[list]?.elements ?? []).compactMap { $0[member]?.string.flatMap { CIDR($0) } }
    }
    publicAddresses =
      ["PublicIp", "CarrierIp", "CustomerOwnedIp"].flatMap { member in
        associations.compactMap { $0[member]?.string.flatMap { IPAddress($0) } }
      }.unique
    publicAddress = publicAddresses.first
    instance = json["Attachment"]?["InstanceId"]?.string ?? owner
    description = json["Description"]?.string ?? ""
    interfaceType = json["InterfaceType"]?.string
    self.owner = json["OwnerId"]?.string
  }

  /// `app/NAME/ID` or `net/NAME/ID` of the load balancer whose node this is, from `ELB app/NAME/ID`.
  package var loadBalancerPath: String? {
    guard description.hasPrefix("ELB ") else { return nil }
    let path = description.dropFirst(4)
    return path.split(separator: "/").count == 3 ? String(path) : nil
  }

  /// The load balancer's name in ``loadBalancerPath``.
  package var loadBalancerName: String? {
    loadBalancerPath.map { String($0.split(separator: "/")[1]) }
  }

  /// The value that names the attached group, for citing.
  package func place(ofGroup group: String) -> JSON? {
    (json["Groups"]?.elements ?? []).first { $0["GroupId"]?.string == group }?["GroupId"]
  }

  package func address(_ family: AddressFamily) -> IPAddress? { addresses.first { $0.family == family } }

  /// Whether packets to a private address arrive here: its own, or one of a delegated prefix.
  package func holds(_ address: IPAddress) -> Bool {
    addresses.contains(address) || prefixes.contains { $0.covers(address) }
  }

  /// The value that shows that the interface holds the address, for citing.
  package func place(of address: IPAddress) -> JSON {
    func found(_ list: String, _ member: String, _ isIt: (CIDR) -> Bool) -> JSON? {
      (json[list]?.elements ?? []).lazy.compactMap { $0[member] }
        .first { $0.string.flatMap { CIDR($0) }.map(isIt) ?? false }
    }
    if let own = json["PrivateIpAddress"], own.string.flatMap({ IPAddress($0) }) == address { return own }
    let only = CIDR(address)
    return found("PrivateIpAddresses", "PrivateIpAddress") { $0 == only }
      ?? found("Ipv6Addresses", "Ipv6Address") { $0 == only }
      ?? found("Ipv4Prefixes", "Ipv4Prefix") { $0.covers(address) }
      ?? found("Ipv6Prefixes", "Ipv6Prefix") { $0.covers(address) } ?? json
  }
}
