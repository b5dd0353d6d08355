import Sentences
import Commands
import Evidence

/// Rules of security groups: authorize and revoke, in and out.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/ec2/authorize-security-group-ingress.html>
enum SecurityGroupFixes {
  static let all: [FixOperation] = [
    operation(
      "authorize-security-group-ingress", "Opens a group for packets that come in.", adds: true, in: true),
    operation(
      "authorize-security-group-egress", "Opens a group for packets that leave.", adds: true, in: false),
    operation(
      "revoke-security-group-ingress", "Takes a rule for incoming packets away.", adds: false, in: true),
    operation(
      "revoke-security-group-egress", "Takes a rule for leaving packets away.", adds: false, in: false),
    .aws(
      "ec2", "delete-security-group", "Deletes a group that nothing carries and no rule names.",
      [.one("group-id")],
      edits: { values, snapshot throws(FixUnmodelled) in
        let group = try FixTarget.item(
          snapshot, .securityGroups, "GroupId", values["group-id"])
        if let user = GroupUse.of(values["group-id"] ?? "", snapshot).first(where: \.forbidsDeletion) {
          throw FixUnmodelled("AWS refuses (DependencyViolation): \(user.says)")
        }
        return [DocumentEdit(group.document, [JSONPatch(.remove, group.pointer)])]
      }),
  ]

  private static let parameters: [FixParameter] = [
    .needed("group-id"), .optional("protocol"), .optional("port"), .optional("from-port"),
    .optional("to-port"), .optional("cidr"), .optional("ipv6-cidr"), .optional("source-group"),
    .optional("prefix-list"), .optional("description"),
  ]

  private static func operation(
    _ name: String, _ summary: Sentence, adds: Bool, in incoming: Bool
  ) -> FixOperation {
    FixOperation(
      name, summary, parameters,
      commands: { values in
        [
          AWSCommand.line(
            "ec2", .own(name), values,
            [("group-id", values.argument("group-id")), ("ip-permissions", [permission(values)])])
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        try edits(values, snapshot, adds, incoming ? "IpPermissions" : "IpPermissionsEgress")
      })
  }

  /// The rule in the CLI's shorthand.
  private static func permission(_ values: FixValues) -> CommandWord {
    var parts: [CommandWord] = ["IpProtocol=\(values.protocolWord)"]
    if let (from, to) = values.portWords { parts += ["FromPort=\(from)", "ToPort=\(to)"] }
    let about: CommandWord = values.given("description").map { ",Description=\"\($0)\"" } ?? ""
    if let cidr = values.given("cidr") { parts.append("IpRanges=[{CidrIp=\(cidr)\(about)}]") }
    if let cidr = values.given("ipv6-cidr") { parts.append("Ipv6Ranges=[{CidrIpv6=\(cidr)\(about)}]") }
    if let group = values.given("source-group") {
      parts.append("UserIdGroupPairs=[{GroupId=\(group)\(about)}]")
    }
    if let list = values.given("prefix-list") {
      parts.append("PrefixListIds=[{PrefixListId=\(list)\(about)}]")
    }
    return .joined(parts, ",")
  }

  private static func edits(
    _ values: FixValues, _ snapshot: Snapshot, _ adds: Bool, _ member: String
  ) throws(FixUnmodelled) -> [DocumentEdit] {
    let id = values["group-id"] ?? ""
    let groups = snapshot.listing(.securityGroups).items.filter {
      $0["GroupId"]?.string == id
    }
    guard let group = groups.first else { throw FixUnmodelled("the snapshot holds no group \(id)") }
    if adds {
      let rule = rule(values, owner: group["OwnerId"]?.string)
      let path = "\(group.pointer)/\(member)"
      guard group[member] != nil else {
        return [DocumentEdit(group.document, [JSONPatch(.add, path, value: .array([rule]))])]
      }
      return [DocumentEdit(group.document, [JSONPatch(.add, path + "/-", value: rule)])]
    }
    let patches = removals(values, group, member)
    if patches.isEmpty { throw FixUnmodelled("the group \(id) has no such rule") }
    return [DocumentEdit(group.document, patches)]
  }

  /// The rule as `describe-security-groups` prints it.
  private static func rule(_ values: FixValues, owner: String?) -> JSONValue {
    var members: [JSONValue.Member] = [.init("IpProtocol", .string(values.wireProtocol))]
    if let (from, to) = values.ports {
      members += [.init("FromPort", .number(from)), .init("ToPort", .number(to))]
    }
    var group: [JSONValue.Member] = []
    if let source = values["source-group"] {
      group = owner.map { [.init("UserId", .string($0))] } ?? []
      group.append(.init("GroupId", .string(source)))
    }
    func entry(_ name: String, _ key: String) -> JSONValue {
      .array(values[key].map { [.object([.init(name, .string($0))])] } ?? [])
    }
    members += [
      .init("UserIdGroupPairs", .array(group.isEmpty ? [] : [.object(group)])),
      .init("IpRanges", entry("CidrIp", "cidr")),
      .init("Ipv6Ranges", entry("CidrIpv6", "ipv6-cidr")),
      .init("PrefixListIds", entry("PrefixListId", "prefix-list")),
    ]
    return .object(members)
  }

  /// Removes the source from each rule of these ports; later positions first, so that pointers stay true.
  private static func removals(_ values: FixValues, _ group: JSON, _ member: String) -> [JSONPatch] {
    let sources = [
      ("IpRanges", "CidrIp", "cidr"), ("Ipv6Ranges", "CidrIpv6", "ipv6-cidr"),
      ("UserIdGroupPairs", "GroupId", "source-group"), ("PrefixListIds", "PrefixListId", "prefix-list"),
    ]
    var patches: [JSONPatch] = []
    for rule in group[member]?.elements ?? [] {
      guard rule["IpProtocol"]?.string == values.wireProtocol else { continue }
      if let (from, to) = values.ports {
        guard rule["FromPort"]?.scalar == from, rule["ToPort"]?.scalar == to else { continue }
      }
      for (list, key, parameter) in sources {
        guard let wanted = values[parameter] else { continue }
        for entry in rule[list]?.elements.reversed() ?? [] where entry[key]?.string == wanted {
          patches.append(JSONPatch(.remove, entry.pointer))
        }
      }
    }
    return patches
  }
}

extension FixValues {
  /// The protocol, `tcp` where nothing is written.
  var wireProtocol: String { self["protocol"] ?? "tcp" }

  /// First and last port; nil for protocols that have none.
  var ports: (String, String)? {
    if wireProtocol == "-1" || wireProtocol == "all" { return nil }
    if let port = self["port"] {
      let ends = port.split(separator: "-").map(String.init)
      if ends.count == 2, isKnown("port") { return (ends[0], ends[1]) }
      return (port, port)
    }
    guard let from = self["from-port"] else { return nil }
    return (from, self["to-port"] ?? from)
  }

  private func isKnown(_ name: String) -> Bool { values[name]?.unknowns.isEmpty ?? true }

  /// The protocol for a command.
  var protocolWord: CommandWord { given("protocol") ?? "tcp" }

  /// First and last port for a command; nil for protocols that have none.
  var portWords: (CommandWord, CommandWord)? {
    guard let (from, to) = ports else { return nil }
    if let port = given("port") {
      return isKnown("port") ? (.value(from, "port"), .value(to, "port")) : (port, port)
    }
    guard let first = given("from-port") else { return nil }
    return (first, given("to-port") ?? first)
  }
}
