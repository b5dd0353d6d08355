@testable import Evidence
@testable import Packets
import Testing

@Suite struct GroupDecisionTests {
  typealias F = NetworkFixture

  static let peer = F.interface("eni-lb", "10.0.0.5", "subnet-a", ["sg-lb"])
  static let peerGroup = F.group("sg-lb", "")

  /// What a group with these inbound rules does with tcp/80 from the interface `eni-lb`.
  static func ask(
    _ rules: [String], _ more: [String] = [], interfaces: [String] = [peer], groups: [String] = ["sg-t"],
    stale: [String] = [], extra: [String: [String]] = [:]
  ) -> Decision {
    var items = [
      "ec2.describe-security-groups": [peerGroup, F.group("sg-t", rules.joined(separator: ", "))] + more,
      "ec2.describe-network-interfaces": interfaces,
      "ec2.describe-stale-security-groups.vpc-1": stale,
    ]
    items.merge(extra) { $1 }
    return F.network(items).groupsAdmit(
      .ingress, groups: groups, .tcp, ports: 80...80, peer: .interface("eni-lb", .v4))
  }

  @Test(arguments: [
    ("the peer's group", [F.from("sg-lb", 80)]), ("the peer's address", [F.from("10.0.0.5/32", 80)]),
    ("a covering block", [F.from("10.0.0.0/8", 80)]),
    ("two halves", [F.from("0.0.0.0/1", 80), F.from("128.0.0.0/1", 80)]),
    ("every protocol", [#"{"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": "sg-lb"}]}"#]),
    (
      "a protocol by number",
      [#"{"IpProtocol": "6", "FromPort": 0, "ToPort": 65535, "IpRanges": [{"CidrIp": "10.0.0.0/24"}]}"#]
    ),
  ])
  func `one fitting rule admits`(_ name: String, _ rules: [String]) {
    #expect(Self.ask(rules).verdict == .allowed, "\(name)")
    #expect(!Self.ask(rules).evidence.isEmpty)
  }

  @Test func `groups add up, and a group that is not listed may hold the rule`() {
    #expect(
      Self.ask([], [F.group("sg-u", F.from("sg-lb", 80))], groups: ["sg-t", "sg-u"]).verdict == .allowed)
    #expect(Self.ask([], groups: ["sg-t", "sg-gone"]).verdict == .undetermined)
    #expect(Self.ask([F.from("sg-lb", 80)], groups: ["sg-t", "sg-gone"]).verdict == .allowed)
    #expect(Self.ask([], groups: []).verdict == .allowed, "an interface without groups is filtered by none")
  }

  @Test func `the kind of mismatch is told`() {
    func kind(_ decision: Decision) -> String {
      switch decision.mismatch {
      case .noRules: "none"
      case .otherGroups(let references):
        switch references.first?.state {
        case .unattached: "unattached"
        case .attachedElsewhere(_, let balancers): balancers.isEmpty ? "elsewhere" : "other load balancer"
        case .missing: "missing"
        case .otherAccount: "other account"
        case .otherVPC: "other VPC"
        case .stale: "stale"
        default: "unknown"
        }
      case .otherPorts: "ports"
      case .otherAddresses: "addresses"
      case .noMatchingRule: "neither"
      default: "?"
      }
    }
    let old = F.group("sg-old", "")
    let toOld = [F.from("sg-old", 80)]
    let staging = F.interface(
      "eni-s", "10.0.0.9", "subnet-a", ["sg-old"], more: #", "Description": "ELB app/staging/0a""#)
    let foreign = [F.from("sg-x", 80).replacing("123456789012", with: "210987654321")]
    let rows: [(Decision, String)] = [
      (Self.ask([]), "none"),
      (Self.ask(toOld, [old]), "unattached"),
      (Self.ask(toOld, [old], interfaces: [Self.peer, staging]), "other load balancer"),
      (Self.ask(toOld), "unknown"),
      (Self.ask(toOld, [F.group("sg-old", "", vpc: "vpc-2")]), "other VPC"),
      (Self.ask(foreign), "other account"),
      (
        Self.ask(
          toOld,
          stale: [
            #"{"GroupId": "sg-t", "VpcId": "vpc-1", "StaleIpPermissions": [{"UserIdGroupPairs": [{"GroupId": "sg-old"}]}]}"#
          ]
        ), "stale"
      ),
      (Self.ask([F.from("sg-old", 80).replacing(#", "UserId": "123456789012""#, with: "")]), "stale"),
      (Self.ask([F.from("sg-lb", 8080)]), "ports"),
      (Self.ask([F.from("192.0.2.0/24", 80)]), "addresses"),
      (Self.ask([F.from("::/0", 80)]), "addresses"),
      (Self.ask([F.from("192.0.2.0/24", 22)]), "neither"),
    ]
    for (decision, expected) in rows {
      #expect(decision.verdict == .denied, "\(expected)")
      #expect(kind(decision) == expected, "\(decision.rule)")
    }
  }

  @Test func `without a listing of interfaces nobody is called unattached`() {
    let network = F.network([
      "ec2.describe-security-groups": [
        Self.peerGroup, F.group("sg-t", F.from("sg-old", 80)), F.group("sg-old", ""),
      ]
    ])
    let decision = network.groupsAdmit(
      .ingress, groups: ["sg-t"], .tcp, ports: 80...80,
      peer: .groups(["sg-lb"], .someOf([.everything(.v4)], .v4)))
    guard case .otherGroups(let references) = decision.mismatch, case .unknown = references.first?.state
    else {
      Issue.record("\(decision)")
      return
    }
    #expect(references.first?.needs.first?.kind == .networkInterfaces)
  }

  @Test func `rules are read from the listing of rules as well`() {
    let rule =
      #"{"SecurityGroupRuleId": "sgr-1", "GroupId": "sg-t", "IsEgress": false, "IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "ReferencedGroupInfo": {"GroupId": "sg-lb", "UserId": "123456789012"}}"#
    let network = F.network([
      "ec2.describe-security-group-rules": [rule], "ec2.describe-network-interfaces": [Self.peer],
    ])
    func ask(_ port: Int) -> Passage {
      network.groupsAdmit(
        .ingress, groups: ["sg-t"], .tcp, ports: port...port, peer: .interface("eni-lb", .v4)
      ).verdict
    }
    #expect(ask(80) == .allowed)
    #expect(ask(81) == .denied)
  }

  @Test func `a range that is open in part names its closed ports`() {
    let network = F.network([
      "ec2.describe-security-groups": [F.group("sg-t", F.from("10.0.0.0/8", 81))],
      "ec2.describe-network-interfaces": [],
    ])
    let decision = network.groupsAdmit(
      .ingress, groups: ["sg-t"], .tcp, ports: 80...82, peer: .cidr("10.0.0.0/24"))
    guard case .partly(let ports, nil) = decision.mismatch else {
      Issue.record("\(decision)")
      return
    }
    #expect(decision.verdict == .denied)
    #expect(ports.description == "80, 82")
  }

  @Test func `an unknown address in a range makes a partial rule uncertain`() throws {
    let network = F.network([
      "ec2.describe-security-groups": [F.group("sg-t", F.from("10.0.0.0/25", 80))],
      "ec2.describe-network-interfaces": [],
    ])
    func ask(_ block: String) throws -> Passage {
      network.groupsAdmit(
        .ingress, groups: ["sg-t"], .tcp, ports: 80...80,
        peer: .scope(.someOf([try #require(CIDR(block))], .v4))
      ).verdict
    }
    #expect(try ask("10.0.0.0/24") == .undetermined)
    #expect(try ask("10.0.0.0/26") == .allowed)
    #expect(try ask("10.0.1.0/24") == .denied)
  }
}

extension Peer {
  /// All addresses of a block that a test writes as text.
  static func cidr(_ text: String) -> Peer {
    .scope(.every([CIDR(text)].compactMap { $0 }, .v4))
  }
}
