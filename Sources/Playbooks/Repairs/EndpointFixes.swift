import Commands
import Evidence

/// VPC endpoints.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/ec2/modify-vpc-endpoint.html>
enum EndpointFixes {
  static let all: [FixOperation] = [
    FixOperation(
      "create-vpc-endpoint", "Makes a VPC endpoint.",
      [
        .needed("vpc-id"), .needed("service-name"), .needed("type"), .optional("subnet-ids"),
        .optional("security-group-ids"), .optional("route-table-ids"),
      ],
      commands: { values in
        let line = AWSCommand.line(
          "ec2", "create-vpc-endpoint", values,
          [
            ("vpc-id", values.argument("vpc-id")), ("service-name", values.argument("service-name")),
            ("vpc-endpoint-type", values.argument("type")), ("subnet-ids", values.words("subnet-ids")),
            ("security-group-ids", values.words("security-group-ids")),
            ("route-table-ids", values.words("route-table-ids")),
          ])
        return [values["type"] == "Interface" ? line.appending(["--private-dns-enabled"]) : line]
      },
      edits: { values, snapshot throws(FixUnmodelled) in try create(values, snapshot) },
      merge: { merged($0, lists: ["subnet-ids", "security-group-ids", "route-table-ids"]) }),
    FixOperation(
      "modify-vpc-endpoint", "Changes a VPC endpoint.",
      [
        .needed("vpc-endpoint-id"), .optional("add-route-table-ids"), .optional("add-subnet-ids"),
        .optional("add-security-group-ids"), .optional("remove-security-group-ids"),
        .optional("remove-route-table-ids"), .optional("remove-subnet-ids"),
        .optional("private-dns"), .optional("reset-policy"), .optional("policy-document"),
      ],
      commands: { values in
        var flags: [CommandWord] = []
        if values["private-dns"] == "true" { flags.append("--private-dns-enabled") }
        if values["reset-policy"] == "true" { flags.append("--reset-policy") }
        let line = AWSCommand.line(
          "ec2", "modify-vpc-endpoint", values,
          [("vpc-endpoint-id", values.argument("vpc-endpoint-id"))]
            + modifiedLists.map { (.own($0), values.words($0)) }
            + [("policy-document", values.argument("policy-document"))], then: flags)
        return [line]
      },
      edits: { values, snapshot throws(FixUnmodelled) in try modify(values, snapshot) },
      merge: { merged($0, lists: modifiedLists) }),
  ]

  private static let modifiedLists = [
    "add-route-table-ids", "remove-route-table-ids", "add-subnet-ids", "remove-subnet-ids",
    "add-security-group-ids", "remove-security-group-ids",
  ]

  /// What several subnets or tables need of one endpoint goes into one command: a second interface endpoint of a
  /// service with private DNS is refused, and a second gateway endpoint would be one too many.
  private static func merged(_ sets: [FixValues], lists: [String]) -> [FixValues] {
    var merged: [FixValues] = []
    for set in sets {
      func others(_ values: FixValues) -> [String: CommandWord] {
        values.values.filter { !lists.contains($0.key) }
      }
      guard let index = merged.firstIndex(where: { others($0) == others(set) }) else {
        merged.append(set)
        continue
      }
      for name in lists where set[name] != nil {
        var union = merged[index].words(name)
        union += set.words(name).filter { !union.contains($0) }
        merged[index].values[name] = .joined(union, " ")
      }
    }
    return merged
  }

  private static let kind = DocumentKind.vpcEndpoints

  private static let openPolicy =
    #"{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}"#

  private static func create(
    _ values: FixValues, _ snapshot: Snapshot
  ) throws(FixUnmodelled) -> [DocumentEdit] {
    let listing = snapshot.listing(kind)
    guard let document = listing.documents.first, let list = document.root["VpcEndpoints"] else {
      throw FixUnmodelled("the snapshot holds no `\(kind.name)`")
    }
    let name = values["service-name"] ?? ""
    let id = "vpce-created-" + (name.split(separator: ".").last.map(String.init) ?? "endpoint")
    let isGateway = values["type"] == "Gateway"
    let endpoint = FixTarget.object([
      ("VpcEndpointId", .string(id)), ("VpcEndpointType", values["type"].map { .string($0) }),
      ("VpcId", values["vpc-id"].map { .string($0) }), ("ServiceName", .string(name)),
      ("State", .string("available")), ("PolicyDocument", .string(openPolicy)),
      ("RouteTableIds", FixTarget.strings(values.list("route-table-ids"))),
      ("SubnetIds", FixTarget.strings(values.list("subnet-ids"))),
      (
        "Groups",
        .array(values.list("security-group-ids").map { .object([.init("GroupId", .string($0))]) })
      ),
      ("PrivateDnsEnabled", .bool(!isGateway)), ("NetworkInterfaceIds", .array([])),
      ("OwnerId", document.account.map { .string($0) }),
    ])
    var edits = [DocumentEdit(document, [JSONPatch(.add, list.pointer + "/-", value: endpoint)])]
    if isGateway {
      edits += try routes(snapshot, service: name, endpoint: id, tables: values.list("route-table-ids"))
    }
    return edits
  }

  /// A gateway endpoint is reached by a route to its service's prefix list in every associated table.
  private static func routes(
    _ snapshot: Snapshot, service: String, endpoint: String, tables: [String]
  ) throws(FixUnmodelled) -> [DocumentEdit] {
    let lists = [.managedPrefixLists, .servicePrefixLists].flatMap {
      snapshot.listing($0).items
    }
    let known = lists.first { $0["PrefixListName"]?.string == service }?["PrefixListId"]?.string
    let route = FixTarget.object([
      ("DestinationPrefixListId", .string(known ?? "pl-created")), ("GatewayId", .string(endpoint)),
      ("Origin", .string("CreateRoute")), ("State", .string("active")),
    ])
    var edits: [DocumentEdit] = []
    for id in tables {
      let table = try FixTarget.item(snapshot, .routeTables, "RouteTableId", id)
      edits.append(DocumentEdit(table.document, [FixTarget.append(table, "Routes", route)]))
    }
    return edits
  }

  private static func modify(
    _ values: FixValues, _ snapshot: Snapshot
  ) throws(FixUnmodelled) -> [DocumentEdit] {
    let endpoint = try FixTarget.item(snapshot, kind, "VpcEndpointId", values["vpc-endpoint-id"])
    var patches: [JSONPatch] = []
    for id in values.list("add-route-table-ids") {
      patches.append(FixTarget.append(endpoint, "RouteTableIds", .string(id)))
    }
    for id in values.list("add-subnet-ids") {
      patches.append(FixTarget.append(endpoint, "SubnetIds", .string(id)))
    }
    let removed = values.list("remove-security-group-ids")
    let groups = endpoint["Groups"]?.elements.filter { !removed.contains($0["GroupId"]?.string ?? "") } ?? []
    let added = values.list("add-security-group-ids").map {
      JSONValue.object([.init("GroupId", .string($0))])
    }
    if !removed.isEmpty || !added.isEmpty {
      patches.append(FixTarget.set(endpoint, "Groups", .array(groups.map { JSONValue($0) } + added)))
    }
    for (parameter, member) in [
      ("remove-route-table-ids", "RouteTableIds"), ("remove-subnet-ids", "SubnetIds"),
    ] {
      let gone = values.list(parameter)
      for item in endpoint[member]?.elements.reversed() ?? [] where gone.contains(item.string ?? "") {
        patches.append(JSONPatch(.remove, item.pointer))
      }
    }
    if let isOn = values["private-dns"] {
      patches.append(FixTarget.set(endpoint, "PrivateDnsEnabled", .bool(isOn == "true")))
    }
    if values["reset-policy"] == "true" {
      patches.append(FixTarget.set(endpoint, "PolicyDocument", .string(openPolicy)))
    } else if let policy = values["policy-document"] {
      patches.append(FixTarget.set(endpoint, "PolicyDocument", .string(policy)))
    }
    var edits = [DocumentEdit(endpoint.document, patches)]
    let left = values.list("remove-route-table-ids")
    for table in snapshot.listing(.routeTables).items
    where left.contains(table["RouteTableId"]?.string ?? "") {
      let id = endpoint["VpcEndpointId"]?.string
      let gone = (table["Routes"]?.elements ?? []).filter { $0["GatewayId"]?.string == id }
      edits.append(DocumentEdit(table.document, gone.reversed().map { JSONPatch(.remove, $0.pointer) }))
    }
    if endpoint["VpcEndpointType"]?.string == "Gateway" {
      edits += try routes(
        snapshot, service: endpoint["ServiceName"]?.string ?? "",
        endpoint: endpoint["VpcEndpointId"]?.string ?? "", tables: values.list("add-route-table-ids"))
    }
    return edits
  }
}
