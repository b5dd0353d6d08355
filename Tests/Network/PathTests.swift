@testable import Diagnosis
@testable import Evidence
@testable import Packets
import Testing

@Suite struct PathTests {
  typealias F = NetworkFixture

  /// One VPC with a public subnet (a), a private one (b) and a task in b; items replaced by `changes`.
  static func network(_ changes: [String: [String]] = [:]) -> Network {
    var items = [
      "ec2.describe-vpcs": [#"{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}"#],
      "ec2.describe-subnets": [F.subnet("subnet-a", "10.0.0.0/24"), F.subnet("subnet-b", "10.0.1.0/24")],
      "ec2.describe-security-groups": [F.group("sg-t", F.from("10.0.0.0/16", 80))],
      "ec2.describe-network-interfaces": [
        F.interface(
          "eni-a", "10.0.0.5", "subnet-a", ["sg-t"], more: #", "Association": {"PublicIp": "54.0.0.1"}"#),
        F.interface("eni-b", "10.0.1.5", "subnet-b", ["sg-t"]),
        F.interface("eni-b2", "10.0.1.6", "subnet-b", ["sg-t"]),
      ],
      "ec2.describe-route-tables": [
        F.table("rtb-m", [], "10.0.0.0/16 local,0.0.0.0/0 nat-1"),
        F.table("rtb-a", ["subnet-a"], "10.0.0.0/16 local,0.0.0.0/0 igw-1"),
      ],
      "ec2.describe-network-acls": [
        F.acl("acl-1", ["subnet-a", "subnet-b"], "100 allow in -1 - 0.0.0.0/0,100 allow out -1 - 0.0.0.0/0")
      ],
      "ec2.describe-internet-gateways": [
        #"{"InternetGatewayId": "igw-1", "Attachments": [{"State": "available", "VpcId": "vpc-1"}]}"#
      ],
      "ec2.describe-nat-gateways": [nat],
    ]
    items.merge(changes) { $1 }
    return F.network(items.filter { !$0.value.isEmpty })
  }

  static let nat =
    #"{"NatGatewayId": "nat-1", "SubnetId": "subnet-a", "VpcId": "vpc-1", "State": "available", "ConnectivityType": "public"}"#

  static func trace(_ from: String, _ to: String, _ port: Int, _ network: Network) throws -> Trace {
    let traces = network.paths(
      from: try network.ends(from).get(), to: try network.ends(to).get(), .tcp, ports: port...port)
    return try #require(traces.first)
  }

  static let prefix = #", "Ipv4Prefixes": [{"Ipv4Prefix": "10.0.1.64/28"}]"#
  static let sender = F.interface(
    "eni-a", "10.0.0.5", "subnet-a", ["sg-t"], more: #", "Association": {"PublicIp": "54.0.0.1"}"#)
  static let interfaces = "ec2.describe-network-interfaces"
  static let acls = "ec2.describe-network-acls"
  static let tables = "ec2.describe-route-tables"

  @Test(
    arguments: [
      ("across subnets", "eni-a", "eni-b", [:], .allowed),
      (
        "replies need their own entry", "eni-a", "eni-b",
        [
          acls: [
            F.acl(
              "acl-1", ["subnet-a", "subnet-b"], "100 allow in 6 80-80 0.0.0.0/0,100 allow out -1 - 0.0.0.0/0"
            )
          ]
        ], .denied
      ),
      (
        "the first matching entry decides", "eni-a", "eni-b",
        [
          acls: [
            F.acl(
              "acl-1", ["subnet-a", "subnet-b"],
              "50 deny in 6 80-80 10.0.0.0/24,100 allow in -1 - 0.0.0.0/0,100 allow out -1 - 0.0.0.0/0")
          ]
        ],
        .denied
      ),
      (
        "an ACL is not seen inside a subnet", "eni-b", "eni-b2",
        [acls: [F.acl("acl-1", ["subnet-a", "subnet-b"], "10 deny in -1 - 0.0.0.0/0")]], .allowed
      ),
      ("without ACLs nothing is said across subnets", "eni-a", "eni-b", [acls: []], .undetermined),
      ("out by NAT", "eni-b", "internet", [:], .allowed),
      (
        "a NAT gateway that failed", "eni-b", "internet",
        ["ec2.describe-nat-gateways": [nat.replacing("available", with: "failed")]], .denied
      ),
      (
        "a private NAT gateway", "eni-b", "internet",
        ["ec2.describe-nat-gateways": [nat.replacing("public", with: "private")]], .denied
      ),
      (
        "a NAT gateway without a way out of its own", "eni-b", "internet",
        [
          tables: [
            F.table("rtb-m", [], "10.0.0.0/16 local,0.0.0.0/0 nat-1"),
            F.table("rtb-a", ["subnet-a"], "10.0.0.0/16 local"),
          ]
        ],
        .denied
      ),
      (
        "a regional NAT gateway has no subnet", "eni-b", "internet",
        [
          "ec2.describe-nat-gateways": [
            #"{"NatGatewayId": "nat-1", "VpcId": "vpc-1", "State": "available", "ConnectivityType": "public", "AvailabilityMode": "regional"}"#
          ]
        ], .allowed
      ),
      ("an unknown NAT gateway", "eni-b", "internet", ["ec2.describe-nat-gateways": []], .undetermined),
      (
        "a blackhole", "eni-b", "internet",
        [tables: [F.table("rtb-m", [], "10.0.0.0/16 local,0.0.0.0/0 nat-1 blackhole")]], .denied
      ),
      ("a public address goes out by the internet gateway", "eni-a", "internet", [:], .allowed),
      (
        "without a public address the gateway is no use", "eni-b", "internet",
        [tables: [F.table("rtb-m", [], "10.0.0.0/16 local,0.0.0.0/0 igw-1")]], .denied
      ),
      (
        "a detached gateway", "eni-a", "internet",
        ["ec2.describe-internet-gateways": [#"{"InternetGatewayId": "igw-1", "Attachments": []}"#]], .denied
      ),
      (
        "a firewall on the way is named, not judged", "eni-b", "internet",
        [
          tables: [F.table("rtb-m", [], "10.0.0.0/16 local,0.0.0.0/0 vpce-fw")],
          "ec2.describe-vpc-endpoints": [
            #"{"VpcEndpointId": "vpce-fw", "VpcEndpointType": "GatewayLoadBalancer", "State": "available", "ServiceName": "com.amazonaws.vpce.fw"}"#
          ],
        ], .undetermined
      ),
      (
        "a transit gateway without its routes", "eni-b", "192.168.9.9",
        [tables: [F.table("rtb-m", [], "10.0.0.0/16 local,192.168.0.0/16 tgw-1")]], .undetermined
      ),
      (
        "no route at all", "eni-b", "192.168.9.9", [tables: [F.table("rtb-m", [], "10.0.0.0/16 local")]],
        .denied
      ),
      ("the internet does not reach a private address", "internet", "eni-b", [:], .denied),
      ("an address that nobody holds", "eni-a", "10.0.1.77", [:], .denied),
      (
        "an address of a delegated prefix is its interface's", "eni-a", "10.0.1.77",
        [interfaces: [sender, F.interface("eni-b", "10.0.1.5", "subnet-b", ["sg-t"], more: prefix)]], .allowed
      ),
      (
        "the groups of the interface that holds the prefix decide", "eni-a", "10.0.1.77",
        [
          interfaces: [sender, F.interface("eni-b", "10.0.1.5", "subnet-b", ["sg-shut"], more: prefix)],
          "ec2.describe-security-groups": [F.group("sg-t", ""), F.group("sg-shut", "")],
        ], .denied
      ),
      (
        "an address beside the prefix is nobody's", "eni-a", "10.0.1.97",
        [interfaces: [sender, F.interface("eni-b", "10.0.1.5", "subnet-b", ["sg-t"], more: prefix)]], .denied
      ),
      (
        "a secondary address", "eni-a", "10.0.1.77",
        [
          interfaces: [
            sender,
            F.interface(
              "eni-b", "10.0.1.5", "subnet-b", ["sg-t"],
              more:
                #", "PrivateIpAddresses": [{"PrivateIpAddress": "10.0.1.5"}, {"PrivateIpAddress": "10.0.1.77"}]"#
            ),
          ]
        ], .allowed
      ),
      (
        "a branch interface's own address comes before a prefix", "eni-a", "10.0.1.77",
        [
          interfaces: [
            sender, F.interface("eni-trunk", "10.0.1.5", "subnet-b", ["sg-shut"], more: prefix),
            F.interface(
              "eni-branch", "10.0.1.77", "subnet-b", ["sg-t"], more: #", "InterfaceType": "branch""#),
          ],
          "ec2.describe-security-groups": [
            F.group("sg-t", F.from("10.0.0.0/16", 80)), F.group("sg-shut", ""),
          ],
        ], .allowed
      ),
      (
        "a subnet that another account shares hides its interfaces", "eni-a", "10.0.1.77",
        [
          "ec2.describe-subnets": [
            F.subnet("subnet-a", "10.0.0.0/24"),
            F.subnet("subnet-b", "10.0.1.0/24").replacing("{", with: #"{"OwnerId": "210987654321", "#),
          ]
        ], .undetermined
      ),
      ("a private address behind a NAT gateway is lost", "eni-b", "192.168.9.9", [:], .denied),
      ("a private address behind an internet gateway is lost", "eni-a", "192.168.9.9", [:], .denied),
      ("shared address space is not on the internet", "eni-a", "100.64.0.9", [:], .denied),
      ("loopback leaves no host", "eni-a", "127.0.0.1", [:], .denied),
      ("link-local leaves no link", "eni-b", "169.254.9.9", [:], .denied),
      ("a reserved address", "eni-a", "240.0.0.1", [:], .denied),
      ("the metadata service answers on the host", "eni-a", "169.254.169.254", [:], .undetermined),
      ("a packet from a private address beyond", "192.168.9.9", "eni-a", [:], .denied),
    ] as [(String, String, String, [String: [String]], Passage)])
  func `a packet and its reply`(
    _ name: String, _ from: String, _ to: String, _ changes: [String: [String]], _ verdict: Passage
  ) throws {
    let trace = try Self.trace(from, to, 80, Self.network(changes))
    let told = trace.hops.map { "\($0.direction) \($0.kind) \($0.verdict): \($0.decision.rule)" }
    #expect(trace.verdict == verdict, "\(name): \(told.joined(separator: "\n"))")
    for hop in trace.hops where hop.verdict == .denied {
      #expect(hop.decision.mismatch != nil && !hop.decision.evidence.isEmpty)
    }
  }

  @Test func `the longest prefix wins, prefix lists included`() throws {
    let network = F.network([
      "ec2.describe-subnets": [F.subnet("subnet-a", "10.0.0.0/24")],
      "ec2.describe-route-tables": [
        F.table("rtb-a", ["subnet-a"], "10.0.0.0/16 local,0.0.0.0/0 nat-1,52.216.0.0/14 tgw-1,pl-s3 vpce-s3")
      ],
      "ec2.get-managed-prefix-list-entries.pl-s3": [#"{"Cidr": "52.216.0.0/15"}"#],
      "ec2.describe-managed-prefix-lists": [
        #"{"PrefixListId": "pl-s3", "PrefixListName": "com.amazonaws.eu-west-1.s3", "AddressFamily": "IPv4"}"#
      ],
    ])
    func target(_ address: String) throws -> String? {
      network.route(fromSubnet: "subnet-a", to: .address(try #require(IPAddress(address)))).route?.targetID
    }
    #expect(try target("10.0.3.3") == "local")
    #expect(try target("52.217.0.1") == "vpce-s3")
    #expect(try target("52.218.0.1") == "tgw-1")
    #expect(try target("8.8.8.8") == "nat-1")
    #expect(network.route(fromSubnet: "subnet-a", to: .internet(.v4)).route?.targetID == "nat-1")
    #expect(network.route(fromSubnet: "subnet-a", to: .prefixList("pl-s3", .v4)).route?.targetID == "vpce-s3")
  }

  /// A second VPC behind a peering connection; the target's rule names the sender's group.
  static func peered(status: String, region: String, back: String) -> Network {
    network([
      "ec2.describe-vpcs": [
        #"{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}"#,
        #"{"VpcId": "vpc-2", "CidrBlock": "10.9.0.0/16"}"#,
      ],
      "ec2.describe-subnets": [
        F.subnet("subnet-a", "10.0.0.0/24"), F.subnet("subnet-b", "10.0.1.0/24"),
        F.subnet("subnet-z", "10.9.0.0/24", vpc: "vpc-2"),
      ],
      "ec2.describe-security-groups": [
        F.group("sg-t", ""), F.group("sg-z", F.from("sg-t", 80), vpc: "vpc-2"),
      ],
      "ec2.describe-network-interfaces": [
        F.interface("eni-b", "10.0.1.5", "subnet-b", ["sg-t"]),
        F.interface("eni-z", "10.9.0.5", "subnet-z", ["sg-z"], vpc: "vpc-2"),
      ],
      tables: [
        F.table("rtb-m", [], "10.0.0.0/16 local,10.9.0.0/16 pcx-1"), F.table("rtb-z", [], back, vpc: "vpc-2"),
      ],
      acls: [
        F.acl(
          "acl-1", ["subnet-a", "subnet-b", "subnet-z"],
          "100 allow in -1 - 0.0.0.0/0,100 allow out -1 - 0.0.0.0/0")
      ],
      "ec2.describe-vpc-peering-connections": [
        #"{"VpcPeeringConnectionId": "pcx-1", "Status": {"Code": "\#(status)"}, "RequesterVpcInfo": {"VpcId": "vpc-1", "Region": "eu-west-1"}, "AccepterVpcInfo": {"VpcId": "vpc-2", "Region": "\#(region)"}}"#
      ],
    ])
  }

  @Test(
    arguments: [
      ("active", "eu-west-1", "10.9.0.0/16 local,10.0.0.0/16 pcx-1", .allowed),
      ("deleted", "eu-west-1", "10.9.0.0/16 local,10.0.0.0/16 pcx-1", .denied),
      ("active", "us-east-1", "10.9.0.0/16 local,10.0.0.0/16 pcx-1", .denied),
      ("active", "eu-west-1", "10.9.0.0/16 local", .denied),
    ] as [(String, String, String, Passage)])
  func `peering carries groups inside one Region and needs routes both ways`(
    _ status: String, _ region: String, _ back: String, _ verdict: Passage
  ) throws {
    let network = Self.peered(status: status, region: region, back: back)
    #expect(try Self.trace("eni-b", "eni-z", 80, network).verdict == verdict)
  }

  @Test func `a report of reach names its hops`() throws {
    let report = ReachReport([try Self.trace("eni-a", "eni-b", 80, Self.network())])
    #expect(report.verdict == .allowed)
    #expect(report.json["hops"] != nil)
    #expect(report.text.contains("verdict: allowed"))
    #expect(report.text.contains("security group (inbound) sg-t"))
  }
}
