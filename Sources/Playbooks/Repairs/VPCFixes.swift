import Commands
import Evidence

/// Interfaces, attributes of a VPC, and instances.
enum VPCFixes {
  static let all: [FixOperation] = [
    FixOperation(
      "modify-network-interface-groups", "Gives an interface other security groups.",
      [.needed("network-interface-id"), .needed("groups")],
      commands: { values in
        [
          AWSCommand.line(
            "ec2", "modify-network-interface-attribute", values,
            [
              ("network-interface-id", values.argument("network-interface-id")),
              ("groups", values.words("groups")),
            ])
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        let interface = try FixTarget.item(
          snapshot, .networkInterfaces, "NetworkInterfaceId", values["network-interface-id"])
        let groups = values.list("groups").map { JSONValue.object([.init("GroupId", .string($0))]) }
        return [DocumentEdit(interface.document, [FixTarget.set(interface, "Groups", .array(groups))])]
      }),
    FixOperation(
      "modify-vpc-attribute", "Switches DNS resolution or DNS host names of a VPC.",
      [.needed("vpc-id"), .needed("attribute"), .optional("value")],
      commands: { values in
        let given = values.word("attribute")
        let attribute: CommandWord =
          !given.unknowns.isEmpty
          ? given
          : given.plain == "enable-dns-hostnames" ? "enable-dns-hostnames" : "enable-dns-support"
        return [
          AWSCommand.line(
            "ec2", "modify-vpc-attribute", values,
            [
              ("vpc-id", values.argument("vpc-id")),
              (attribute, [values["value"] == "false" ? "{\"Value\":false}" : "{\"Value\":true}"]),
            ])
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        let member = values["attribute"] == "enable-dns-hostnames" ? "EnableDnsHostnames" : "EnableDnsSupport"
        let found = snapshot.documents(of: .vpcAttribute).first { document in
          document.root["VpcId"]?.string == values["vpc-id"] && document.root[member] != nil
        }
        guard let found else { throw FixUnmodelled("the snapshot holds no \(member) of the VPC") }
        let value = JSONValue.object([.init("Value", .bool(values["value"] != "false"))])
        return [DocumentEdit(found, [FixTarget.set(found.root, member, value)])]
      }),
    FixOperation(
      "create-vpc-block-public-access-exclusion", "Excludes a VPC or a subnet from Block Public Access.",
      [.optional("vpc-id"), .optional("subnet-id"), .needed("mode")],
      commands: { values in
        [
          AWSCommand.line(
            "ec2", "create-vpc-block-public-access-exclusion", values,
            [
              ("vpc-id", values.argument("vpc-id")), ("subnet-id", values.argument("subnet-id")),
              ("internet-gateway-exclusion-mode", values.argument("mode")),
            ])
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        let kind = DocumentKind.vpcBlockPublicAccessExclusions
        guard let document = snapshot.documents(of: kind).first else {
          throw FixUnmodelled("the snapshot holds no `\(kind.name)`")
        }
        let resource =
          values["subnet-id"].map { "subnet/\($0)" } ?? values["vpc-id"].map { "vpc/\($0)" } ?? ""
        let exclusion = FixTarget.object([
          ("InternetGatewayExclusionMode", values["mode"].map { .string($0) }),
          (
            "ResourceArn",
            .string(
              "arn:aws:ec2:\(document.region ?? "us-east-1"):\(document.account ?? "123456789012"):\(resource)"
            )
          ),
          ("State", .string("create-complete")),
        ])
        return [
          DocumentEdit(
            document, [FixTarget.append(document.root, "VpcBlockPublicAccessExclusions", exclusion)])
        ]
      }),
    .aws(
      "ec2", "associate-dhcp-options", "Gives a VPC another set of DHCP options; new tasks follow it.",
      [.one("vpc-id"), .one("dhcp-options-id")],
      edits: { values, snapshot throws(FixUnmodelled) in
        let vpc = try FixTarget.item(snapshot, .vpcs, "VpcId", values["vpc-id"])
        let options = JSONValue.string(values["dhcp-options-id"] ?? "")
        return [DocumentEdit(vpc.document, [FixTarget.set(vpc, "DhcpOptionsId", options)])]
      }),
    .aws(
      "ec2", "start-instances", "Starts a stopped instance.",
      [.many("instance-id", flag: "instance-ids", needed: true)],
      edits: { values, snapshot throws(FixUnmodelled) in try start(values, snapshot) }),
  ]

  /// A start also moves an instance to a sound host, so its status checks begin anew.
  private static func start(
    _ values: FixValues, _ snapshot: Snapshot
  ) throws(FixUnmodelled) -> [DocumentEdit] {
    let ids = Set(values.list("instance-id"))
    let running = JSONValue.object([.init("Code", .number("16")), .init("Name", .string("running"))])
    let checked = JSONValue.object([.init("Details", .array([])), .init("Status", .string("ok"))])
    var edits: [DocumentEdit] = []
    let reservations = snapshot.documents(of: .instances)
      .flatMap { $0.root["Reservations"]?.elements ?? [] }
    for instance in reservations.flatMap({ $0["Instances"]?.elements ?? [] })
    where ids.contains(instance["InstanceId"]?.string ?? "") {
      edits.append(DocumentEdit(instance.document, [FixTarget.set(instance, "State", running)]))
    }
    for status in snapshot.listing(.instanceStatuses).items
    where ids.contains(status["InstanceId"]?.string ?? "") {
      edits.append(
        DocumentEdit(
          status.document,
          [
            FixTarget.set(status, "InstanceState", running),
            FixTarget.set(status, "InstanceStatus", checked), FixTarget.set(status, "SystemStatus", checked),
          ]))
    }
    if edits.isEmpty { throw FixUnmodelled("the snapshot does not describe the instance") }
    return edits
  }
}
