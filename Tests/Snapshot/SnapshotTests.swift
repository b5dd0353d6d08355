@testable import Evidence
@testable import Files
import Foundation
import Testing

/// A snapshot made of named texts.
func snapshot(_ files: [String: String]) -> Snapshot {
  Snapshot(
    origin: "test",
    files: files.map { SnapshotFile(path: $0.key, bytes: Array($0.value.utf8)) }.sorted { $0.path < $1.path })
}

@Suite struct SnapshotTests {
  static let rules = #""IpPermissions": [], "IpPermissionsEgress": []"#
  static let groups = #"{"SecurityGroups": [{"GroupId": "sg-a", "OwnerId": "123456789012", \#(rules)}]}"#

  @Test(
    arguments: [
      ("a listing without subject is complete", ["ec2.describe-security-groups.json": groups], "complete"),
      ("any name will do, the content tells", ["groups.txt": groups], "complete"),
      (
        "a listing with a subject is complete for that subject only",
        ["ec2.describe-security-groups.sg-a.json": groups], "partial"
      ),
      (
        "a token for the next page makes it incomplete",
        ["ec2.describe-security-groups.json": #"{"SecurityGroups": [], "NextToken": "x"}"#], "partial"
      ),
      (
        "the next page completes it",
        [
          "ec2.describe-security-groups.json":
            #"{"SecurityGroups": [], "NextToken": "x"}{"SecurityGroups": []}"#
        ], "complete"
      ),
      (
        "an interface that names an unknown group contradicts it",
        [
          "a.json": groups,
          "b.json":
            #"{"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "Groups": [{"GroupId": "sg-b"}]}]}"#,
        ], "partial"
      ),
      (
        "a filter in calls.jsonl makes it incomplete",
        [
          "ec2.describe-security-groups.json": groups,
          "calls.jsonl":
            #"{"at": "2026-01-01T00:00:00Z", "rc": 0, "file": "ec2.describe-security-groups.json", "argv": ["aws", "ec2", "describe-security-groups", "--filters", "Name=vpc-id,Values=vpc-1"]}"#,
        ], "partial"
      ),
      ("an output of zero bytes is a failed call", ["ec2.describe-security-groups.json": ""], "failed"),
      (
        "a refused call is denied",
        [
          "ec2-describe-security-groups.err":
            "\nAn error occurred (UnauthorizedOperation) when calling the DescribeSecurityGroups operation: no"
        ], "denied"
      ),
      ("nothing there is not collected", [:], "notCollected"),
    ] as [(String, [String: String], String)])
  func `how complete a listing is`(_ name: String, _ files: [String: String], _ expected: String) {
    let state = snapshot(files).listing(.securityGroups).state
    #expect(String(describing: state).hasPrefix(expected), "\(name): \(state)")
  }

  static let active =
    #"{"RouteTables": [{"RouteTableId": "rtb-1", "Associations": [], "Routes": [{"DestinationCidrBlock": "0.0.0.0/0", "State": "active", "#

  @Test(
    arguments: [
      (.natGateways, "NatGateways", active + #""NatGatewayId": "nat-1"}]}]}"#, "partial"),
      (
        .natGateways, "NatGateways",
        active.replacing("active", with: "blackhole") + #""NatGatewayId": "nat-1"}]}]}"#, "complete"
      ),
      (.vpcEndpoints, "VpcEndpoints", active + #""GatewayId": "vpce-1"}]}]}"#, "partial"),
      (.vpcEndpoints, "VpcEndpoints", active + #""GatewayId": "igw-1"}]}]}"#, "complete"),
      (
        .vpcEndpoints, "VpcEndpoints",
        #"{"Account": "123456789012", "Arn": "a", "UserId": "u"}{"Subnets": [{"SubnetId": "subnet-1", "OwnerId": "210987654321"}]}"#,
        "partial"
      ),
      (
        .vpcEndpoints, "VpcEndpoints",
        #"{"Account": "123456789012", "Arn": "a", "UserId": "u"}{"Subnets": [{"SubnetId": "subnet-1", "OwnerId": "123456789012"}]}"#,
        "complete"
      ),
      (
        .vpcPeeringConnections, "VpcPeeringConnections", active + #""VpcPeeringConnectionId": "pcx-1"}]}]}"#,
        "partial"
      ),
      (.networkInterfaces, "NetworkInterfaces", active + #""NetworkInterfaceId": "eni-1"}]}]}"#, "partial"),
      (
        .targetGroups, "TargetGroups",
        #"{"Listeners": [{"LoadBalancerArn": "arn:lb", "DefaultActions": [{"Type": "forward", "TargetGroupArn": "arn:tg"}]}]}"#,
        "partial"
      ),
    ] as [(DocumentKind, String, String, String)])
  func `a name that AWS keeps true contradicts a listing without it`(
    _ kind: DocumentKind, _ list: String, _ other: String, _ expected: String
  ) {
    let state = snapshot(["a.json": "{\"\(list)\": []}", "b.json": other]).listing(kind).state
    #expect(String(describing: state).hasPrefix(expected), "\(kind): \(state)")
  }

  @Test(arguments: [
    (#""UserId": "123456789012", "#, "partial"),
    (#""UserId": "210987654321", "#, "complete"),
    ("", "complete"),
    (#""UserId": "123456789012", "VpcPeeringConnectionId": "pcx-1", "#, "complete"),
  ])
  func `a live rule keeps the group that it names`(_ pair: String, _ expected: String) {
    let rule = #"{"IpProtocol": "-1", "UserIdGroupPairs": [{\#(pair)"GroupId": "sg-b"}]}"#
    let text =
      #"{"SecurityGroups": [{"GroupId": "sg-a", "OwnerId": "123456789012", "IpPermissions": [\#(rule)], "IpPermissionsEgress": []}]}"#
    let state = snapshot(["a.json": text]).listing(.securityGroups).state
    #expect(String(describing: state).hasPrefix(expected), "\(state)")
  }

  @Test func `an error code that says not found proves the absence of its subject only`() {
    let world = snapshot([
      "ecr.get-repository-policy.web-app.err":
        "An error occurred (RepositoryPolicyNotFoundException) when calling the GetRepositoryPolicy operation: none"
    ])
    #expect(world.listing(.repositoryPolicy, subject: "web/app").provedAbsent != nil)
    #expect(world.listing(.repositoryPolicy, subject: "other").provedAbsent == nil)
  }

  @Test(arguments: ["ecr.get-repository-policy.web-app.err", "ecr.get-repository-policy.web-app.json.err"])
  func `the message beside an empty output counts`(_ message: String) {
    let world = snapshot([
      "ecr.get-repository-policy.web-app.json": "",
      message: "\nAn error occurred (RepositoryPolicyNotFoundException) when calling the operation: none",
    ])
    #expect(world.listing(.repositoryPolicy, subject: "web/app").provedAbsent != nil)
    #expect(world.failedCalls.map(\.file) == [message])
  }

  @Test func `an output that names its own subject ignores the one in its file name`() {
    let world = snapshot([
      "ecs.describe-task-definition.wrong.json":
        #"{"taskDefinition": {"taskDefinitionArn": "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:7", "family": "web"}}"#
    ])
    #expect(world.listing(.taskDefinition, subject: "web").isComplete)
    #expect(!world.listing(.taskDefinition, subject: "wrong").isComplete)
    #expect(world.listing(.taskDefinition, subject: "web:7").isComplete)
    #expect(world.regions == ["eu-west-1"])
  }

  @Test func `an empty answer belongs to the subject of its file`() {
    let world = snapshot(["elbv2.describe-target-health.web.json": #"{"TargetHealthDescriptions": []}"#])
    #expect(world.listing(.targetHealth, subject: "web").isComplete)
    #expect(!world.listing(.targetHealth, subject: "api").isComplete)
  }

  @Test func `folders give account and region to what does not say so itself`() {
    let world = snapshot([
      "210987654321/eu-west-1/a.json": #"{"Subnets": []}"#, "210987654321/eu-west-1/b.json": Self.groups,
    ])
    #expect(world.documents.map(\.account) == ["210987654321", "123456789012"])
    #expect(world.listing(.subnets, account: "210987654321", region: "eu-west-1").isComplete)
    #expect(!world.listing(.subnets, account: "210987654321", region: "eu-west-2").isComplete)
  }

  @Test func `a value knows its line and its pointer`() throws {
    let world = snapshot([
      "a.json":
        "{\n  \"SecurityGroups\": [\n    {\"GroupId\": \"sg-a\", \(Self.rules), \"a/b\": {\"c~d\": [1, \"x\\u0041\"]}}\n  ]\n}"
    ])
    let item = try #require(world.documents.first?.root["SecurityGroups"]?[0]?["a/b"]?["c~d"]?[1])
    let citation = Citation(item, "seen")
    #expect(citation.pointer == "/SecurityGroups/0/a~1b/c~0d/1")
    #expect(citation.line == 3)
    #expect(citation.value == "xA")
    #expect(world.documents.first?.root.resolve("/SecurityGroups/0/a~1b/c~0d/1")?.string == "xA")
  }

  @Test(
    arguments: [
      (#"{"a": 1,}"#, 1, 9), (#"{"a" 1}"#, 1, 6), ("{\n\"a\": tru}", 2, 6), (#"{"a": "x"#, 1, 7),
      (#"{"a": 01}"#, 1, 7),
      ("{\"a\": \"\t\"}", 1, 8), ("", 1, 1),
    ] as [(String, Int, Int)])
  func `what is no JSON is refused with its place`(_ text: String, _ line: Int, _ column: Int) {
    #expect { try JSONIndex(Array(text.utf8)) } throws: { error in
      (error as? JSONIndex.Failure).map { $0.line == line && $0.column == column } ?? false
    }
  }

  @Test func `a broken file is reported and the rest goes on`() {
    let world = snapshot(["a.json": "{\"SecurityGroups\": [}", "b.json": #"{"Subnets": []}"#])
    #expect(world.problems.map(\.file) == ["a.json"])
    #expect(world.problems.first?.line == 1)
    #expect(world.listing(.subnets).isComplete)
  }

  @Test(.enabled(if: SharedData.isPresent, "../shared is not there"))
  func `every real document is read or refused with a clear message`() throws {
    let world = try Snapshot.load(SharedData.root + "/data/aws-json")
    let read = Set(world.documents.map(\.file)).union(world.unknown.map(\.file)).union(
      world.texts.map(\.file.path))
    let refused = Set(world.problems.map(\.file))
    for file in world.files where file.size > 0 {
      #expect(read.contains(file.path) || refused.contains(file.path), "\(file.path)")
    }
    print(
      "real documents: \(world.documents.count) read, \(Set(world.unknown.map(\.file)).count) of an unknown kind, \(refused.count) refused"
    )
    for document in world.unknown {
      print("unknown: \(document.file) \(document.root.members.map(\.name).prefix(4))")
    }
    for problem in world.problems { print(problem.text) }
  }

  @Test(
    arguments: [
      // The name decides where the content could be of its kind, too.
      (
        "elbv2.describe-target-group-attributes.web", #"{"Attributes": []}"#,
        DocumentKind.targetGroupAttributes
      ),
      ("elbv2.describe-load-balancer-attributes.web", #"{"Attributes": []}"#, .loadBalancerAttributes),
      ("secretsmanager.describe-secret.db", #"{"ARN": "arn", "Name": "db"}"#, .secret),
      ("s3api.get-bucket-policy.b", #"{"Policy": "{}"}"#, .bucketPolicy),
      ("ec2.describe-prefix-lists", #"{"PrefixLists": []}"#, .servicePrefixLists),
      // The content decides where it could not.
      (
        "elbv2.describe-target-group-attributes.web",
        #"{"Attributes": [{"Key": "idle_timeout.timeout_seconds", "Value": "60"}]}"#, .loadBalancerAttributes
      ),
      (
        "elbv2.describe-load-balancer-attributes.web",
        #"{"Attributes": [{"Key": "deregistration_delay.timeout_seconds", "Value": "300"}]}"#,
        .targetGroupAttributes
      ),
      ("elbv2.describe-target-groups", #"{"LoadBalancers": []}"#, .loadBalancers),
      ("ec2.describe-prefix-lists", #"{"PrefixLists": [{"PrefixListArn": "arn"}]}"#, .managedPrefixLists),
      (
        "efs.describe-mount-target-security-groups.fsmt-1",
        #"{"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": [], "IpPermissionsEgress": []}]}"#,
        .securityGroups
      ),
      // Another command's answer that has a member of the same name.
      (
        "lambda.get-function-configuration.f", #"{"FunctionName": "f", "Role": "arn:aws:iam::1:role/r"}"#, nil
      ),
    ] as [(String, String, DocumentKind?)])
  func `a document is what its file's name says where its content agrees or could`(
    _ name: String, _ text: String, _ kind: DocumentKind?
  ) {
    let world = snapshot([name + ".json": text])
    let found = (world.documents + world.unknown).first?.kind ?? world.unread.keys.first
    #expect(found == kind)
  }

  @Test func `records are no listings of which absence could be told`() {
    #expect(DocumentKind.all.filter { !$0.isCall }.allSatisfy { !$0.isListingOfMany })
    #expect(DocumentKind.balancerLog.isLog && !DocumentKind.terraform.isLog)
  }

  @Test func `a changed copy reads only what changed`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in [
      ("ec2.describe-subnets.json", #"{"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1"}]}"#),
      ("ec2.describe-vpcs.json", #"{"Vpcs": [{"VpcId": "vpc-1"}]}"#), ("notes.txt", "seen at 03:00"),
    ] {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    let whole = try Snapshot.load(folder.path)
    // What would be read again would be missed now.
    try FileManager.default.removeItem(at: folder)
    let changed = whole.replacing(
      [SnapshotFile(path: "ec2.describe-vpcs.json", bytes: Array(#"{"Vpcs": [{"VpcId": "vpc-2"}]}"#.utf8))],
      applied: "another VPC")
    #expect(changed.problems.isEmpty, "\(changed.problems.map(\.text))")
    #expect(changed.listing(.vpcs).items.map { $0["VpcId"]?.string } == ["vpc-2"])
    #expect(whole.listing(.vpcs).items.map { $0["VpcId"]?.string } == ["vpc-1"])
    #expect(changed.documents(of: .subnets).first === whole.documents(of: .subnets).first)
    #expect(changed.texts.map(\.file.path) == ["notes.txt"])
  }

  @Test(arguments: [true, false])
  func `a file that a shell wrote as UTF-16 reads like any other`(_ isLittle: Bool) throws {
    let text =
      "{\r\n  \"SecurityGroups\": [\r\n    {\"GroupId\": \"sg-1\", \(Self.rules), \"Description\": \"入口\"}\r\n  ]\r\n}\r\n"
    var bytes: [UInt8] = isLittle ? [0xFF, 0xFE] : [0xFE, 0xFF]
    for unit in text.utf16 {
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      bytes += isLittle ? pair : pair.reversed()
    }
    let snapshot = Snapshot(
      origin: "", files: [SnapshotFile(path: "ec2.describe-security-groups.json", bytes: bytes)])
    #expect(snapshot.problems.isEmpty)
    let group = try #require(snapshot.listing(.securityGroups).items.first)
    let id = try #require(group["GroupId"])
    #expect(Citation(id, "the group").line == 3)
    #expect(group["Description"]?.string == "入口")
  }
}
