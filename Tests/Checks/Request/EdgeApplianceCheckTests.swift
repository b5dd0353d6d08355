@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct EdgeApplianceCheckTests {
  private typealias File = EdgeFile

  /// A table of the internet gateway that sends what arrives for a block somewhere.
  private static func gatewayTable(_ block: String, _ target: JSONValue) -> Edit {
    .insert(
      File.tables, "/RouteTables/0",
      [
        "RouteTableId": "rtb-edge", "VpcId": "vpc-1", "Associations": [["GatewayId": "igw-1"]],
        "Routes": [["DestinationCidrBlock": .string(block), "GatewayId": target, "State": "active"]],
      ])
  }

  static let table = CheckTable(
    EdgeApplianceCheck.self,
    [
      .never(.confirmed, "what an appliance does with packets is in no snapshot"),
      .never(.ruledOut, "without an appliance there is nothing to refute"),
      .undetermined(
        "a firewall behind the gateway is named, never convicted",
        .edge.after(gatewayTable("10.0.0.0/24", "vpce-fw")), says: "web in subnet-a goes through vpce-fw",
        needs: nil, cites: [File.tables]),
      .undetermined(
        "what leaves a subnet goes to an endpoint of a Gateway Load Balancer",
        .edge.after(
          .set(
            File.tables, "/RouteTables/RouteTableId=rtb-c/Routes/1/GatewayId", "vpce-0a1b2c3d4e5f60718")),
        says: "web in subnet-c goes through vpce-0a1b2c3d4e5f60718", needs: nil),
      .undetermined(
        "the tables may not be listed", .edge.after(.deny(File.tables)),
        says: "the route tables are not in the snapshot", needs: File.tables),
      .undetermined(
        "the load balancers may not be listed", .edge.after(.deny(File.balancers)),
        says: "which load balancer", needs: File.balancers),
      .notApplicable("no appliance", .edge, says: "through an appliance"),
      .notApplicable(
        "the gateway's table leads another subnet through the firewall",
        .edge.after(gatewayTable("10.0.7.0/24", "vpce-fw")), says: "through an appliance"),
      .notApplicable(
        "the gateway's table says local", .edge.after(gatewayTable("10.0.0.0/16", "local")),
        says: "through an appliance"),
      .notApplicable(
        "an internal load balancer",
        .edge.after(
          gatewayTable("10.0.0.0/24", "vpce-fw"),
          .set(File.balancers, File.balancer + "/Scheme", "internal")),
        says: "web is internal"),
    ])

  @Test(arguments: table.tests)
  func `whether an appliance stands before the load balancer`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
