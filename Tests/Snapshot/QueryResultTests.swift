@testable import Evidence
@testable import Files
import Testing

/// Answers as `--query` and `--output yaml` leave them.
@Suite struct QueryResultTests {
  private func snapshot(_ name: String, _ text: String) -> Snapshot {
    Snapshot(origin: "", files: [SnapshotFile(path: name, bytes: Array(text.utf8))])
  }

  private func holds(_ citation: Citation, _ snapshot: Snapshot) -> Bool {
    CitationProof.problem(citation, in: snapshot) == nil
  }

  @Test func `a bare list is read under the name of its file and cited as it stands`() throws {
    let snapshot = snapshot(
      "ec2.describe-subnets.json", "[\n {\"SubnetId\": \"subnet-1\",\n  \"VpcId\": \"vpc-1\"}]")
    let value = try #require(snapshot.listing(.subnets).items.first?["VpcId"])
    let citation = Citation(value, "the VPC")
    #expect(citation.pointer == "/0/VpcId")
    #expect(citation.line == 3)
    #expect(holds(citation, snapshot))
  }

  @Test func `one item without its list is read, too`() throws {
    let snapshot = snapshot(
      "ec2.describe-vpcs.json", "{\"VpcId\": \"vpc-1\", \"CidrBlock\": \"10.0.0.0/16\"}")
    let value = try #require(snapshot.listing(.vpcs).items.first?["VpcId"])
    #expect(Citation(value, "the VPC").pointer == "/VpcId")
    #expect(holds(Citation(value, "the VPC"), snapshot))
  }

  @Test(arguments: [
    #"[{"SubnetId": "subnet-1", "VpcId": "vpc-1"}]"#, #"{"SubnetId": "subnet-1", "VpcId": "vpc-1"}"#,
  ])
  func `what is not in what a query left is not proved absent`(_ text: String) {
    let listing = snapshot("ec2.describe-subnets.json", text).listing(.subnets)
    #expect(listing.items.count == 1)
    #expect(!listing.isComplete)
    #expect(listing.gap?.english.contains("--query") == true, "\(listing.gap?.english ?? "")")
    #expect(listing.need.file == "ec2.describe-subnets.json")
  }

  @Test func `an empty list, and one of other things, proves nothing`() {
    for text in ["[]", "[\"subnet-1\"]", "[{\"a\": 1, \"b\": 2}]"] {
      #expect(!snapshot("ec2.describe-subnets.json", text).listing(.subnets).isComplete)
    }
  }

  @Test func `an answer in YAML keeps its lines and pointers`() throws {
    let text = "# from the shell\nVpcs:\n- VpcId: vpc-1\n  OwnerId: '123456789012'\n  IsDefault: false\n"
    for name in ["vpcs.yaml", "ec2.describe-vpcs.json", "ec2.describe-vpcs.yml"] {
      let snapshot = snapshot(name, text)
      let item = try #require(snapshot.listing(.vpcs).items.first)
      #expect(item["OwnerId"]?.string == "123456789012")
      #expect(item["IsDefault"]?.bool == false)
      let citation = Citation(try #require(item["VpcId"]), "the VPC")
      #expect(citation.line == 3)
      #expect(citation.pointer == "/Vpcs/0/VpcId")
      #expect(holds(citation, snapshot))
    }
  }
}
