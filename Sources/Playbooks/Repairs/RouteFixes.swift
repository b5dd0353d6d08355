import Commands
import Evidence

/// Routes and which table a subnet follows.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/ec2/create-route.html>
enum RouteFixes {
  static let all: [FixOperation] = [
    FixOperation(
      "create-route", "Adds a route.", route, commands: { [line("create-route", $0)] },
      edits: { values, snapshot throws(FixUnmodelled) in
        let table = try find(values, snapshot)
        if (try? present(values, table)) != nil {
          throw FixUnmodelled("AWS refuses: the table has a route to \(values["destination"] ?? "") already")
        }
        return [DocumentEdit(table.document, [FixTarget.append(table, "Routes", model(values))])]
      }),
    FixOperation(
      "replace-route", "Leads a route elsewhere.", route, commands: { [line("replace-route", $0)] },
      edits: { values, snapshot throws(FixUnmodelled) in
        let table = try find(values, snapshot)
        let old = try present(values, table)
        return [DocumentEdit(table.document, [JSONPatch(.replace, old.pointer, value: model(values))])]
      }),
    FixOperation(
      "delete-route", "Removes a route.", [.needed("route-table-id"), .needed("destination")],
      commands: { [line("delete-route", $0)] },
      edits: { values, snapshot throws(FixUnmodelled) in
        let table = try find(values, snapshot)
        return [DocumentEdit(table.document, [JSONPatch(.remove, try present(values, table).pointer)])]
      }),
    .aws(
      "ec2", "associate-route-table", "Lets a subnet follow a route table.",
      [.one("route-table-id"), .one("subnet-id")],
      edits: { values, snapshot throws(FixUnmodelled) in try associate(values, snapshot) }),
    .aws(
      "ec2", "attach-internet-gateway", "Attaches an internet gateway to a VPC.",
      [.one("internet-gateway-id"), .one("vpc-id")],
      edits: { values, snapshot throws(FixUnmodelled) in
        let gateway = try FixTarget.item(
          snapshot, .internetGateways, "InternetGatewayId", values["internet-gateway-id"])
        let attachment = FixTarget.object([
          ("State", .string("available")), ("VpcId", values["vpc-id"].map { .string($0) }),
        ])
        return [DocumentEdit(gateway.document, [FixTarget.append(gateway, "Attachments", attachment)])]
      }),
    .aws(
      "ec2", "create-nat-gateway", "Makes a NAT gateway; a route has to lead to it afterwards.",
      [.one("subnet-id"), .maybe("allocation-id")],
      edits: { values, snapshot throws(FixUnmodelled) in
        let kind = DocumentKind.natGateways
        guard let document = snapshot.listing(kind).documents.first else {
          throw FixUnmodelled("the snapshot holds no `\(kind.name)`")
        }
        let subnet = try FixTarget.item(snapshot, .subnets, "SubnetId", values["subnet-id"])
        let gateway = FixTarget.object([
          ("NatGatewayId", .string("nat-created")), ("ConnectivityType", .string("public")),
          ("State", .string("available")), ("SubnetId", values["subnet-id"].map { .string($0) }),
          ("VpcId", subnet["VpcId"].map { JSONValue($0) }), ("NatGatewayAddresses", .array([])),
        ])
        return [DocumentEdit(document, [FixTarget.append(document.root, "NatGateways", gateway)])]
      }),
  ]

  private static let targets: [(parameter: String, member: String)] = [
    ("gateway-id", "GatewayId"), ("nat-gateway-id", "NatGatewayId"),
    ("vpc-peering-connection-id", "VpcPeeringConnectionId"), ("transit-gateway-id", "TransitGatewayId"),
  ]

  private static let route: [FixParameter] =
    [.needed("route-table-id"), .needed("destination")] + targets.map { .optional($0.parameter) }

  private static func line(_ operation: CommandWord, _ values: FixValues) -> ShellCommand {
    let destination = values["destination"] ?? ""
    let flag: CommandWord =
      destination.hasPrefix("pl-")
      ? "destination-prefix-list-id"
      : destination.contains(":") ? "destination-ipv6-cidr-block" : "destination-cidr-block"
    var options = [
      ("route-table-id", values.argument("route-table-id")), (flag, [values.word("destination")]),
    ]
    if operation != "delete-route" {
      options += targets.map { (.own($0.parameter), values.argument($0.parameter)) }
    }
    return AWSCommand.line("ec2", operation, values, options)
  }

  private static func member(_ destination: String) -> String {
    if destination.hasPrefix("pl-") { return "DestinationPrefixListId" }
    return destination.contains(":") ? "DestinationIpv6CidrBlock" : "DestinationCidrBlock"
  }

  private static func find(_ values: FixValues, _ snapshot: Snapshot) throws(FixUnmodelled) -> JSON {
    try FixTarget.item(snapshot, .routeTables, "RouteTableId", values["route-table-id"])
  }

  private static func present(_ values: FixValues, _ table: JSON) throws(FixUnmodelled) -> JSON {
    let destination = values["destination"] ?? ""
    let found = table["Routes"]?.elements.first { $0[member(destination)]?.string == destination }
    guard let found else { throw FixUnmodelled("the route table has no route to \(destination)") }
    return found
  }

  private static func model(_ values: FixValues) -> JSONValue {
    let destination = values["destination"] ?? ""
    let target = targets.compactMap { target in
      values[target.parameter].map { JSONValue.Member(target.member, .string($0)) }
    }
    return .object(
      [.init(member(destination), .string(destination))] + target
        + [.init("Origin", .string("CreateRoute")), .init("State", .string("active"))])
  }

  private static func associate(
    _ values: FixValues, _ snapshot: Snapshot
  ) throws(FixUnmodelled) -> [DocumentEdit] {
    let subnet = values["subnet-id"] ?? ""
    var edits: [DocumentEdit] = []
    for table in snapshot.listing(.routeTables).items {
      let old = table["Associations"]?.elements.filter { $0["SubnetId"]?.string == subnet } ?? []
      if !old.isEmpty {
        edits.append(DocumentEdit(table.document, old.reversed().map { JSONPatch(.remove, $0.pointer) }))
      }
    }
    let table = try find(values, snapshot)
    let association = FixTarget.object([
      ("Main", .bool(false)), ("RouteTableId", values["route-table-id"].map { .string($0) }),
      ("SubnetId", .string(subnet)),
      ("AssociationState", .object([.init("State", .string("associated"))])),
    ])
    edits.append(DocumentEdit(table.document, [FixTarget.append(table, "Associations", association)]))
    return edits
  }
}
