@testable import RequestChecks
import Testing

@Suite struct EdgeSchemeCheckTests {
  static let balancers = "elbv2.describe-load-balancers.json"
  static let distribution = "cloudfront.get-distribution-config.E1EXAMPLE.json"
  static let internalOne = World.edge.after(.set(balancers, "/LoadBalancers/0/Scheme", "internal"))
  static let origin = "/DistributionConfig/Origins/Items/0"

  /// The origin has a name of its own; a record of the zone says where it leads.
  static func named(_ record: String) -> [Edit] {
    [
      .set(distribution, origin + "/DomainName", "origin.example.com"),
      .add(
        "route53.list-resource-record-sets.Z1.json",
        #"{"ResourceRecordSets": [{"Name": "origin.example.com.", "Type": "A", \#(record)}]}"#),
    ]
  }

  static func alias(_ name: String) -> String { #""AliasTarget": {"DNSName": "\#(name)"}"# }

  static let unseen = internalOne.after(
    .set(distribution, origin + "/DomainName", "bucket-1.s3.ap-northeast-1.amazonaws.com"),
    .set(distribution, origin + "/S3OriginConfig", ["OriginAccessIdentity": ""]),
    .remove(distribution, origin + "/CustomOriginConfig"))

  static let table = CheckTable(
    EdgeSchemeCheck.self,
    [
      .confirmed(
        "the origin names an internal load balancer", internalOne, says: "alb is a public custom origin",
        "web is internal", cites: [balancers, distribution],
        binds: ["origin": "alb", "port": "443", "load-balancer": "web"]),
      .confirmed(
        "the origin's record is an alias of an internal load balancer",
        internalOne.after(named(alias("web-1.ap-northeast-1.elb.amazonaws.com."))), says: "web is internal",
        cites: [balancers, distribution]),
      .ruledOut("it is internet-facing", .edge, says: "web is internet-facing", cites: [balancers]),
      .undetermined(
        "where the origin's name leads was not collected",
        internalOne.after(.set(distribution, origin + "/DomainName", "origin.example.com")),
        says: "whether the origin's name leads to it", needs: "route53.list-resource-record-sets"),
      .undetermined(
        "the listing leaves the scheme out", .edge.after(.remove(balancers, "/LoadBalancers/0/Scheme")),
        says: "the scheme of web is not in its listing", needs: balancers),
      .undetermined(
        "the load balancers may not be listed", .edge.after(.deny(balancers)), says: "which load balancer",
        needs: balancers),
      .notApplicable(
        "a VPC origin reaches an internal load balancer", .request("vpc-origin-works"),
        says: "no CloudFront origin of the snapshot leads to"),
      .undetermined(
        "no distribution leads here, and a rule for CloudFront tells that one was not collected",
        unseen, says: "whether a distribution leads to this load balancer", needs: "cloudfront.get-distr"),
      .notApplicable(
        "no distribution leads here, and nothing speaks of one",
        unseen.after(
          .set(
            "ec2.describe-security-groups.json", "/SecurityGroups/0/IpPermissions/0/PrefixListIds", [])),
        says: "no CloudFront origin of the snapshot leads to web"),
    ])

  @Test(arguments: table.tests) func `whether a public origin is an internal load balancer`(
    _ row: CheckTable.Test
  ) throws { try row.hold() }
}
