import Sentences
import Evidence

/// Who relies on a security group: what carries it, and the rules that name it.
///
/// EC2 API, `DeleteSecurityGroup`: a group that is attached, or that a rule of another group names, cannot be deleted.
package struct GroupUse: Sendable {
  /// What was found, in a sentence.
  package var says: Sentence
  package var place: Citation
  /// Whether AWS refuses to delete the group because of it.
  package var forbidsDeletion: Bool

  /// Every use that the snapshot shows.
  package static func of(_ id: String, _ snapshot: Snapshot) -> [GroupUse] {
    interfaces(id, snapshot) + rules(id, snapshot) + placements(id, snapshot)
  }

  private static func interfaces(_ id: String, _ snapshot: Snapshot) -> [GroupUse] {
    snapshot.listing(.networkInterfaces).items.compactMap { interface in
      let found = interface["Groups"]?.elements.first { $0["GroupId"]?.string == id }
      guard let place = found?["GroupId"] else { return nil }
      let name: Sentence = interface["NetworkInterfaceId"]?.string.map { "\($0)" } ?? "an interface"
      let about = interface["Description"]?.string ?? ""
      let says: Sentence = about.isEmpty ? "\(name) carries \(id)" : "\(name) carries \(id) (\(about))"
      return GroupUse(says: says, place: Citation(place, says), forbidsDeletion: true)
    }
  }

  private static func rules(_ id: String, _ snapshot: Snapshot) -> [GroupUse] {
    var uses: [GroupUse] = []
    for group in snapshot.listing(.securityGroups).items {
      let owner = group["GroupId"]?.string
      if owner == id { continue }
      let who: Sentence = owner.map { "\($0)" } ?? "a group"
      for (member, isIncoming) in [("IpPermissions", true), ("IpPermissionsEgress", false)] {
        for rule in group[member]?.elements ?? [] {
          for pair in rule["UserIdGroupPairs"]?.elements ?? [] {
            guard let place = pair["GroupId"], place.string == id else { continue }
            let says: Sentence =
              isIncoming
              ? "\(who) admits \(id) on \(ports(rule))" : "\(who) lets out to \(id) on \(ports(rule))"
            uses.append(
              GroupUse(
                says: says, place: Citation(place, says),
                forbidsDeletion: pair["VpcPeeringConnectionId"] == nil))
          }
        }
      }
    }
    return uses
  }

  /// Load balancers and services are configured with groups; new interfaces of theirs carry them.
  private static func placements(_ id: String, _ snapshot: Snapshot) -> [GroupUse] {
    var uses: [GroupUse] = []
    for balancer in snapshot.listing(.loadBalancers).items {
      guard let place = balancer["SecurityGroups"]?.elements.first(where: { $0.string == id }) else {
        continue
      }
      let says: Sentence =
        "load balancer \(balancer["LoadBalancerName"]?.string ?? "") is configured with \(id)"
      uses.append(GroupUse(says: says, place: Citation(place, says), forbidsDeletion: true))
    }
    for service in snapshot.listing(.services).items {
      let groups = service["networkConfiguration"]?["awsvpcConfiguration"]?["securityGroups"]?.elements
      guard let place = groups?.first(where: { $0.string == id }) else { continue }
      let says: Sentence = "service \(service["serviceName"]?.string ?? "") starts its tasks with \(id)"
      uses.append(GroupUse(says: says, place: Citation(place, says), forbidsDeletion: false))
    }
    return uses
  }

  private static func ports(_ rule: JSON) -> Sentence {
    let wire = rule["IpProtocol"]?.string ?? "-1"
    if wire == "-1" { return "all traffic" }
    let from = rule["FromPort"]?.scalar ?? ""
    let to = rule["ToPort"]?.scalar ?? from
    return from == to ? "\(wire)/\(from)" : "\(wire)/\(from)-\(to)"
  }
}
