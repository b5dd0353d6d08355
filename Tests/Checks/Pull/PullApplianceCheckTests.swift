@testable import PullChecks
import Testing

@Suite struct PullApplianceCheckTests {
  static let defaultRoute = "/RouteTables/RouteTableId=rtb-0b37afb718172215d/Routes/1"
  static let inspection = ["kind": "inspection"]
  static let untrusted =
    #"CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1: failed to do request: Head "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/shop/manifests/1": tls: failed to verify certificate: x509: certificate signed by unknown authority"#

  static func leading(to member: String, _ target: String) -> World {
    .nat.after(
      .set(
        PullFile.routes, defaultRoute,
        ["DestinationCidrBlock": "0.0.0.0/0", "Origin": "CreateRoute", "State": "active"]),
      .set(PullFile.routes, defaultRoute + "/" + member, .string(target)))
  }

  static let table = CheckTable(
    PullApplianceCheck.self,
    [
      .never(.confirmed, "what stands on the way is seen, what it does with the packets is not"),
      .never(.ruledOut, "nothing in a snapshot shows that an appliance lets the pull through"),
      .undetermined(
        "a transit gateway takes the default route",
        leading(to: "TransitGatewayId", "tgw-0a12bc34de56f7890"), inspection,
        says: "the pull leaves by tgw-0a12bc34de56f7890; what stands behind it decides", needs: nil,
        cites: [PullFile.routes]),
      .undetermined(
        "a firewall endpoint takes the default route",
        leading(to: "GatewayId", "vpce-0fee1a2b3c4d5e6f7"), says: "the pull leaves by vpce-0fee1a2b3c4d5e6f7",
        needs: nil, cites: [PullFile.routes]),
      .undetermined(
        "a NAT gateway carries the pull", .nat, ["kind": "nat"], says: "leaves by nat-00fb25dcbc23fe841",
        "its counters are not in a snapshot", needs: nil, cites: [PullFile.routes]),
      .undetermined(
        "an AWS host showed a certificate that nobody trusts",
        .task.after(.add(PullFile.services, #"{"services":[]}"#)).said(untrusted), inspection,
        says: "something on the way answered instead", needs: nil, cites: [PullFile.tasks]),
      .undetermined(
        "the routes were not collected", .nat.after(.delete(PullFile.routes)), inspection,
        says: "is not", needs: PullFile.routes),
      .notApplicable(
        "a NAT gateway inspects nothing", .nat, inspection, says: "no appliance stands on the way"),
      .notApplicable(
        "endpoints carry the pull", .sealed, ["kind": "nat"], says: "no leg of the pull leaves by a NAT"),
      .notApplicable(
        "another's registry may have a certificate of its own",
        .task.after(.add(PullFile.services, #"{"services":[]}"#)).image("registry.example.com/shop:1")
          .said(
            untrusted.replacing("123456789012.dkr.ecr.eu-west-1.amazonaws.com", with: "registry.example.com")),
        inspection, says: "no appliance stands on the way"),
    ])

  @Test(arguments: table.tests) func `what stands on the way out`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
