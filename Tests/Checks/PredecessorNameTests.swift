@testable import Evidence
@testable import Files
@testable import Packets
@testable import Services
import Testing

/// Which group took the place of another.
@Suite struct PredecessorNameTests {
  /// Three groups whose names tell nothing, and a state in which one of them is left behind.
  private static func analysis(current: String?) -> Analysis {
    let groups = ["sg-0a", "sg-0b", "sg-0c"].map { id in
      "{\"GroupId\": \"\(id)\", \"GroupName\": \"n\(id)\", \"VpcId\": \"vpc-1\", \"IpPermissions\": [], "
        + "\"IpPermissionsEgress\": []}"
    }
    let now = current.map { "{\"attributes\": {\"id\": \"\($0)\"}}, " } ?? ""
    let state = """
      {"version": 4, "resources": [{"mode": "managed", "type": "aws_security_group", "name": "alb", "instances":
        [\(now){"deposed": "4f1c2a3b", "attributes": {"id": "sg-0a"}}]}]}
      """
    let files = [
      SnapshotFile(
        path: "ec2.describe-security-groups.json",
        bytes: Array("{\"SecurityGroups\": [\(groups.joined(separator: ","))]}".utf8)),
      SnapshotFile(path: "terraform.tfstate", bytes: Array(state.utf8)),
    ]
    return Analysis(Snapshot(origin: "", files: files))
  }

  @Test func `what Terraform left behind was replaced by the group at its address, and by no other`() {
    let analysis = PredecessorNameTests.analysis(current: "sg-0b")
    #expect(PredecessorName.isPredecessor("sg-0a", of: "sg-0b", in: analysis))
    #expect(!PredecessorName.isPredecessor("sg-0a", of: "sg-0c", in: analysis))
    #expect(!PredecessorName.isPredecessor("sg-0b", of: "sg-0c", in: analysis))
  }

  @Test func `where the state does not tell the heir, what is left behind was replaced all the same`() {
    let analysis = PredecessorNameTests.analysis(current: nil)
    #expect(PredecessorName.isPredecessor("sg-0a", of: "sg-0c", in: analysis))
  }
}
