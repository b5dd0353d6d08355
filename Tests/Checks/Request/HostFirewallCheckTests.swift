@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct HostFirewallCheckTests {
  static let health = Orders.file("elbv2-describe-target-health@orders-api")
  static let rules = "/SecurityGroups/GroupName=orders-hosts/IpPermissions"

  static let table = CheckTable(
    HostFirewallCheck.self,
    [
      .confirmed(
        "hosts time out, and nothing on the way drops packets", .ordersTimedOut,
        says: "targets on hosts time out although nothing on the way drops their packets", cites: [health]),
      .confirmed(
        "a task on a host with an interface of its own",
        .timedOut.after((0..<4).map { .set(Web.tasks, "/tasks/\($0)/launchType", "EC2") }),
        says: "targets on hosts time out", cites: [Web.health]),
      .ruledOut(
        "packets are dropped before they reach the host",
        .ordersTimedOut.after(.set(Orders.ec2("security-groups"), rules, [])),
        says: "packets are dropped before they reach the host"),
      .ruledOut("no target times out", .orders, says: "no target times out", cites: [health]),
      .ruledOut(
        "a refusal is no silence",
        .orders.after(
          .set(
            health, "/TargetHealthDescriptions/0/TargetHealth",
            ["State": "unhealthy", "Reason": "Target.FailedHealthChecks"])), says: "no target times out"),
      .undetermined(
        "the targets' health may not be read", .orders.after(.deny(health)),
        says: "the registered targets of orders-api are not known", needs: "210987654321/eu-west-1/elbv2"),
      .notApplicable("Fargate has no host of one's own", .timedOut, says: "no target runs on a host"),
      .notApplicable("no target group", .edge, says: "no target group is attached"),
    ])

  @Test(arguments: table.tests)
  func `whether a host could drop packets`(_ row: CheckTable.Test) throws { try row.hold() }
}
