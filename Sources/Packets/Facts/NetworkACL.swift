import Evidence

/// One network ACL as `describe-network-acls` prints it.
///
/// Entries are read in the order of their numbers, the first that matches decides; there is no state.
package struct NetworkACL: Sendable {
  package let id: String
  package let vpc: String?
  package let isDefault: Bool
  package let subnets: [String]
  package let json: JSON

  init?(_ json: JSON) {
    guard let id = json["NetworkAclId"]?.string else { return nil }
    self.id = id
    self.json = json
    vpc = json["VpcId"]?.string
    isDefault = json["IsDefault"]?.bool ?? false
    subnets = (json["Associations"]?.elements ?? []).compactMap { $0["SubnetId"]?.string }
  }

  /// The entries of one direction, in the order in which they are read.
  package func entries(_ direction: TrafficDirection) -> [NetworkACLEntry] {
    (json["Entries"]?.elements ?? []).compactMap { NetworkACLEntry($0, acl: id) }
      .filter { $0.direction == direction }
      .sorted { $0.number < $1.number }
  }

  /// A number that nobody uses, read before `number`; for an entry that has to win over that one.
  package func freeNumber(before number: Int, _ direction: TrafficDirection) -> Int? {
    let used = Set(entries(direction).map(\.number))
    return stride(from: min(number, 32767) - 1, to: 0, by: -1).first { !used.contains($0) }
  }
}

/// One numbered entry of a network ACL.
package struct NetworkACLEntry: Sendable {
  package let acl: String
  package let number: Int
  package let direction: TrafficDirection
  package let allows: Bool
  /// Whether the action is neither `allow` nor `deny`: then nothing is known of what the entry does.
  package let hasUnknownAction: Bool
  /// Nil where the protocol cannot be read.
  package let ipProtocol: IPProtocol?
  /// Nil for every port.
  package let ports: ClosedRange<Int>?
  /// Nil where the block cannot be read.
  package let block: CIDR?
  package let json: JSON

  init?(_ json: JSON, acl: String) {
    guard let egress = json["Egress"]?.bool else { return nil }
    self.acl = acl
    self.json = json
    number = json["RuleNumber"]?.int ?? .max
    direction = egress ? .egress : .ingress
    let action = json["RuleAction"]?.string?.lowercased()
    allows = action == "allow"
    hasUnknownAction = !["allow", "deny"].contains(action)
    ipProtocol = json["Protocol"]?.scalar.flatMap { IPProtocol($0) }
    if ipProtocol?.hasPorts == true, let from = json["PortRange"]?["From"]?.int,
      let to = json["PortRange"]?["To"]?.int, from >= 0, to >= from
    {
      ports = from...to
    } else {
      ports = nil
    }
    block = (json["CidrBlock"] ?? json["Ipv6CidrBlock"])?.string.flatMap { CIDR($0) }
  }

  /// Entry 32767 (32768 for IPv6), which AWS shows as `*` and which nobody can change.
  package var isFinalDeny: Bool { number >= 32767 }

  /// The value that names the entry, for citing.
  package var place: JSON { json["RuleNumber"] ?? json }
}
