@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct TargetFilterCheckTests {
  /// Rows that hold whatever filter is asked about.
  static func table(_ filter: String, _ rows: [CheckTable.Row]) -> CheckTable {
    let common: [CheckTable.Row] = [
      .undetermined(
        "the targets' health may not be read", .web.after(.deny(Web.health)),
        says: "the registered targets of web-prod-tg are not known",
        needs: "elbv2.describe-target-health.web-prod-tg"),
      .notApplicable(
        "no target is registered", .web.after(Web.noTargets), says: "no target that takes packets"),
      .notApplicable(
        "no load balancer of that name", .web.about(Web.noBalancer), says: "no load balancer of that name"),
    ]
    return CheckTable(TargetFilterCheck.self, ["at": filter], rows + common)
  }

  private static func lets(_ rule: JSONValue) -> World {
    .timedOut.after(.set(Web.groups, Web.egress, [rule]))
  }
  private static func ingress(_ from: Int, _ to: Int, _ cidr: String = "0.0.0.0/0") -> Edit {
    .set(Web.acls, Web.entries + "/2", .entry(100, "allow", egress: false, from, to, cidr))
  }
  private static func egress(_ from: Int, _ to: Int, _ cidr: String = "0.0.0.0/0") -> Edit {
    .set(Web.acls, Web.entries + "/0", .entry(100, "allow", egress: true, from, to, cidr))
  }

  static let outbound = table(
    "egress",
    [
      .confirmed(
        "only 8080 is let out", lets(.tcp(8080, cidrs: ["0.0.0.0/0"])), says: Web.balancerGroup,
        cites: [Web.groups, Web.health], binds: ["port": "80", "alb-security-group": Web.balancerGroup]),
      .confirmed(
        "nothing is let out", .timedOut.after(.set(Web.groups, Web.egress, [])), says: Web.balancerGroup),
      .confirmed(
        "only one of the targets' subnets is reached", lets(.tcp(80, cidrs: ["10.20.10.0/24"])),
        says: Web.balancerGroup, binds: ["target": "10.20.11.58"]),
      .confirmed("the recorded incident", .request("alb-egress-to-retired-hosts"), says: "sg-"),
      .ruledOut(
        "everything is let out", .web, says: "let its packets out to the targets", cites: [Web.groups]),
      .ruledOut(
        "the tasks' group is named", lets(.tcp(80, groups: [Web.taskGroup])),
        says: "let its packets out to the targets"),
      .ruledOut(
        "the VPC's range is named", lets(.tcp(0, 65535, cidrs: ["10.20.0.0/16"])),
        says: "let its packets out to the targets"),
      .undetermined(
        "the groups may not be listed",
        .timedOut.after(.deny(Web.groups)), says: Web.balancerGroup,
        needs: Web.groups),
      .undetermined(
        "nothing is let out, and yet health checks succeed",
        .web.after(.set(Web.groups, Web.egress, [])), says: "succeed on the same port",
        needs: "elbv2.describe-target-health", cites: [Web.health]),
    ])

  static let request = table(
    "acl-request",
    [
      .confirmed(
        "443 is let in, 80 is not", .timedOut.after(ingress(443, 443)), says: "acl-0de6be327a98d9f18",
        cites: [Web.acls], binds: ["from-port": "80", "to-port": "80", "egress": "false"]),
      .confirmed("the recorded incident", .request("nacl-tasks-without-80"), says: "acl-"),
      .confirmed(
        "the load balancer's subnets let nothing out to 80", .request("nacl-edge-denies-outbound"),
        says: "acl-"),
      .ruledOut("the default network ACL", .web, says: "the network ACLs on the way pass", cites: [Web.acls]),
      .ruledOut(
        "a denial behind the admission is never read",
        .timedOut.after(.insert(Web.acls, Web.entries + "/-", .entry(200, "deny", egress: false, 80, 80))),
        says: "the network ACLs on the way pass"),
      .ruledOut(
        "tight ACLs that work", .request("tight-acls-that-work"), says: "the network ACLs on the way"),
      .ruledOut(
        "within one subnet no ACL is asked", .request("hostile-acl-inside-one-subnet"), says: "network ACL"),
      .undetermined(
        "the ACLs may not be listed", .timedOut.after(.deny(Web.acls)), says: "network ACL", needs: Web.acls),
      .undetermined(
        "80 is not let in, and yet health checks succeed", .web.after(ingress(443, 443)),
        says: "succeed on the same port", needs: "elbv2.describe-target-health"),
    ])

  static let reply = table(
    "acl-reply",
    [
      .confirmed(
        "only 80 and 443 are let out", .timedOut.after(egress(80, 443)), says: "acl-0de6be327a98d9f18",
        cites: [Web.acls], binds: ["from-port": "1024", "to-port": "65535", "egress": "true"]),
      .confirmed(
        "a load balancer's ports begin at 1024, not at 32768",
        .timedOut.after(
          egress(32768, 65535),
          .insert(Web.acls, Web.entries + "/0", .entry(90, "allow", egress: true, 80, 443))),
        says: "acl-0de6be327a98d9f18"),
      .confirmed("the recorded incident", .request("nacl-no-return-ports"), says: "acl-"),
      .ruledOut("the default network ACL", .web, says: "the network ACLs on the way pass", cites: [Web.acls]),
      .ruledOut(
        "1024 and above are let out",
        .timedOut.after(
          egress(1024, 65535),
          .insert(Web.acls, Web.entries + "/0", .entry(90, "allow", egress: true, 80, 443))),
        says: "the network ACLs on the way pass"),
      .ruledOut(
        "the request's entries do not concern replies", .timedOut.after(ingress(443, 65535)),
        says: "the network ACLs on the way pass"),
      .undetermined(
        "the ACLs may not be listed", .timedOut.after(.deny(Web.acls)), says: "network ACL", needs: Web.acls),
    ])

  static let route = table(
    "route",
    [
      .confirmed(
        "a peered VPC has no route back", .request("peered-vpc-route-missing"),
        says: "where private addresses are lost", binds: ["route-fault": "absent"]),
      .confirmed(
        "the route leads into a blackhole", .request("peered-vpc-route-blackhole"), says: "rtb-"),
      .ruledOut(
        "the local route always leads there", .web,
        says: "the routes between the load balancer and its targets", cites: [Web.tables]),
      .ruledOut("a peering with routes both ways", .request("peered-vpc-works"), says: "lead both ways"),
      .undetermined(
        "the tables may not be listed", .request("peered-vpc-route-missing").after(.deny(Web.tables)),
        says: "the route table of subnet-", needs: Web.tables),
    ])

  @Test(arguments: outbound.tests + request.tests + reply.tests + route.tests)
  func `where the way to the targets is closed`(_ row: CheckTable.Test) throws { try row.hold() }
}
