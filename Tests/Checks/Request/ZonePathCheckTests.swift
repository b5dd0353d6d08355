@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct ZonePathCheckTests {
  static let same = "no subnet differs from its siblings"
  /// The tasks' subnet of zone c gets a network ACL of its own.
  static func ownACL(_ entries: JSONValue) -> [Edit] {
    [
      .remove(Web.acls, "/NetworkAcls/0/Associations/SubnetId=subnet-024f9be463c489430"),
      .insert(
        Web.acls, "/NetworkAcls/-",
        [
          "NetworkAclId": "acl-0aaaabbbbccccdddd", "VpcId": "vpc-037767fbda5673957", "IsDefault": false,
          "OwnerId": "123456789012", "Associations": [["SubnetId": "subnet-024f9be463c489430"]],
          "Entries": entries,
        ]),
    ]
  }

  static let table = CheckTable(
    ZonePathCheck.self,
    [
      .confirmed(
        "one zone's tasks stand behind an ACL that drops everything", .timedOut.after(ownACL([])),
        says: "only ap-northeast-1c fails", cites: [Web.balancers],
        binds: ["zone": "ap-northeast-1c", "subnet": "subnet-024f9be463c489430", "port": "80"]),
      .confirmed(
        "the tasks' rule names one of the load balancer's subnets",
        .timedOut.after(Web.admit(.tcp(80, cidrs: ["10.20.0.0/24"]))), says: "only ap-northeast-1c fails",
        cites: [Web.groups], binds: ["zone": "ap-northeast-1c"]),
      .confirmed(
        "a subnet lies in one zone, whatever the zone's name",
        .timedOut.after(ownACL([])).after(.deny(Web.subnets)), says: "only subnet-024f9be463c489430 fails"),
      .confirmed("the recorded incident", .request("one-zone-acl"), says: "only ap-northeast-1"),
      .ruledOut("nothing fails", .web, says: same, cites: [Web.balancers]),
      .ruledOut(
        "the tasks' group is the same in every zone", .timedOut.after(Web.closed), says: same),
      .ruledOut(
        "one zone's ACL differs, and lets pass",
        .web.after(
          ownACL([
            .entry(100, "allow", egress: false, 80, 80, "10.20.0.0/16"),
            .entry(100, "allow", egress: true, 1024, 65535, "10.20.0.0/16"),
          ])), says: same),
      .ruledOut(
        "the ACL of every subnet drops 80",
        .timedOut.after(.set(Web.acls, Web.entries + "/2", .entry(100, "allow", egress: false, 443, 443))),
        says: "what fails is not confined to one Availability Zone", cites: [Web.acls]),
      .undetermined(
        "the ACLs may not be listed", .timedOut.after(.deny(Web.acls)), says: "network ACL", needs: Web.acls),
      .undetermined(
        "the targets' health may not be read", .web.after(.deny(Web.health)),
        says: "the registered targets of web-prod-tg are not known",
        needs: "elbv2.describe-target-health.web-prod-tg"),
      .notApplicable(
        "no target is registered", .web.after(Web.noTargets), says: "no target that takes packets"),
    ])

  @Test(arguments: table.tests)
  func `whether one Availability Zone fails`(_ row: CheckTable.Test) throws { try row.hold() }
}
