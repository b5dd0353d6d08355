@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct OriginRecordCheckTests {
  private typealias File = EdgeFile

  private static let name = "origin.example.com"
  private static func addresses(_ values: String...) -> String {
    #""ResourceRecords": ["# + values.map { #"{"Value": "\#($0)"}"# }.joined(separator: ", ") + "]"
  }

  private static func alias(_ name: String) -> String {
    #""AliasTarget": {"HostedZoneId": "Z14GRHDCWA56QT", "DNSName": "\#(name).", "EvaluateTargetHealth": false}"#
  }

  private static let lost = "web-0.ap-northeast-1.elb.amazonaws.com"
  /// An internal load balancer beside the one that CloudFront asks.
  private static let besideInternal = Edit.insert(
    File.balancers, "/LoadBalancers/0",
    [
      "LoadBalancerName": "jobs", "Type": "application", "Scheme": "internal",
      "LoadBalancerArn": .string(EdgeFile.arn.replacing("web/50dc", with: "jobs/70dc")),
      "DNSName": "internal-jobs-1.ap-northeast-1.elb.amazonaws.com", "VpcId": "vpc-1",
      "State": ["Code": "active"], "SecurityGroups": [], "AvailabilityZones": [],
    ])

  static let table = CheckTable(
    OriginRecordCheck.self,
    [
      .confirmed(
        "an alias to a load balancer that is gone", .named(name, alias(lost)),
        says: "still leads to web-0.ap-northeast-1.elb.amazonaws.com., a load balancer that does not exist",
        cites: [File.records, File.balancers],
        binds: [
          "record": "origin.example.com.", "zone-id": "Z1",
          "alias-dns": "web-1.ap-northeast-1.elb.amazonaws.com", "alias-zone": "Z14",
        ]),
      .confirmed(
        "copied addresses that nobody holds", .named(name, addresses("54.0.0.9")),
        says: "lists 54.0.0.9, which no load balancer's node holds", cites: [File.records, File.interfaces],
        binds: ["led-to": "54.0.0.9"]),
      .confirmed(
        "one of two copied addresses is dead", .named(name, addresses("54.0.0.1", "54.0.0.9")),
        says: "lists 54.0.0.9", binds: ["led-to": "54.0.0.9"]),
      .confirmed(
        "dead addresses were the public load balancer's, not the internal one's",
        .named(name, addresses("54.0.0.9")).after(besideInternal), says: "lists 54.0.0.9"),
      .ruledOut(
        "the origin is the load balancer's own name", .edge, says: "without a record between",
        cites: [File.distribution]),
      .ruledOut(
        "an alias to the load balancer",
        .named(name, alias("dualstack.web-1.ap-northeast-1.elb.amazonaws.com")),
        says: "the origin's record leads to the load balancer", cites: [File.records]),
      .ruledOut(
        "copied addresses that the nodes hold", .named(name, addresses("54.0.0.1", "54.0.0.2")),
        says: "interfaces hold every address"),
      .undetermined(
        "who holds copied addresses was not collected",
        .named(name, addresses("54.0.0.9")).after(.delete(File.interfaces)),
        says: "who holds the record's addresses", needs: File.interfaces),
      .undetermined(
        "the records were not collected", .named(name), says: "the record of origin.example.com",
        needs: "route53.list-resource-record-sets"),
      .undetermined(
        "the alias leads to a name that is no load balancer's",
        .named(name, alias("d111.cloudfront.net")), says: "which is no load balancer of the snapshot",
        needs: nil),
      .notApplicable(
        "the origin is a bucket",
        .edge.after(
          .set(File.distribution, File.origin + "/S3OriginConfig", ["OriginAccessIdentity": ""])),
        says: "leads to"),
      .notApplicable("no distribution", .edgeless, says: "no CloudFront origin of the snapshot leads to web"),
    ])

  @Test(arguments: table.tests)
  func `whether the origin's record leads to a load balancer`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
