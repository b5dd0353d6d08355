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
  package let publicAddress: IPAddress?
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
    var shown = json["Association"]?["PublicIp"]?.string
    for entry in json["PrivateIpAddresses"]?.elements ?? [] {
      if let text = entry["PrivateIpAddress"]?.string, !texts.contains(text) { texts.append(text) }
      shown = shown ?? entry["Association"]?["PublicIp"]?.string
    }
    for entry in json["Ipv6Addresses"]?.elements ?? [] {
      if let text = entry["Ipv6Address"]?.string { texts.append(text) }
    }
    addresses = texts.compactMap { IPAddress($0) }
    publicAddress = shown.flatMap { IPAddress($0) }
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
}
