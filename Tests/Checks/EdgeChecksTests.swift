@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct EdgeChecksTests {
  /// A question, the changes to the healthy account, and the answer.
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let check: any Check.Type
    let parameters: [String: String]
    let edits: [EdgeFixture.Edit]
    let verdict: Verdict

    init(
      _ name: String, _ check: any Check.Type, _ parameters: [String: String], _ edits: [EdgeFixture.Edit],
      _ verdict: Verdict
    ) {
      self.name = name
      self.check = check
      self.parameters = parameters
      self.edits = edits
      self.verdict = verdict
    }

    var testDescription: String { name }
  }

  static let groups = "ec2.describe-security-groups"
  static let rule = #""PrefixListIds": [{"PrefixListId": "pl-cf"}], "UserIdGroupPairs": []"#
  static let office = (groups, rule, #""PrefixListIds": [], "IpRanges": [{"CidrIp": "203.0.113.0/24"}]"#)
  static let onPort80 = (groups, #""FromPort": 443, "ToPort": 443"#, #""FromPort": 80, "ToPort": 80"#)
  static let secondListener = (
    "elbv2.describe-listeners", #""Port": 443,"#,
    #""Port": 443, "Protocol": "HTTPS", "DefaultActions": []}, {"LoadBalancerArn": "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188", "Port": 80,"#
  )
  static let lists = ("ec2.describe-managed-prefix-lists", "", "")
  static let entries = ("ec2.get-managed-prefix-list-entries", "", "")
  static let balancers = "elbv2.describe-load-balancers"
  static let acls = "ec2.describe-network-acls"
  static let tables = "ec2.describe-route-tables"
  static let distribution = "cloudfront.get-distribution-config"

  static let ingress: [Row] = [
    Row("the prefix list is enough", EdgeIngressCheck.self, ["is": "blocked"], [], .ruledOut),
    Row("even without its entries", EdgeIngressCheck.self, ["is": "blocked"], [entries], .ruledOut),
    Row(
      "office addresses do not admit CloudFront", EdgeIngressCheck.self, ["is": "blocked"], [office],
      .confirmed),
    Row(
      "also when the list's entries are unknown", EdgeIngressCheck.self, ["is": "blocked"],
      [office, entries], .confirmed),
    Row(
      "everybody includes CloudFront", EdgeIngressCheck.self, ["is": "blocked"],
      [(groups, rule, #""IpRanges": [{"CidrIp": "0.0.0.0/0"}]"#)], .ruledOut),
    Row(
      "two halves of everything are everything", EdgeIngressCheck.self, ["is": "blocked"],
      [(groups, rule, #""IpRanges": [{"CidrIp": "0.0.0.0/1"}, {"CidrIp": "128.0.0.0/1"}]"#)], .ruledOut),
    Row(
      "a list whose name is not known stays open", EdgeIngressCheck.self, ["is": "blocked"], [lists],
      .undetermined),
    Row(
      "another port that a listener has", EdgeIngressCheck.self, ["is": "other-port"],
      [onPort80, secondListener],
      .confirmed),
    Row(
      "with unknown listeners the general answer is the right one", EdgeIngressCheck.self, ["is": "blocked"],
      [onPort80, ("elbv2.describe-listeners", "", "")], .confirmed),
    Row(
      "with unknown listeners the special answer stays open", EdgeIngressCheck.self, ["is": "other-port"],
      [onPort80, ("elbv2.describe-listeners", "", "")], .undetermined),
    Row(
      "without a listener the port is not the groups' fault", EdgeIngressCheck.self, ["is": "blocked"],
      [onPort80, ("elbv2.describe-listeners", #""Port": 443"#, #""Port": 80"#)], .ruledOut),
    Row(
      "hand-copied ranges that leave one out", EdgeIngressCheck.self, ["is": "stale-ranges"],
      [(groups, rule, #""IpRanges": [{"CidrIp": "52.124.128.0/17"}]"#)], .confirmed),
    Row(
      "a part is admitted, so it is not blocked", EdgeIngressCheck.self, ["is": "blocked"],
      [(groups, rule, #""IpRanges": [{"CidrIp": "52.124.128.0/17"}]"#)], .ruledOut),
    Row(
      "hand-copied ranges cannot be judged without the entries", EdgeIngressCheck.self,
      ["is": "stale-ranges"],
      [entries, (groups, rule, #""IpRanges": [{"CidrIp": "52.124.128.0/17"}]"#)], .undetermined),
    Row(
      "without the groups nothing is said", EdgeIngressCheck.self, ["is": "blocked"], [(groups, "", "")],
      .undetermined),
    Row(
      "without a distribution nothing points to CloudFront but the rule", EdgeIngressCheck.self,
      ["is": "blocked"],
      [(distribution, "", "")], .undetermined),
    Row(
      "without a distribution and without a rule it does not apply", EdgeIngressCheck.self, ["is": "blocked"],
      [(distribution, "", ""), (groups, rule, #""IpRanges": [{"CidrIp": "0.0.0.0/0"}]"#)], .notApplicable),
  ]

  static let rest: [Row] = [
    Row("a listener waits on the port", EdgeListenerCheck.self, [:], [], .ruledOut),
    Row(
      "no listener on the port", EdgeListenerCheck.self, [:],
      [("elbv2.describe-listeners", #""Port": 443"#, #""Port": 80"#)], .confirmed),
    Row(
      "unknown listeners", EdgeListenerCheck.self, [:], [("elbv2.describe-listeners", "", "")], .undetermined),
    Row(
      "match-viewer behind a redirect uses HTTPS only", EdgeListenerCheck.self, [:],
      [(distribution, "https-only", "match-viewer")], .ruledOut),
    Row(
      "match-viewer for everybody uses both ports", EdgeListenerCheck.self, [:],
      [(distribution, "https-only", "match-viewer"), (distribution, "redirect-to-https", "allow-all")],
      .confirmed),
    Row("a public load balancer", EdgeSchemeCheck.self, [:], [], .ruledOut),
    Row(
      "an internal one", EdgeSchemeCheck.self, [:], [(balancers, "internet-facing", "internal")], .confirmed),
    Row("both subnets lead out", EdgeSubnetCheck.self, ["is": "no-internet-route"], [], .ruledOut),
    Row(
      "a detached gateway", EdgeSubnetCheck.self, ["is": "no-internet-route"],
      [(tables, #""GatewayId": "igw-1", "State": "active""#, #""GatewayId": "igw-1", "State": "blackhole""#)],
      .confirmed),
    Row(
      "all subnets alike are no zone's fault", EdgeSubnetCheck.self,
      ["is": "no-internet-route", "spread": "zone"],
      [(tables, #""GatewayId": "igw-1", "State": "active""#, #""GatewayId": "igw-1", "State": "blackhole""#)],
      .ruledOut),
    Row(
      "one subnet on the main table is one zone's fault", EdgeSubnetCheck.self,
      ["is": "no-internet-route", "spread": "zone"],
      [(tables, #""SubnetId": "subnet-c""#, #""SubnetId": "subnet-x""#)],
      .confirmed),
    Row(
      "without tables nothing is said", EdgeSubnetCheck.self, ["is": "no-internet-route"], [(tables, "", "")],
      .undetermined),
    Row("the default network ACL", EdgeSubnetCheck.self, ["is": "acl"], [], .ruledOut),
    Row(
      "replies that cannot leave", EdgeSubnetCheck.self, ["is": "acl"],
      [
        (
          acls, #""RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "Egress": true"#,
          #""RuleNumber": 100, "Protocol": "6", "PortRange": {"From": 443, "To": 443}, "RuleAction": "allow", "Egress": true"#
        )
      ],
      .confirmed),
    Row(
      "replies to the usual ports are enough", EdgeSubnetCheck.self, ["is": "acl"],
      [
        (
          acls, #""RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "Egress": true"#,
          #""RuleNumber": 100, "Protocol": "6", "PortRange": {"From": 1024, "To": 65535}, "RuleAction": "allow", "Egress": true"#
        )
      ],
      .ruledOut),
    Row(
      "one blocked abuser blocks nobody else", EdgeSubnetCheck.self, ["is": "acl"],
      [
        (
          acls, #""Entries": ["#,
          #""Entries": [{"RuleNumber": 5, "Protocol": "-1", "RuleAction": "deny", "Egress": false, "CidrBlock": "198.51.100.7/32"},"#
        )
      ],
      .ruledOut),
    Row("block public access is off", EdgePublicAccessCheck.self, [:], [], .ruledOut),
    Row(
      "block public access is on", EdgePublicAccessCheck.self, [:],
      [("ec2.describe-vpc-block-public-access-options", #""off""#, #""block-ingress""#)], .confirmed),
    Row(
      "an exclusion of the VPC lifts it", EdgePublicAccessCheck.self, [:],
      [
        ("ec2.describe-vpc-block-public-access-options", #""off""#, #""block-bidirectional""#),
        (
          "ec2.describe-vpc-block-public-access-exclusions", "[]",
          #"[{"ResourceArn": "arn:aws:ec2:ap-northeast-1:123456789012:vpc/vpc-1", "State": "create-complete", "InternetGatewayExclusionMode": "allow-bidirectional"}]"#
        ),
      ],
      .ruledOut),
    Row(
      "an exclusion for outbound only does not", EdgePublicAccessCheck.self, [:],
      [
        ("ec2.describe-vpc-block-public-access-options", #""off""#, #""block-bidirectional""#),
        (
          "ec2.describe-vpc-block-public-access-exclusions", "[]",
          #"[{"ResourceArn": "arn:aws:ec2:ap-northeast-1:123456789012:vpc/vpc-1", "State": "create-complete", "InternetGatewayExclusionMode": "allow-egress"}]"#
        ),
      ],
      .confirmed),
    Row(
      "without the exclusions it stays open", EdgePublicAccessCheck.self, [:],
      [
        ("ec2.describe-vpc-block-public-access-options", #""off""#, #""block-ingress""#),
        ("ec2.describe-vpc-block-public-access-exclusions", "", ""),
      ], .undetermined),
    Row("an active load balancer", LoadBalancerStateCheck.self, ["is": "gone"], [], .ruledOut),
    Row(
      "a failed one", LoadBalancerStateCheck.self, ["is": "gone"],
      [(balancers, #""Code": "active""#, #""Code": "failed""#)], .confirmed),
    Row(
      "the origin names one that is gone", LoadBalancerStateCheck.self, ["is": "gone"],
      [(distribution, "web-1.ap", "web-0.ap")], .confirmed),
    Row(
      "impaired in a full subnet", LoadBalancerStateCheck.self, ["is": "impaired"],
      [
        (balancers, #""Code": "active""#, #""Code": "active_impaired""#),
        ("ec2.describe-subnets", #""AvailableIpAddressCount": 200"#, #""AvailableIpAddressCount": 3"#),
      ], .confirmed),
    Row("IPv4 origins have no IPv6 question", EdgeIPv6Check.self, [:], [], .notApplicable),
    Row(
      "a dual-stack origin without an IPv6 rule", EdgeIPv6Check.self, [:],
      [
        (balancers, #""IpAddressType": "ipv4""#, #""IpAddressType": "dualstack""#),
        (distribution, #""HTTPPort": 80"#, #""IpAddressType": "dualstack", "HTTPPort": 80"#),
      ], .confirmed),
    Row("no appliance", EdgeApplianceCheck.self, [:], [], .notApplicable),
    Row(
      "a firewall behind the gateway is named, never convicted", EdgeApplianceCheck.self, [:],
      [
        (
          tables, #"{"RouteTables": ["#,
          #"{"RouteTables": [{"RouteTableId": "rtb-edge", "VpcId": "vpc-1", "Associations": [{"GatewayId": "igw-1"}], "Routes": [{"DestinationCidrBlock": "10.0.0.0/24", "GatewayId": "vpce-fw", "State": "active"}]},"#
        )
      ],
      .undetermined),
    Row("no VPC origin", VPCOriginCheck.self, ["is": "not-admitted"], [], .notApplicable),
  ]

  @Test(arguments: ingress + rest)
  func `the edge checks tell look-alikes apart`(_ row: Row) {
    let finding = EdgeFixture.ask(row.check, row.parameters, row.edits)
    #expect(finding.verdict == row.verdict, "\(row.name): \(finding.because)")
    if finding.verdict == .confirmed { #expect(!finding.evidence.isEmpty && !finding.bindings.isEmpty) }
  }

  static let vpcOrigin: [EdgeFixture.Edit] = [
    (balancers, "internet-facing", "internal"),
    (
      distribution,
      #""CustomOriginConfig": {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only"}"#,
      #""VpcOriginConfig": {"VpcOriginId": "vo_1", "OriginReadTimeout": 30}"#
    ),
    (
      "cloudfront.get-vpc-origin.vo_1.json", "",
      #"""
      {"VpcOrigin": {"Id": "vo_1", "Status": "Deployed", "VpcOriginEndpointConfig": {"HTTPPort": 80, "HTTPSPort": 443,
        "Arn": "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188",
        "OriginProtocolPolicy": "https-only"}}}
      """#
    ),
  ]
  static let inside = (groups, rule, #""IpRanges": [{"CidrIp": "10.0.0.0/16"}]"#)
  static let served = (
    groups, #"{"SecurityGroups": ["#,
    #"{"SecurityGroups": [{"GroupId": "sg-cfsvc", "GroupName": "CloudFront-VPCOrigins-Service-SG", "VpcId": "vpc-1", "IpPermissions": [], "IpPermissionsEgress": []},"#
  )

  @Test(
    arguments: [
      ("the prefix list admits it", "not-admitted", [], .ruledOut),
      ("the VPC's own range does not", "not-admitted", [inside], .confirmed),
      (
        "CloudFront's service group does", "not-admitted",
        [served, (groups, rule, #""UserIdGroupPairs": [{"GroupId": "sg-cfsvc"}]"#)], .ruledOut
      ),
      ("it is deployed and leads here", "dead", [], .ruledOut),
      (
        "its load balancer is gone", "dead",
        [("cloudfront.get-vpc-origin", "50dc6c495c0c9188", "0000000000000000")], .confirmed
      ),
      ("it is not deployed", "dead", [("cloudfront.get-vpc-origin", "Deployed", "Deploying")], .confirmed),
      ("its VPC has no gateway", "dead", [("ec2.describe-internet-gateways", "vpc-1", "vpc-2")], .confirmed),
    ] as [(String, String, [EdgeFixture.Edit], Verdict)])
  func `a VPC origin`(_ name: String, _ wanted: String, _ edits: [EdgeFixture.Edit], _ verdict: Verdict) {
    let finding = EdgeFixture.ask(VPCOriginCheck.self, ["is": wanted], Self.vpcOrigin + edits)
    #expect(finding.verdict == verdict, "\(name): \(finding.because)")
  }

  static let custom = (distribution, "web-1.ap-northeast-1.elb.amazonaws.com", "origin.example.com")
  static func zone(_ record: String) -> EdgeFixture.Edit {
    (
      "route53.list-resource-record-sets.Z1.json", "",
      #"{"ResourceRecordSets": [{"Name": "origin.example.com.", "Type": "A", "#
        + record + "}]}"
    )
  }

  @Test(
    arguments: [
      (
        "an alias to the load balancer",
        [zone(#""AliasTarget": {"DNSName": "dualstack.web-1.ap-northeast-1.elb.amazonaws.com."}"#)], .ruledOut
      ),
      (
        "an alias to one that is gone",
        [zone(#""AliasTarget": {"DNSName": "web-0.ap-northeast-1.elb.amazonaws.com."}"#)], .confirmed
      ),
      (
        "copied addresses that the nodes hold", [zone(#""ResourceRecords": [{"Value": "54.0.0.1"}]"#)],
        .ruledOut
      ),
      (
        "copied addresses that nobody holds", [zone(#""ResourceRecords": [{"Value": "54.0.0.9"}]"#)],
        .confirmed
      ),
      (
        "copied addresses, interfaces unknown",
        [zone(#""ResourceRecords": [{"Value": "54.0.0.9"}]"#), ("ec2.describe-network-interfaces", "", "")],
        .undetermined
      ),
      ("no records", [], .undetermined),
    ] as [(String, [EdgeFixture.Edit], Verdict)])
  func `the origin's record`(_ name: String, _ edits: [EdgeFixture.Edit], _ verdict: Verdict) {
    let finding = EdgeFixture.ask(OriginRecordCheck.self, [:], [Self.custom] + edits)
    #expect(finding.verdict == verdict, "\(name): \(finding.because)")
  }
}
