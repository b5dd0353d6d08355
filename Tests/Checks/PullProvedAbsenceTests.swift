@testable import Evidence
@testable import PullChecks
import Testing

/// What is proved not to be there: by a refusal for its name, by the pages of a listing, by a replication that failed.
@Suite struct PullProvedAbsenceTests {
  static func refusal(_ code: String, _ operation: String) -> String {
    "\nAn error occurred (\(code)) when calling the \(operation) operation: no\n"
  }

  static let listed = #"{"repositories":[]}"#

  @Test(
    arguments: [
      ("ecr.describe-repositories.shop.err", "RepositoryNotFoundException", Verdict.confirmed),
      ("ecr.describe-repositories.other.err", "RepositoryNotFoundException", .undetermined),
      ("ecr.describe-repositories.shop.err", "AccessDeniedException", .undetermined),
    ])
  func `a call for one repository that answers NotFound proves its absence`(
    _ file: String, _ code: String, _ wanted: Verdict
  ) {
    let found = PullFixture.run(
      PullImageCheck.self, ["is": "repository-absent"],
      [
        file: Self.refusal(code, "DescribeRepositories"), "ecs.describe-tasks.json": nil,
        "ecr.describe-pull-through-cache-rules.json": #"{"pullThroughCacheRules":[]}"#,
      ])
    #expect(found.verdict == wanted, "\(found.because)")
  }

  static let table =
    #"{"RouteTables":[{"RouteTableId":"rtb-1","VpcId":"vpc-1","OwnerId":"123456789012","Associations":[{"Main":true}],"Routes":[{"DestinationCidrBlock":"0.0.0.0/0","NatGatewayId":"nat-1","State":"active"}]}]}"#

  @Test(
    arguments: [
      ("NatGatewayNotFound", Verdict.confirmed), ("UnauthorizedOperation", .undetermined),
    ])
  func `a NAT gateway that AWS does not find carries nothing`(_ code: String, _ wanted: Verdict) {
    let found = PullFixture.run(
      PullPathCheck.self, ["fault": "nat-unusable"],
      [
        "ec2.describe-route-tables.json": Self.table,
        "ec2.describe-nat-gateways.nat-1.err": Self.refusal(code, "DescribeNatGateways"),
      ])
    #expect(found.verdict == wanted, "\(found.because)")
    if wanted == .confirmed { #expect(found.evidence.contains { $0.file.hasSuffix(".err") }) }
  }

  @Test(
    arguments: [
      ("both pages", ["ecr.describe-images.shop.2.json"], Verdict.confirmed), ("one page", [], .undetermined),
    ])
  func `the pages of one repository are one listing, however the files are called`(
    _ name: String, _ more: [String], _ wanted: Verdict
  ) {
    let first =
      #"{"imageDetails":[{"repositoryName":"shop","registryId":"123456789012","imageDigest":"sha256:a","imageTags":["8"]}],"nextToken":"t"}"#
    let last =
      #"{"imageDetails":[{"repositoryName":"shop","registryId":"123456789012","imageDigest":"sha256:b","imageTags":["9"]}]}"#
    var files: [String: String?] = ["ecr.describe-images.shop.json": first]
    for file in more { files[file] = last }
    let found = PullFixture.run(PullImageCheck.self, ["is": "tag-absent"], files)
    #expect(found.verdict == wanted, "\(name): \(found.because)")
  }

  static let source =
    #"{"repositories":[{"repositoryArn":"arn:aws:ecr:us-east-1:123456789012:repository/shop","registryId":"123456789012","repositoryName":"shop","repositoryUri":"123456789012.dkr.ecr.us-east-1.amazonaws.com/shop"}]}"#

  static func world(_ destination: String) -> [String: String?] {
    [
      "eu-west-1/ecr.describe-repositories.json": listed,
      "us-east-1/ecr.describe-repositories.json": source,
      "us-east-1/ecr.describe-images.shop.json":
        #"{"imageDetails":[{"repositoryName":"shop","registryId":"123456789012","imageDigest":"sha256:a","imageTags":["1"]}]}"#,
      "us-east-1/ecr.describe-registry.json":
        #"{"registryId":"123456789012","replicationConfiguration":{"rules":[{"destinations":[{"region":"\#(destination)","registryId":"123456789012"}]}]}}"#,
    ]
  }

  @Test(arguments: [("eu-west-1", Verdict.ruledOut), ("ap-south-1", .confirmed)])
  func `a repository that replication should have made is not misnamed`(
    _ destination: String, _ elsewhere: Verdict
  ) {
    let files = Self.world(destination)
    let found = PullFixture.run(PullImageCheck.self, ["is": "elsewhere"], files)
    #expect(found.verdict == elsewhere, "\(found.because)")
    if elsewhere == .ruledOut {
      #expect(PullFixture.run(PullImageReplicationCheck.self, [:], files).verdict == .confirmed)
      #expect(PullFixture.run(PullImageCheck.self, ["is": "repository-absent"], files).verdict == .ruledOut)
    }
  }

  static func subnet(native: Bool, block: Bool) -> String {
    let set =
      block
      ? #"[{"Ipv6CidrBlock":"2001:db8:1:1::/64","Ipv6CidrBlockState":{"State":"associated"}}]"# : "[]"
    return
      #"{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","OwnerId":"123456789012","CidrBlock":"10.0.1.0/24","AvailabilityZone":"eu-west-1a","Ipv6Native":\#(native),"Ipv6CidrBlockAssociationSet":\#(set)}]}"#
  }

  @Test(
    arguments: [
      ("IPv6 only", true, true, "dkr.ecr.eu-west-1.amazonaws.com", Verdict.undetermined),
      ("both, a name with both", false, true, "dkr-ecr.eu-west-1.on.aws", .undetermined),
      ("both, a name with IPv4 only", false, true, "dkr.ecr.eu-west-1.amazonaws.com", .confirmed),
      ("no IPv6 block", false, false, "dkr-ecr.eu-west-1.on.aws", .confirmed),
    ])
  func `where IPv6 has a way out, its absence for IPv4 convicts only names without IPv6`(
    _ name: String, _ native: Bool, _ block: Bool, _ host: String, _ wanted: Verdict
  ) {
    let found = PullFixture.run(
      PullPathCheck.self, ["fault": "no-egress"],
      [
        "ec2.describe-subnets.json": Self.subnet(native: native, block: block),
        "ec2.describe-route-tables.json":
          #"{"RouteTables":[{"RouteTableId":"rtb-1","VpcId":"vpc-1","OwnerId":"123456789012","Associations":[{"Main":true}],"Routes":[{"DestinationIpv6CidrBlock":"::/0","EgressOnlyInternetGatewayId":"eigw-1","State":"active"}]}]}"#,
        "ecs.describe-task-definition.shop.json": PullFixture.definition().replacing(
          "dkr.ecr.eu-west-1.amazonaws.com", with: host),
        "ecs.describe-services.json": #"{"services":[]}"#,
      ])
    #expect(found.verdict == wanted, "\(name): \(found.because)")
  }

  @Test func `another Region's listing is no next page of this one`() {
    let mine = #"{"imageDetails":[],"nextToken":"t"}"#
    let other =
      #"{"imageDetails":[{"repositoryName":"shop","registryId":"123456789012","imageDigest":"sha256:a","imageTags":["9"]}]}"#
    let found = PullFixture.run(
      PullImageCheck.self, ["is": "tag-absent"],
      [
        "eu-west-1/ecr.describe-images.shop.json": mine, "ecr.describe-images.shop.json": nil,
        "us-east-1/ecr.describe-images.shop.json": other,
      ])
    #expect(found.verdict == .undetermined, "\(found.because)")
  }

  @Test(arguments: ["", "210987654321/eu-west-1/"])
  func `a failed call that names no account is the subject's own`(_ folder: String) {
    var files: [String: String?] = [
      "ecs.describe-task-definition.shop.json": PullFixture.definition().replacing(
        "123456789012.dkr", with: "210987654321.dkr"),
      "ecr.get-repository-policy.shop.err": nil,
    ]
    files[folder + "ecr.get-repository-policy.shop.err"] = Self.refusal(
      "RepositoryPolicyNotFoundException", "GetRepositoryPolicy")
    let found = PullFixture.run(
      PullPermissionCheck.self, ["for": "manifest layer-url", "denial": "owner-silent"], files)
    #expect(found.verdict == (folder.isEmpty ? .undetermined : .confirmed), "\(found.because)")
  }
}
