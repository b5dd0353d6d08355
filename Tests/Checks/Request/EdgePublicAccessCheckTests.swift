@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct EdgePublicAccessCheckTests {
  private typealias File = EdgeFile

  private static func block(_ mode: String) -> Edit {
    .set(File.options, "/VpcBlockPublicAccessOptions/InternetGatewayBlockMode", .string(mode))
  }

  private static func exclude(_ what: String, _ mode: String, _ state: String = "create-complete") -> Edit {
    .set(
      File.exclusions, "/VpcBlockPublicAccessExclusions",
      [
        [
          "ResourceArn": .string("arn:aws:ec2:ap-northeast-1:123456789012:\(what)"), "State": .string(state),
          "InternetGatewayExclusionMode": .string(mode),
        ]
      ])
  }

  static let table = CheckTable(
    EdgePublicAccessCheck.self,
    [
      .confirmed(
        "what comes in is blocked", .edge.after(block("block-ingress")), says: "block-ingress",
        cites: [File.options], binds: ["mode": "block-ingress", "vpc": "vpc-1"]),
      .confirmed(
        "an exclusion for what goes out lets nobody in",
        .edge.after(block("block-bidirectional"), exclude("vpc/vpc-1", "allow-egress")),
        says: "block-bidirectional", binds: ["mode": "block-bidirectional"]),
      .confirmed(
        "another VPC's exclusion does not help",
        .edge.after(block("block-ingress"), exclude("vpc/vpc-2", "allow-bidirectional")),
        says: "block-ingress"),
      .confirmed(
        "a VPC origin is stopped as well", .vpcOrigin.after(block("block-ingress")), says: "block-ingress"),
      .ruledOut("it is off", .edge, says: "off", cites: [File.options]),
      .ruledOut(
        "an exclusion of the VPC lifts it",
        .edge.after(block("block-bidirectional"), exclude("vpc/vpc-1", "allow-bidirectional")),
        says: "an exclusion from VPC Block Public Access covers it", cites: [File.exclusions]),
      .ruledOut(
        "an internal load balancer takes nothing from the internet",
        .edgeless.after(block("block-ingress"), .set(File.balancers, File.balancer + "/Scheme", "internal")),
        says: "web is internal"),
      .undetermined(
        "the exclusions were not collected",
        .edge.after(block("block-ingress"), .delete(File.exclusions)), says: "exclu",
        needs: File.exclusions),
      .undetermined(
        "the option may not be read", .edge.after(.deny(File.options)),
        says: "whether VPC Block Public Access is on is not in the snapshot", needs: File.options),
      .notApplicable(
        "an internal load balancer, whatever the option",
        .edgeless.after(
          .delete(File.options), .set(File.balancers, File.balancer + "/Scheme", "internal")),
        says: "web is internal"),
      .notApplicable(
        "the listing leaves the subnets out",
        .edge.after(.set(File.balancers, File.balancer + "/AvailabilityZones", [])),
        says: "has no subnets in its listing"),
    ])

  @Test(arguments: table.tests)
  func `whether public access is blocked`(_ row: CheckTable.Test) throws { try row.hold() }
}
