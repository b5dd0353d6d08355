@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct TargetIngressCheckTests {
  /// Rows that hold whatever fault is asked for.
  static func table(_ fault: String, _ rows: [CheckTable.Row]) -> CheckTable {
    let common: [CheckTable.Row] = [
      .ruledOut(
        "the group admits the load balancer", .web, says: "the targets' groups admit the load balancer"),
      .undetermined(
        "the groups may not be listed",
        .timedOut.after(.deny(Web.groups)), says: Web.taskGroup, needs: Web.groups
      ),
      .undetermined(
        "the targets' health may not be read", .web.after(.deny(Web.health)),
        says: "the registered targets of web-prod-tg are not known",
        needs: "elbv2.describe-target-health.web-prod-tg"),
      .notApplicable(
        "no target is registered", .web.after(Web.noTargets), says: "no target that takes packets"),
      .notApplicable(
        "no load balancer of that name", .web.about(Web.noBalancer), says: "no load balancer of that name"),
    ]
    return CheckTable(TargetIngressCheck.self, fault.isEmpty ? [:] : ["is": fault], rows + common)
  }

  private static func admits(_ rule: JSONValue) -> World { .timedOut.after(Web.admit(rule)) }

  static let blocked = table(
    "blocked",
    [
      .confirmed(
        "the group admits nobody", .timedOut.after(Web.closed), says: "no rule of the targets' groups admits",
        cites: [Web.balancers, Web.health],
        binds: ["port": "80", "target": "10.20.10.37", "security-group": Web.taskGroup]),
      .confirmed(
        "its range leaves out one of the load balancer's subnets", admits(.tcp(80, cidrs: ["10.20.0.0/24"])),
        says: "no rule of the targets' groups admits"),
      .confirmed(
        "UDP is not TCP", admits(.permission("udp", 80, 80, groups: [Web.balancerGroup])),
        says: "no rule of the targets' groups admits"),
      .confirmed(
        "tasks may speak to each other, and to nobody else", admits(.tcp(80, groups: [Web.taskGroup])),
        says: "no rule of the targets' groups admits"),
      .ruledOut(
        "the VPC's range admits", admits(.tcp(80, cidrs: ["10.20.0.0/16"])),
        says: "the targets' groups admit the load balancer"),
      .ruledOut(
        "two ranges add up", admits(.tcp(0, 65535, cidrs: ["10.20.0.0/24", "10.20.1.0/24"])),
        says: "the targets' groups admit the load balancer"),
      .ruledOut(
        "an old rule beside the right one", .request("stale-rule-beside-the-right-one"),
        says: "the targets' groups admit the load balancer"),
      .undetermined(
        "closed, and yet health checks succeed", .web.after(Web.closed), says: "health checks of",
        "succeed on the same port", needs: "elbv2.describe-target-health", cites: [Web.health]),
      .undetermined(
        "the interfaces may not be listed", .timedOut.after(.deny(Web.interfaces)),
        says: "the security groups of 10.20.10.37 are not in the snapshot", needs: Web.interfaces),
    ])

  static let otherPort = table(
    "other-port",
    [
      .confirmed(
        "the rule is for 8080", admits(.tcp(8080, groups: [Web.balancerGroup])),
        says: "the rules admit the load balancer on other ports only",
        binds: ["port": "80", "open-ports": "8080"]),
      .confirmed(
        "the targets moved to 8080", .request("container-port-8080-rule-80"),
        says: "the rules admit the load balancer on other ports only", binds: ["port": "8080"]),
      .ruledOut(
        "nobody is admitted on any port", .timedOut.after(Web.closed), says: "kept out for another reason"),
      .ruledOut(
        "8080 is open to somebody else", admits(.tcp(8080, cidrs: ["203.0.113.0/24"])),
        says: "kept out for another reason"),
    ])

  static let orphan = table(
    "orphan-group",
    [
      .confirmed(
        "nothing carries the group that is named", admits(.tcp(80, groups: [Web.defaultGroup])),
        says: "group \(Web.defaultGroup), which no interface carries any more", cites: [Web.groups],
        binds: ["other-group": Web.defaultGroup, "security-group": Web.taskGroup]),
      .confirmed("the recorded incident", .request("hardening-orphan-group"), says: "no interface carries"),
      .ruledOut(
        "a database carries it", admits(.tcp(80, groups: [Web.databaseGroup])),
        says: "kept out for another reason"),
      .ruledOut(
        "the rule for the unattached group stands beside the right one",
        .timedOut.after(.insert(Web.groups, Web.taskRules + "/0", .tcp(80, groups: [Web.defaultGroup]))),
        says: "the targets' groups admit the load balancer"),
      .undetermined(
        "who carries the group was not collected",
        admits(.tcp(80, groups: [Web.defaultGroup])).after(
          .set(Web.interfaces, "/NextToken", "eyJ2IjoiMiJ9")),
        says: Web.defaultGroup, needs: "ec2.describe-network-interfaces"),
    ])

  static let predecessor = table(
    "predecessor-group",
    [
      .confirmed(
        "the rule names the group that the load balancer carried before",
        .request("replaced-group-predecessor"), says: "the predecessor of the one the load balancer carries",
        binds: ["other-group": "sg-013d01a7ab9c302e3"]),
      .ruledOut(
        "an unattached group that was never its", admits(.tcp(80, groups: [Web.defaultGroup])),
        says: "kept out for another reason"),
    ])

  static let otherBalancer = table(
    "other-load-balancer",
    [
      .confirmed(
        "the staging load balancer carries it", admits(.tcp(80, groups: [Web.stagingGroup])),
        says: "group \(Web.stagingGroup), which another load balancer carries",
        binds: ["other-group": Web.stagingGroup, "other-load-balancer": "web-staging"]),
      .confirmed("the recorded incident", .request("tasks-admit-staging-alb"), says: "another load balancer"),
      .ruledOut(
        "both load balancers carry it",
        admits(.tcp(80, groups: [Web.stagingGroup])).after(
          .insert(
            Web.balancers, "/LoadBalancers/LoadBalancerName=web-prod/SecurityGroups/-",
            .string(Web.stagingGroup)),
          .insert(Web.interfaces, "/NetworkInterfaces/0/Groups/-", ["GroupId": .string(Web.stagingGroup)]),
          .insert(Web.interfaces, "/NetworkInterfaces/1/Groups/-", ["GroupId": .string(Web.stagingGroup)])),
        says: "the targets' groups admit the load balancer"),
      .ruledOut(
        "a database carries it", admits(.tcp(80, groups: [Web.databaseGroup])),
        says: "kept out for another reason"),
    ])

  static let stale = table(
    "stale-group",
    [
      .confirmed(
        "the group was deleted, and its pair names no account any more",
        admits(.tcp(80, groups: ["sg-0fedcba9876543210"])).after(
          .remove(Web.groups, Web.taskRules + "/0/UserIdGroupPairs/0/UserId")),
        says: "group sg-0fedcba9876543210, which is gone", binds: ["other-group": "sg-0fedcba9876543210"]),
      .undetermined(
        "AWS keeps a group that a live rule of its account names: the listing lacks it",
        admits(.tcp(80, groups: ["sg-0fedcba9876543210"])), says: "who carries sg-0fedcba9876543210",
        needs: "ec2.describe-security-groups"),
      .confirmed(
        "a peered VPC's group was deleted", .request("peer-vpc-group-deleted"), says: "which is gone"),
      .ruledOut(
        "the group is there, and nothing carries it", admits(.tcp(80, groups: [Web.defaultGroup])),
        says: "kept out for another reason"),
      .undetermined(
        "the group may stand on the next page",
        admits(.tcp(80, groups: ["sg-0fedcba9876543210"])).after(
          .set(Web.groups, "/NextToken", "eyJ2IjoiMiJ9")),
        says: "sg-0fedcba9876543210", needs: "ec2.describe-security-groups"),
    ])

  static let reference = table(
    "reference-not-honoured",
    [
      .confirmed(
        "a transit gateway carries no references", .request("transit-gateway-without-references"),
        says: "this path does not carry group references"),
      .ruledOut(
        "a range is honoured everywhere", .request("transit-gateway-by-address-works"),
        says: "the targets' groups admit the load balancer"),
      .ruledOut(
        "within the VPC references are honoured", admits(.tcp(80, groups: [Web.stagingGroup])),
        says: "kept out for another reason"),
    ])

  static let dynamic = table(
    "dynamic-port",
    [
      .confirmed(
        "ECS chose the host port", .request("dynamic-host-ports-closed"),
        says: "the host port was chosen by ECS, and the instance's groups do not open it"),
      .confirmed(
        "also where the tasks were not collected", .request("dynamic-ports-without-the-tasks"),
        says: "the host port was chosen by ECS"),
      .ruledOut(
        "the range is open", .request("dynamic-host-ports-open"),
        says: "the targets' groups admit the load balancer"),
      .ruledOut(
        "a fixed host port is closed", .request("host-port-9000-rule-8080"),
        says: "kept out for another reason"),
      .ruledOut(
        "a task with an interface of its own has no host port", .timedOut.after(Web.closed),
        says: "kept out for another reason"),
    ])

  static let any = table(
    "",
    [
      .confirmed(
        "any denial holds", .timedOut.after(Web.closed), says: "no rule of the targets' groups admits")
    ])

  static let tables = [
    blocked, otherPort, orphan, predecessor, otherBalancer, stale, reference, dynamic, any,
  ]

  @Test(arguments: tables.flatMap(\.tests))
  func `in which way the targets' groups keep the load balancer out`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
