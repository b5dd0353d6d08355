@testable import Evidence
@testable import Files
import Testing

@Suite struct UnreadPartTests {
  private static let subnets = "{\"Subnets\": [{\"SubnetId\": \"subnet-1\", \"OwnerId\": \"123456789012\"}]}"

  private func state(
    unread: [String], _ more: [String: String] = [:], account: String? = nil
  ) -> Bool {
    let files = ["ec2.describe-subnets.json": Self.subnets].merging(more) { $1 }
    let snapshot = Snapshot(
      origin: "",
      files: files.map { SnapshotFile(path: $0.key, bytes: Array($0.value.utf8)) }.sorted {
        $0.path < $1.path
      },
      unread: unread)
    return snapshot.listing(.subnets, account: account).isComplete
  }

  @Test func `a listing is complete where everything was read`() { #expect(state(unread: [])) }

  @Test func `a file of the same kind that cannot be read leaves the listing open`() {
    #expect(!state(unread: [], ["ec2.describe-subnets.page-2.json": "{\"Subnets\": ["]))
    #expect(!state(unread: ["more/ec2-describe-subnets.json"]))
    #expect(state(unread: [], ["ec2.describe-vpcs.json": "{\"Vpcs\": ["]))
  }

  @Test func `a folder of another account leaves open what is asked of all accounts`() {
    #expect(!state(unread: ["210987654321/"]))
    #expect(!state(unread: ["ap-northeast-1/"]))
    #expect(state(unread: ["210987654321/"], account: "123456789012"))
    #expect(!state(unread: ["123456789012/"], account: "123456789012"))
  }

  @Test func `a folder that names no account takes nothing from a complete listing`() {
    #expect(state(unread: ["lost+found/"]))
  }
}
