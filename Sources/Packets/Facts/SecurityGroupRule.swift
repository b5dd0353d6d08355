import Sentences
import Evidence

/// One rule of a security group, reduced to one source.
///
/// See "Security group rules" in the VPC user guide. A rule of protocol -1 has no ports.
package struct SecurityGroupRule: Sendable {
  /// Whom a rule speaks of.
  package enum Source: Sendable, Hashable {
    case cidr(CIDR)
    case group(String)
    case prefixList(String)
    /// A source this program cannot read; its text as it stands.
    case unknown(String)
  }

  package let group: String
  package let direction: TrafficDirection
  /// Nil where the protocol cannot be read.
  package let ipProtocol: IPProtocol?
  /// Nil for every port; for ICMP these are type and code and are not compared with ports.
  package let ports: ClosedRange<Int>?
  package let source: Source
  /// The permission (`IpPermissions[n]`) or the rule (`SecurityGroupRules[n]`).
  package let json: JSON
  /// The value that names the source.
  package let place: JSON
  /// The pair that names a group: carries `UserId`, `VpcId`, `PeeringStatus` where AWS gives them.
  package let pair: JSON?
  /// `sgr-…`, where `describe-security-group-rules` was collected.
  package let ruleID: String?

  /// The status of the peering over which the rule names a group, where that peering is no longer active.
  var deadPeering: JSON? {
    guard let status = pair?["PeeringStatus"], let text = status.string, text.lowercased() != "active" else {
      return nil
    }
    return status
  }

  /// One rule per source of a permission of `describe-security-groups`.
  static func read(permission json: JSON, group: String, _ direction: TrafficDirection) -> [SecurityGroupRule]
  {
    let ipProtocol = json["IpProtocol"]?.scalar.flatMap { IPProtocol($0) }
    let ports = readPorts(json, ipProtocol)
    func make(_ source: Source, _ place: JSON, pair: JSON? = nil) -> SecurityGroupRule {
      SecurityGroupRule(
        group: group, direction: direction, ipProtocol: ipProtocol, ports: ports, source: source, json: json,
        place: place, pair: pair, ruleID: nil)
    }
    func blocks(_ list: String, _ member: String) -> [SecurityGroupRule] {
      (json[list]?.elements ?? []).map { range in
        guard let place = range[member], let text = place.string else {
          return make(.unknown(range.source), range)
        }
        return make(CIDR(text).map { .cidr($0) } ?? .unknown(text), place)
      }
    }
    let lists = (json["PrefixListIds"]?.elements ?? []).map { list -> SecurityGroupRule in
      guard let place = list["PrefixListId"], let id = place.string else {
        return make(.unknown(list.source), list)
      }
      return make(.prefixList(id), place)
    }
    let pairs = (json["UserIdGroupPairs"]?.elements ?? []).map { pair -> SecurityGroupRule in
      guard let place = pair["GroupId"], let id = place.string else {
        return make(.unknown(pair.source), pair, pair: pair)
      }
      return make(.group(id), place, pair: pair)
    }
    return blocks("IpRanges", "CidrIp") + blocks("Ipv6Ranges", "CidrIpv6") + lists + pairs
  }

  /// A rule of `describe-security-group-rules`; nil where it does not name its group.
  init?(rule json: JSON) {
    guard let group = json["GroupId"]?.string, let egress = json["IsEgress"]?.bool else { return nil }
    self.group = group
    direction = egress ? .egress : .ingress
    ipProtocol = json["IpProtocol"]?.scalar.flatMap { IPProtocol($0) }
    ports = SecurityGroupRule.readPorts(json, ipProtocol)
    self.json = json
    ruleID = json["SecurityGroupRuleId"]?.string
    pair = json["ReferencedGroupInfo"]
    if let place = json["CidrIpv4"] ?? json["CidrIpv6"], let text = place.string {
      source = CIDR(text).map { .cidr($0) } ?? .unknown(text)
      self.place = place
    } else if let place = json["PrefixListId"], let id = place.string {
      source = .prefixList(id)
      self.place = place
    } else if let place = pair?["GroupId"], let id = place.string {
      source = .group(id)
      self.place = place
    } else {
      source = .unknown(json.source)
      self.place = json
    }
  }

  private init(
    group: String, direction: TrafficDirection, ipProtocol: IPProtocol?, ports: ClosedRange<Int>?,
    source: Source,
    json: JSON, place: JSON, pair: JSON?, ruleID: String?
  ) {
    self.group = group
    self.direction = direction
    self.ipProtocol = ipProtocol
    self.ports = ports
    self.source = source
    self.json = json
    self.place = place
    self.pair = pair
    self.ruleID = ruleID
  }

  private static func readPorts(_ json: JSON, _ ipProtocol: IPProtocol?) -> ClosedRange<Int>? {
    guard ipProtocol?.hasPorts == true, let from = json["FromPort"]?.int, let to = json["ToPort"]?.int,
      from >= 0, to >= from
    else { return nil }
    return from...to
  }

  /// Whether the rule speaks of packets of this protocol at all.
  package func covers(_ wanted: IPProtocol) -> Bool { ipProtocol?.covers(wanted) ?? false }

  /// The part of `wanted` that the rule opens for the protocol; empty where it speaks of another one.
  package func opened(_ wanted: ClosedRange<Int>, _ of: IPProtocol) -> PortSet {
    guard covers(of) else { return PortSet() }
    guard of.hasPorts, let ports else { return PortSet([wanted]) }
    return PortSet([wanted]).intersection(PortSet([ports]))
  }

  /// What identifies the rule when both listings show it.
  var key: String {
    "\(direction) \(ipProtocol?.description ?? json["IpProtocol"]?.scalar ?? "?") \(ports?.description ?? "-") \(source)"
  }

  /// Cites the value that names the rule's source.
  package func citation(_ says: Sentence) -> Citation { Citation(place, says) }
}
