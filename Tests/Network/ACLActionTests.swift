@testable import Evidence
@testable import Packets
import Testing

/// Entries of a network ACL whose action is neither allow nor deny.
@Suite struct ACLActionTests {
  typealias F = NetworkFixture

  @Test(
    arguments: [
      ("a deny decides", "50 deny in 6 80-80 0.0.0.0/0,100 allow in -1 - 0.0.0.0/0", Passage.denied),
      (
        "an unknown action leaves it open", "50 count in 6 80-80 0.0.0.0/0,100 allow in -1 - 0.0.0.0/0",
        .undetermined
      ),
      ("nothing else allows it", "50 count in 6 80-80 0.0.0.0/0", .undetermined),
      ("it is about another port", "50 count in 6 22-22 0.0.0.0/0,100 allow in -1 - 0.0.0.0/0", .allowed),
      (
        "it stands behind the one that decides", "50 allow in 6 80-80 0.0.0.0/0,100 count in -1 - 0.0.0.0/0",
        .allowed
      ),
    ] as [(String, String, Passage)])
  func `an unknown action decides nothing`(_ name: String, _ entries: String, _ verdict: Passage) throws {
    let network = F.network([
      "ec2.describe-subnets": [F.subnet("subnet-a", "10.0.0.0/24")],
      "ec2.describe-network-acls": [F.acl("acl-1", ["subnet-a"], entries)],
    ])
    let peer = Peer.address(try #require(IPAddress("10.0.9.9")))
    let decision = network.naclWalk(subnet: "subnet-a", .ingress, .tcp, ports: 80...80, peer: peer)
    #expect(decision.verdict == verdict, "\(name): \(decision.rule)")
  }
}
