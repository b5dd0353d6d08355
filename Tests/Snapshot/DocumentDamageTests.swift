@testable import Sentences
@testable import Evidence
@testable import Packets
@testable import Files
@testable import Records
import Foundation
import Testing

@Suite struct DocumentDamageTests {
  /// A listing of route tables, and what is told of it; nil where all of it can be read.
  struct Row: Sendable, CustomTestStringConvertible {
    let table: String
    let told: String?

    var testDescription: String { table }
  }

  private static func snapshot(_ name: String, _ text: String) -> Snapshot {
    Snapshot(origin: "", files: [SnapshotFile(path: name, bytes: Array(text.utf8))])
  }

  @Test(arguments: [
    Row(table: #"{"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": [], "Associations": []}"#, told: nil),
    Row(table: #"{"RouteTableId": "rtb-1", "VpcId": null, "Routes": [], "Associations": []}"#, told: nil),
    Row(table: #"{"RouteTableId": "rtb-1", "Anything": 7, "Routes": [], "Associations": []}"#, told: nil),
    Row(table: #"{"RouteTableId": "rtb-1", "Associations": [{"Main": "true"}], "Routes": []}"#, told: nil),
    Row(table: #"{"RouteTableId": null, "Routes": [], "Associations": []}"#, told: "is not there"),
    Row(table: #"{"VpcId": "vpc-1", "Routes": [], "Associations": []}"#, told: "is not there"),
    Row(table: #"{"RouteTableId": "", "Routes": [], "Associations": []}"#, told: "is not a name"),
    Row(
      table: #"{"RouteTableId": 7, "Routes": [], "Associations": []}"#,
      told: "`RouteTableId` is a number where AWS prints a text"),
    Row(
      table: #"{"Route\u0054ableId": 7, "Routes": [], "Associations": []}"#,
      told: "`RouteTableId` is a number"),
    Row(
      table: #"{"RouteTableId": "rtb-1", "RouteTableId": "rtb-2", "Routes": [], "Associations": []}"#,
      told: "stands twice"),
    Row(
      table: #"{"RouteTableId": "rtb-1", "Routes": {}, "Associations": []}"#,
      told: "`Routes` is an object where AWS prints a list"),
    Row(
      table: #"{"RouteTableId": "rtb-1", "Routes": [7], "Associations": []}"#,
      told: "where AWS prints an object"),
    Row(
      table: #"{"RouteTableId": "rtb-1", "Routes": [{"State": "up"}], "Associations": []}"#,
      told: "does not print there"),
    Row(
      table:
        #"{"RouteTableId": "rtb-1", "Routes": [{"DestinationCidrBlock": "10.0.0.0/33"}], "Associations": []}"#,
      told: "not a block of addresses"),
    Row(
      table: #"{"RouteTableId": "rtb-1", "Associations": [{"SubnetId": true}], "Routes": []}"#,
      told: "`SubnetId` is true or false"),
    Row(
      table: #"{"RouteTableId": "rtb-1", "Associations": []}"#,
      told: "the member `Routes`, which AWS always prints, is not there"),
    Row(table: #"{"RouteTableId": "rtb-1", "Routes": []}"#, told: "the member `Associations`"),
    Row(table: "7", told: "where AWS prints an object"),
  ])
  func `an item that cannot be read is told and left out`(_ row: Row) {
    let whole = #"{"RouteTableId": "rtb-0", "Routes": [], "Associations": []}"#
    let text = "{\"RouteTables\": [\(whole),\n\(row.table)]}"
    let snapshot = Self.snapshot("ec2.describe-route-tables.json", text)
    let listing = snapshot.listing(.routeTables)
    guard let told = row.told else {
      #expect(snapshot.problems.isEmpty && listing.isComplete && listing.items.count == 2)
      return
    }
    #expect(snapshot.problems.count == 1)
    #expect(snapshot.problems.first?.text.hasPrefix("ec2.describe-route-tables.json:2:") == true)
    #expect(snapshot.problems.first?.what.english.contains(told) == true, "\(snapshot.problems)")
    #expect(listing.items.count == 1 && !listing.isComplete && listing.gap?.english.contains(told) == true)
    // The file stays as it is: places still count what was left out.
    #expect(snapshot.documents.first?.root.resolve("/RouteTables/1") != nil)
  }

  @Test(arguments: [
    (#"{"TaskDefinition": 1, "taskDefinition": {"family": 7}}"#, DocumentKind.taskDefinition),
    (#"{"RouteTables": "none"}"#, DocumentKind.routeTables),
    (#"{"RouteTables": ["#, DocumentKind.routeTables),
  ])
  func `a document that cannot be read is not merely absent`(_ text: String, _ kind: DocumentKind) {
    let snapshot = Self.snapshot(kind.name + ".json", text)
    #expect(snapshot.documents(of: kind).isEmpty && snapshot.problems.count == 1)
    #expect(snapshot.listing(kind).gap?.english.contains(kind.name + ".json:1:") == true)
  }

  @Test(arguments: [
    #"{"Parameters": {"Env": {"Type": "String"}}, "Resources": {}}"#,
    #"{"Parameters": [{"ParameterKey": "Env", "ParameterValue": "prod"}]}"#,
    #"{"clusters": ["shop", "tools"]}"#,
    #"{"Rules": [{"ID": "expire", "Status": "Enabled"}]}"#,
    #"{"Listeners": [{"Name": "log4j"}, {"Name": "other"}]}"#,
    #"{"Configuration": "none"}"#,
  ])
  func `another program's document of like names is of an unknown kind and no damage`(_ text: String) {
    let snapshot = Self.snapshot("notes.json", text)
    #expect(snapshot.documents.isEmpty && snapshot.problems.isEmpty && snapshot.unknown.count == 1)
  }

  @Test(
    arguments: [
      (DocumentKind.securityGroups, #"{"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": []}]}"#),
      (DocumentKind.networkACLs, #"{"NetworkAcls": [{"NetworkAclId": "acl-1", "Associations": []}]}"#),
      (DocumentKind.networkInterfaces, #"{"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1"}]}"#),
      (DocumentKind.loadBalancers, #"{"LoadBalancers": [{"LoadBalancerArn": "arn:1"}]}"#),
      (DocumentKind.listeners, #"{"Listeners": [{"ListenerArn": "arn:1", "DefaultActions": []}]}"#),
      (DocumentKind.listenerRules, #"{"Rules": [{"RuleArn": "arn:1", "Priority": "1", "Actions": []}]}"#),
      (DocumentKind.parameters, #"{"Parameters": [{"Type": "String"}]}"#),
    ])
  func `what a query on the command line left out is no absence`(_ kind: DocumentKind, _ text: String) {
    let snapshot = Self.snapshot(kind.name + ".json", text)
    #expect(!snapshot.listing(kind).isComplete && snapshot.listing(kind).items.isEmpty)
    #expect(snapshot.problems.first?.what.english.contains("which AWS always prints, is not there") == true)
  }

  @Test(
    arguments: [
      (
        DocumentKind.taskDefinition,
        #"{"taskDefinition": {"family": "a", "containerDefinitions": [{"name": "a", "image": "b", "#
          + #""logConfiguration": {"options": {"awslogs-group": "x", "awslogs-group": "y"}}}]}}"#,
        "stands twice"
      ),
      (
        DocumentKind.secret,
        #"{"ARN": "arn:1", "Name": "a", "VersionIdsToStages": {"v": "AWSCURRENT"}}"#,
        "where AWS prints a list"
      ),
      (
        DocumentKind.taskDefinition,
        #"{"taskDefinition": {"family": "a", "containerDefinitions": [{"image": ""}]}}"#, "`image`"
      ),
    ])
  func `values by names are read as the others are`(_ kind: DocumentKind, _ text: String, _ told: String) {
    let snapshot = Self.snapshot(kind.name + ".a.json", text)
    #expect(snapshot.documents(of: kind).isEmpty && snapshot.problems.count == 1)
    #expect(snapshot.problems.first?.what.english.contains(told) == true, "\(snapshot.problems)")
  }

  @Test func `an item of two names is lost of each of them`() {
    let text = #"{"imageDetails": [{"repositoryName": "x", "repositoryName": "shop", "imageTags": ["1"]}]}"#
    let snapshot = Self.snapshot("ecr.describe-images.shop.json", text)
    #expect(!snapshot.listing(.images, subject: "shop").isComplete)
    #expect(!snapshot.listing(.images, subject: "x").isComplete)
  }

  @Test(
    arguments: [
      (
        DocumentKind.loadBalancers,
        #"{"LoadBalancers": [{"LoadBalancerArn": "arn:1", "Type": "gateway", "State": {"Code": "active"}}]}"#,
        true
      ),
      (
        DocumentKind.loadBalancers,
        #"{"LoadBalancers": [{"LoadBalancerArn": "arn:1", "Type": "network"}]}"#, false
      ),
      (
        DocumentKind.vpcEndpoints,
        #"{"VpcEndpoints": [{"VpcEndpointId": "vpce-1", "VpcEndpointType": "ServiceNetwork"}]}"#, true
      ),
      (
        DocumentKind.vpcEndpoints,
        #"{"VpcEndpoints": [{"VpcEndpointId": "vpce-1", "VpcEndpointType": "Interface", "ServiceName": ""}]}"#,
        false
      ),
      (DocumentKind.vpcEndpoints, #"{"VpcEndpoints": [{"VpcEndpointId": "vpce-1"}]}"#, false),
    ])
  func `a member is missed only where AWS prints it`(_ kind: DocumentKind, _ text: String, _ isWhole: Bool) {
    #expect(Self.snapshot(kind.name + ".json", text).listing(kind).isComplete == isWhole)
  }

  @Test(arguments: [
    (#"{"PublicIpv4Pool": "ipv4pool-1", "Main": false}"#, true),
    (#"{"SubnetId": null, "Main": false}"#, false), (#"{"SubnetId": "subnet-2", "Main": false}"#, true),
    (#"{"GatewayId": "igw-1", "Main": false}"#, true),
  ])
  func `an association that names nobody may be any subnet's`(_ association: String, _ isKnown: Bool) {
    func table(_ id: String, _ association: String) -> String {
      #"{"RouteTableId": "\#(id)", "VpcId": "vpc-1", "Routes": [], "Associations": [\#(association)]}"#
    }
    let tables = "\(table("rtb-1", #"{"Main": true}"#)), \(table("rtb-2", association))"
    let subnet = #"{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24"}"#
    let files = [
      ("ec2.describe-route-tables.json", "{\"RouteTables\": [\(tables)]}"),
      ("ec2.describe-subnets.json", "{\"Subnets\": [\(subnet)]}"),
    ].map { SnapshotFile(path: $0.0, bytes: Array($0.1.utf8)) }
    let network = Network(Snapshot(origin: "", files: files))
    if case .found = network.routeTable(forSubnet: "subnet-1") {
      #expect(isKnown)
    } else {
      #expect(!isKnown)
    }
  }

  @Test func `what is lost of one subject leaves another's listing whole`() {
    let good =
      #"{"TargetHealthDescriptions": [{"Target": {"Id": "i-1"}, "TargetHealth": {"State": "healthy"}}]}"#
    let snapshot = Snapshot(
      origin: "",
      files: [
        SnapshotFile(path: "elbv2.describe-target-health.web.json", bytes: Array(good.utf8)),
        SnapshotFile(path: "elbv2.describe-target-health.api.json", bytes: Array("{".utf8)),
      ])
    #expect(snapshot.listing(.targetHealth, subject: "web").isComplete)
    #expect(!snapshot.listing(.targetHealth, subject: "api").isComplete)
  }

  @Test(
    arguments: [
      ("7", 7), ("7.0", 7), ("-1", -1), ("1e3", 1000), ("1e22", nil), ("9223372036854775807", nil),
      ("0.5", nil),
      ("1e999", nil),
    ] as [(String, Int?)])
  func `numbers beyond all reckoning are none`(_ text: String, _ number: Int?) {
    #expect(JSON.whole(text) == number)
  }

  @Test(arguments: [
    "0000-08-28T05:20:00Z", "9025-08-28T05:20:00Z", "2025-13-01T00:00:00Z", "2025-01-32T00:00:00Z",
    "2025-01-01T24:00:00Z", "1e22", "inf",
  ])
  func `times of no record's years are none`(_ text: String) { #expect(LogTime.parse(text) == nil) }

  @Test func `a time beyond the calendar is written and traps nothing`() {
    #expect(LogTime.format(1e300).hasPrefix("9999-12-31"))
    #expect(LogTime.format(-.infinity).hasPrefix("0000-01-01"))
  }
}
