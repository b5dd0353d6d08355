@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct EdgeIngressCheckTests {
  private typealias File = EdgeFile

  /// What the load balancer's group admits instead.
  private static func rule(_ rule: JSONValue) -> Edit { .set(EdgeFile.groups, EdgeFile.rule, rule) }

  private static let office = rule(.tcp(443, cidrs: ["203.0.113.0/24"]))
  private static let onPort80 = rule(.tcp(80, lists: ["pl-cf"]))
  private static let byHand = rule(.tcp(443, cidrs: ["52.124.128.0/17"]))

  static let blocked = CheckTable(
    EdgeIngressCheck.self, ["is": "blocked"],
    [
      .confirmed(
        "office addresses do not admit CloudFront", .edge.after(office),
        says: "no rule of the groups of web admits CloudFront on port 443",
        cites: [File.groups, File.distribution, File.balancers],
        binds: ["port": "443", "security-group": "sg-alb", "prefix-list": "pl-cf", "origin": "alb"]),
      .confirmed(
        "also when the list's entries are unknown", .edge.after(office, .delete(File.entries)),
        says: "no rule of the groups of web admits CloudFront"),
      .confirmed(
        "QUIC is not what CloudFront speaks to origins",
        .edge.after(rule(.permission("udp", 443, 443, lists: ["pl-cf"]))),
        says: "no rule of the groups of web admits CloudFront"),
      .confirmed(
        "CloudFront's list of IPv6 ranges admits nobody who comes over IPv4",
        .edge.after(rule(.tcp(443, lists: ["pl-cf6"]))), says: "admits CloudFront on port 443"),
      .confirmed(
        "with unknown listeners the general answer is the right one",
        .edge.after(onPort80, .deny(File.listeners)), says: "admits CloudFront on port 443"),
      .confirmed(
        "the other region's prefix list is not this one's", .request("alb-admits-wrong-prefix-list"),
        says: "admits CloudFront"),
      .ruledOut(
        "the prefix list is enough", .edge, says: "CloudFront is admitted on port 443", cites: [File.groups]),
      .ruledOut(
        "even without its entries", .edge.after(.delete(File.entries)),
        says: "CloudFront is admitted on port 443"),
      .ruledOut(
        "everybody includes CloudFront", .edge.after(rule(.tcp(443, cidrs: ["0.0.0.0/0"]))),
        says: "CloudFront is admitted on port 443"),
      .ruledOut(
        "two halves of everything are everything",
        .edge.after(rule(.tcp(443, cidrs: ["0.0.0.0/1", "128.0.0.0/1"]))),
        says: "CloudFront is admitted on port 443"),
      .ruledOut(
        "a range of ports holds the port", .edge.after(rule(.tcp(0, 65535, lists: ["pl-cf"]))),
        says: "CloudFront is admitted on port 443"),
      .ruledOut(
        "the second group admits what the first does not", .request("two-groups-add-up"),
        says: "CloudFront is admitted"),
      .ruledOut(
        "without a listener the port is not the groups' fault",
        .edge.after(onPort80, .set(File.listeners, "/Listeners/0/Port", 80)),
        says: "on port 443 the load balancer does not even listen"),
      .ruledOut(
        "a part is admitted, so it is not blocked", .edge.after(byHand),
        says: "a part of CloudFront's addresses is admitted"),
      .ruledOut(
        "an internal load balancer's groups are not what stops CloudFront",
        .edge.after(office, .set(File.balancers, File.balancer + "/Scheme", "internal")),
        says: "web is internal"),
      .ruledOut(
        "a VPC origin does not come over the internet", .vpcOrigin.after(office),
        says: "but through a VPC origin"),
      .undetermined(
        "a list whose name is not known stays open", .edge.after(.delete(File.lists)),
        says: "depends on an address that the snapshot does not show",
        needs: "ec2.describe-managed-prefix-lists"),
      .undetermined(
        "an own list without its entries stays open",
        .edge.after(
          rule(.tcp(443, lists: ["pl-own"])),
          .insert(
            File.lists, "/PrefixLists/-",
            ["PrefixListId": "pl-own", "PrefixListName": "cloudfront", "AddressFamily": "IPv4"])),
        says: "pl-own", needs: "ec2.get-managed-prefix-list-entries.pl-own"),
      .undetermined(
        "the groups may not be listed", .edge.after(.deny(File.groups)), says: "sg-alb",
        needs: File.groups),
      .undetermined(
        "where the origin's name leads was not collected", .request("office-only-without-distribution"),
        says: "whether a distribution leads to this load balancer", needs: "cloudfront."),
      .undetermined(
        "without a distribution nothing points to CloudFront but the rule",
        .edge.after(.delete(File.distribution)), says: "whether a distribution leads to this load balancer",
        needs: "cloudfront.get-distribution-config"),
      .notApplicable(
        "without a distribution and without a rule", .edgeless,
        says: "no CloudFront origin of the snapshot leads to web"),
    ])

  static let otherPort = CheckTable(
    EdgeIngressCheck.self, ["is": "other-port"],
    [
      .confirmed(
        "a listener's other port is open", .edge.after(onPort80, EdgeFile.listensOn80),
        says: "admit CloudFront on port 80, but it connects on port 443",
        cites: [File.groups, File.distribution],
        binds: ["port": "443", "open-ports": "80", "open-policy": "http-only"]),
      .ruledOut(
        "no other port is open either", .edge.after(office), says: "CloudFront is admitted on no other port"),
      .ruledOut(
        "the load balancer does not listen on the closed port",
        .edge.after(onPort80, .set(File.listeners, "/Listeners/0/Port", 80)),
        says: "has no listener on port 443"),
      .ruledOut("the port itself is open", .edge, says: "CloudFront is admitted on port 443"),
      .undetermined(
        "with unknown listeners the special answer stays open",
        .edge.after(onPort80, .deny(File.listeners)), says: "whether web listens on port 443",
        needs: "elbv2.describe-listeners"),
      .undetermined(
        "who the other port's rule admits was not collected",
        .edge.after(rule(.tcp(80, lists: ["pl-own"])), EdgeFile.listensOn80), says: "pl-own",
        needs: "ec2.describe-managed-prefix-lists"),
      .notApplicable(
        "no distribution", .edgeless, says: "no CloudFront origin of the snapshot leads to web"),
    ])

  static let stale = CheckTable(
    EdgeIngressCheck.self, ["is": "stale-ranges"],
    [
      .confirmed(
        "hand-copied ranges that leave one out", .edge.after(byHand),
        says: "list addresses by hand and leave out 13.113.196.64/26", cites: [File.groups, File.entries],
        binds: ["missing-ranges": "13.113.196.64/26", "port": "443"]),
      .ruledOut(
        "hand-copied ranges that are complete", .request("ranges-by-hand-but-complete"),
        says: "CloudFront is admitted"),
      .ruledOut(
        "the office's ranges are no part of CloudFront's", .edge.after(office),
        says: "no part of CloudFront's addresses is admitted on port 443"),
      .undetermined(
        "hand-copied ranges cannot be judged without the entries",
        .edge.after(byHand, .delete(File.entries)),
        says: "depends on an address that the snapshot does not show", needs: File.entries),
      .notApplicable(
        "no distribution", .edgeless, says: "no CloudFront origin of the snapshot leads to web"),
    ])

  @Test(arguments: blocked.tests + otherPort.tests + stale.tests)
  func `whether the groups admit CloudFront`(_ row: CheckTable.Test) throws { try row.hold() }
}
