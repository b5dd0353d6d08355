@testable import PullChecks
import Testing

@Suite struct PullOneSubnetCheckTests {
  static let first = "/RouteTables/RouteTableId=rtb-0b37afb718172215d/Routes/1"
  static let second = "/RouteTables/RouteTableId=rtb-021a2c0cad1464444/Routes/1"
  static let subnets = "/services/serviceName=checkout-api/deployments/0/networkConfiguration"

  static let table = CheckTable(
    PullOneSubnetCheck.self,
    [
      .confirmed(
        "one subnet lost its default route", .nat.after(.remove(PullFile.routes, second)),
        says: "subnet-04b53df0d76fdcac0 is at fault, subnet-0f43af92f9e3aed66 is not",
        cites: [PullFile.routes], binds: ["good-subnet": "subnet-0f43af92f9e3aed66"]),
      .confirmed(
        "the NAT gateway of one zone failed",
        .nat.after(
          .set(PullFile.gateways, "/NatGateways/NatGatewayId=nat-041af9f071137f2ed/State", "failed")),
        says: "subnet-04b53df0d76fdcac0 is at fault", "nat-041af9f071137f2ed is failed",
        cites: [PullFile.gateways], binds: ["nat-gateway": "nat-041af9f071137f2ed"]),
      .ruledOut("both pass", .nat, says: "the subnets do not differ", cites: [PullFile.routes]),
      .ruledOut(
        "both have the fault",
        .nat.after(.remove(PullFile.routes, first), .remove(PullFile.routes, second)),
        says: "the subnets do not differ", cites: [PullFile.services]),
      .ruledOut(
        "both have a fault, though not the same one",
        .nat.after(
          .remove(PullFile.routes, first),
          .set(PullFile.gateways, "/NatGateways/NatGatewayId=nat-041af9f071137f2ed/State", "failed")),
        says: "the subnets do not differ", cites: [PullFile.services]),
      .undetermined(
        "one subnet is at fault, and nobody listed the other's gateway",
        .nat.after(
          .remove(PullFile.routes, second), .remove(PullFile.gateways, "/NatGateways/0"),
          .set(PullFile.gateways, "/NextToken", "eyJ2IjoiMiJ9")),
        says: "nat-00fb25dcbc23fe841 is not in the snapshot", needs: PullFile.gateways),
      .undetermined(
        "the routes may not be listed", .nat.after(.deny(PullFile.routes)), says: "is not",
        needs: PullFile.routes),
      .undetermined(
        "a task of a service that was not collected",
        .task.after(.set(PullFile.tasks, "/tasks/0/group", "service:shop")),
        says: "the service's other subnets are not in the snapshot", needs: PullFile.services),
      .notApplicable(
        "a task that nobody's service started", .task.after(.add(PullFile.services, #"{"services":[]}"#)),
        says: "the task has one subnet only"),
    ])

  @Test(arguments: table.tests) func `whether the service's subnets differ`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
