import Evidence

/// Which way packets pass a filter, seen from the interface or subnet that it guards.
package enum TrafficDirection: String, Sendable, Hashable, CaseIterable { case ingress, egress }

/// One security group as `describe-security-groups` prints it.
package struct SecurityGroup: Sendable {
  package let id: String
  package let name: String?
  package let vpc: String?
  package let owner: String?
  package let json: JSON

  init?(_ json: JSON) {
    guard let id = json["GroupId"]?.string else { return nil }
    self.id = id
    name = json["GroupName"]?.string
    vpc = json["VpcId"]?.string
    owner = json["OwnerId"]?.string
    self.json = json
  }

  /// The rules of one direction as the group's own listing has them, one per source.
  package func rules(_ direction: TrafficDirection) -> [SecurityGroupRule] {
    guard let permissions = json[direction == .ingress ? "IpPermissions" : "IpPermissionsEgress"] else {
      return []
    }
    return permissions.elements.flatMap { SecurityGroupRule.read(permission: $0, group: id, direction) }
  }
}
