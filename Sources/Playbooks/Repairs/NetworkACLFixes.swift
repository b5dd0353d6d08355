import Commands
import Evidence

/// Entries of network ACLs.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/ec2/create-network-acl-entry.html>
enum NetworkACLFixes {
  static let all: [FixOperation] = [
    FixOperation(
      "create-network-acl-entry", "Adds an entry to a network ACL.", entry,
      commands: { [line("create-network-acl-entry", $0)] },
      edits: { values, snapshot throws(FixUnmodelled) in
        let acl = try find(values, snapshot)
        if (try? number(values, acl)) != nil {
          throw FixUnmodelled("AWS refuses: the ACL has an entry \(values["rule-number"] ?? "") already")
        }
        return [DocumentEdit(acl.document, [FixTarget.append(acl, "Entries", model(values))])]
      }, merge: { numbered($0) }),
    FixOperation(
      "replace-network-acl-entry", "Replaces an entry of a network ACL.", entry,
      commands: { [line("replace-network-acl-entry", $0)] },
      edits: { values, snapshot throws(FixUnmodelled) in
        let acl = try find(values, snapshot)
        let old = try number(values, acl)
        return [DocumentEdit(acl.document, [JSONPatch(.replace, old.pointer, value: model(values))])]
      }),
    FixOperation(
      "delete-network-acl-entry", "Removes an entry of a network ACL.",
      [.needed("network-acl-id"), .needed("rule-number"), .needed("egress")],
      commands: { [line("delete-network-acl-entry", $0)] },
      edits: { values, snapshot throws(FixUnmodelled) in
        let acl = try find(values, snapshot)
        return [DocumentEdit(acl.document, [JSONPatch(.remove, try number(values, acl).pointer)])]
      }),
  ]

  private static let entry: [FixParameter] = [
    .needed("network-acl-id"), .needed("rule-number"), .optional("protocol"), .optional("port"),
    .optional("from-port"), .optional("to-port"), .needed("cidr"), .needed("egress"), .optional("action"),
  ]

  /// Each entry has a number of its own: those that were given the same are counted down.
  private static func numbered(_ sets: [FixValues]) -> [FixValues] {
    var taken: Set<[String]> = []
    return sets.map { values in
      var values = values
      func key() -> [String] { ["network-acl-id", "egress", "rule-number"].map { values[$0] ?? "" } }
      while taken.contains(key()), let number = values["rule-number"].flatMap({ Int($0) }), number > 1 {
        values.values["rule-number"] = .value("\(number - 1)", "rule-number")
      }
      taken.insert(key())
      return values
    }
  }

  private static func line(_ operation: CommandWord, _ values: FixValues) -> ShellCommand {
    var options: [(CommandWord, [CommandWord])] = [
      ("network-acl-id", values.argument("network-acl-id")),
      ("rule-number", values.argument("rule-number")),
    ]
    if operation != "delete-network-acl-entry" {
      options.append(("protocol", [values.protocolWord]))
      if let (from, to) = values.portWords { options.append(("port-range", ["From=\(from),To=\(to)"])) }
      options.append(
        values["cidr"]?.contains(":") == true
          ? ("ipv6-cidr-block", values.argument("cidr")) : ("cidr-block", values.argument("cidr")))
      options.append(("rule-action", [values.given("action") ?? "allow"]))
    }
    let direction: CommandWord =
      switch values["egress"] {
      case "true": "--egress"
      case "false": "--ingress"
      default: .variable("DIRECTION", means: "to --ingress or --egress")
      }
    return AWSCommand.line("ec2", operation, values, options, then: [direction])
  }

  private static func find(_ values: FixValues, _ snapshot: Snapshot) throws(FixUnmodelled) -> JSON {
    try FixTarget.item(snapshot, .networkACLs, "NetworkAclId", values["network-acl-id"])
  }

  private static func number(_ values: FixValues, _ acl: JSON) throws(FixUnmodelled) -> JSON {
    let found = acl["Entries"]?.elements.first { entry in
      entry["RuleNumber"]?.scalar == values["rule-number"] && entry["Egress"]?.scalar == values["egress"]
    }
    guard let found else { throw FixUnmodelled("the ACL has no entry \(values["rule-number"] ?? "")") }
    return found
  }

  /// The entry as `describe-network-acls` prints it; protocols are numbers there.
  private static func model(_ values: FixValues) -> JSONValue {
    let numbers = ["tcp": "6", "udp": "17", "icmp": "1", "all": "-1"]
    var members: [JSONValue.Member] = []
    let cidr = values["cidr"] ?? ""
    members.append(.init(cidr.contains(":") ? "Ipv6CidrBlock" : "CidrBlock", .string(cidr)))
    members.append(.init("Egress", .bool(values["egress"] == "true")))
    if let (from, to) = values.ports {
      members.append(
        .init("PortRange", .object([.init("From", .number(from)), .init("To", .number(to))])))
    }
    members += [
      .init("Protocol", .string(numbers[values.wireProtocol] ?? values.wireProtocol)),
      .init("RuleAction", .string(values["action"] ?? "allow")),
      .init("RuleNumber", .number(values["rule-number"] ?? "0")),
    ]
    return .object(members)
  }
}
