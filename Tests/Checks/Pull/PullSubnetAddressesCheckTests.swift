@testable import PullChecks
import Testing

@Suite struct PullSubnetAddressesCheckTests {
  static let count = "AvailableIpAddressCount"
  static let interface =
    "Timeout waiting for network interface provisioning to complete."
  static let insufficient =
    "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment disabled in subnet 'subnet-0f43af92f9e3aed66': InsufficientFreeAddressesInSubnet"
  static let first = "/Subnets/SubnetId=subnet-0f43af92f9e3aed66"
  static let second = "/Subnets/SubnetId=subnet-04b53df0d76fdcac0"
  static let service = "/services/serviceName=checkout-api"

  static func free(_ first: Int, _ second: Int) -> World {
    .nat.after(
      .set(PullFile.subnets, self.first + "/" + count, .number("\(first)")),
      .set(PullFile.subnets, self.second + "/" + count, .number("\(second)")))
  }

  static let short = Edit.set(PullFile.services, service + "/runningCount", 1)

  static let table = CheckTable(
    PullSubnetAddressesCheck.self,
    [
      .confirmed(
        "a full subnet, and no interface", free(0, 4085).stopped(interface),
        says: "subnet-0f43af92f9e3aed66 has no free address", "interface was not provisioned",
        cites: [PullFile.subnets, PullFile.tasks], binds: ["subnet": "subnet-0f43af92f9e3aed66"]),
      .confirmed(
        "EC2 said so, and by now there are addresses again", free(7, 4085).stopped(insufficient),
        says: "ECS says that the subnet has no free address", cites: [PullFile.tasks],
        binds: ["subnet": "subnet-0f43af92f9e3aed66"]),
      .confirmed(
        "every subnet is full, the service runs too few, and no task is there to say why",
        free(0, 0).after(short), says: "no subnet of the service has a free address",
        cites: [PullFile.subnets]),
      .ruledOut(
        "addresses are left", .nat, says: "every subnet has free addresses", cites: [PullFile.subnets]),
      .ruledOut(
        "no interface, though addresses are left", free(12, 4085).stopped(interface),
        says: "every subnet has free addresses", cites: [PullFile.subnets]),
      .ruledOut(
        "a full subnet, and a task that got as far as the registry", free(0, 4085).stopped(PullText.noImage),
        says: "the recorded text shows that the task had its interface", cites: [PullFile.subnets]),
      .undetermined(
        "the subnets may not be listed", .nat.after(.deny(PullFile.subnets)),
        says: "the free addresses are not in the snapshot", needs: PullFile.subnets),
      .undetermined(
        "one of the service's subnets was not listed", .nat.after(.remove(PullFile.subnets, second)),
        says: "the free addresses are not in the snapshot", needs: PullFile.subnets),
      .undetermined(
        "one full subnet, a service that runs too few, and no text to say why",
        free(0, 4085).after(short, .delete(PullFile.tasks)), says: "no failure text is in the snapshot",
        needs: PullFile.tasks),
      .undetermined(
        "nobody knows where the task stands",
        .task.after(.remove(PullFile.tasks, "/tasks/0/attachments")),
        says: "the task's subnets are not in the snapshot", needs: "ec"),
      .notApplicable(
        "one full subnet, and a service that runs what it should", free(0, 4085),
        says: "no event records a failure"),
    ])

  @Test(arguments: table.tests) func `whether an address was free`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
