import Commands
import Evidence

/// ECS services and task definitions.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/ecs/update-service.html>
enum ServiceFixes {
  static let all: [FixOperation] = [
    FixOperation(
      "update-service", "Changes a service and starts new tasks.",
      [
        .needed("cluster"), .needed("service"), .optional("task-definition"), .optional("desired-count"),
        .optional("assign-public-ip"), .optional("subnets"), .optional("security-groups"),
      ],
      commands: { values in
        let line = AWSCommand.line(
          "ecs", "update-service", values,
          [
            ("cluster", values.argument("cluster")), ("service", values.argument("service")),
            ("task-definition", values.argument("task-definition")),
            ("desired-count", values.argument("desired-count")), ("network-configuration", network(values)),
          ])
        return [replacesTasks(values) ? line.appending(["--force-new-deployment"]) : line]
      },
      edits: { values, snapshot throws(FixUnmodelled) in try update(values, snapshot) }),
    FixOperation(
      "register-task-definition", "Registers a changed revision of a task definition.",
      [
        .needed("task-definition"), .optional("execution-role-arn"), .optional("container"),
        .optional("image"), .optional("secret-name"), .optional("value-from"), .optional("log-option"),
        .optional("value"), .optional("architecture"), .optional("storage-gib"), .ifKnown("cluster"),
        .ifKnown("service"),
      ],
      commands: { registration([$0]) },
      edits: { values, snapshot throws(FixUnmodelled) in try register(values, snapshot) },
      together: { sets in
        // Each revision is made of the one described: all changes of one definition go into one revision.
        var groups: [[FixValues]] = []
        for values in sets {
          let same = groups.firstIndex { $0.first?["task-definition"] == values["task-definition"] }
          if let same { groups[same].append(values) } else { groups.append([values]) }
        }
        return groups.flatMap { registration($0) }
      }),
  ]

  /// Another number of tasks alone leaves the running ones as they are.
  private static func replacesTasks(_ values: FixValues) -> Bool {
    values["desired-count"] == nil || values["task-definition"] != nil || !network(values).isEmpty
  }

  private static func registration(_ sets: [FixValues]) -> [ShellCommand] {
    guard let values = sets.first else { return [] }
    let programs = CommandWord.joined(sets.map { program($0) }, " | ")
    let describe = AWSCommand.line(
      "ecs", "describe-task-definition", values,
      [("task-definition", values.argument("task-definition")), ("query", ["taskDefinition"])])
    let register = AWSCommand.line(
      "ecs", "register-task-definition", values, [("cli-input-json", ["file://revision.json"])])
    return [
      describe.piped(into: ["jq", "del(\(readOnly)) | \(programs)"]).writing(to: "revision.json"), register,
    ] + rollout(values)
  }

  /// Members of a description that a registration does not take.
  private static let readOnly: CommandWord =
    ".taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities, .registeredAt, "
    + ".registeredBy, .deregisteredAt"

  /// A revision does nothing until the service runs it; a task without a service is started by hand.
  private static func rollout(_ values: FixValues) -> [ShellCommand] {
    guard let cluster = values.given("cluster"), let service = values.given("service"),
      let definition = values.given("task-definition")
    else { return [] }
    return [
      AWSCommand.line(
        "ecs", "update-service", values,
        [("cluster", [cluster]), ("service", [service]), ("task-definition", [family(definition)])])
    ]
  }

  /// A task definition without its revision.
  private static func family(_ definition: CommandWord) -> CommandWord {
    guard definition.unknowns.isEmpty, let revision = definition.plain.split(separator: "/").last,
      let family = revision.split(separator: ":").first
    else { return definition }
    return .value(String(family), "task-definition")
  }

  private static func network(_ values: FixValues) -> [CommandWord] {
    var parts: [CommandWord] = []
    let subnets = values.words("subnets")
    if !subnets.isEmpty { parts.append("subnets=[\(CommandWord.joined(subnets, ","))]") }
    let groups = values.words("security-groups")
    if !groups.isEmpty { parts.append("securityGroups=[\(CommandWord.joined(groups, ","))]") }
    if let assign = values.given("assign-public-ip") { parts.append("assignPublicIp=\(assign)") }
    return parts.isEmpty ? [] : ["awsvpcConfiguration={\(CommandWord.joined(parts, ","))}"]
  }

  private static func update(
    _ values: FixValues, _ snapshot: Snapshot
  ) throws(FixUnmodelled) -> [DocumentEdit] {
    let services = snapshot.listing(.services).items
    let found = services.first { $0["serviceName"]?.string == values["service"] }
    guard let found else { throw FixUnmodelled("the snapshot does not describe the service") }
    let current = found["deployments"]?.elements.filter { $0["status"]?.string == "PRIMARY" } ?? []
    var patches: [JSONPatch] = []
    if let count = values["desired-count"] {
      patches.append(FixTarget.set(found, "desiredCount", .number(count)))
    }
    for place in [found] + current {
      if let revision = values["task-definition"] {
        patches.append(FixTarget.set(place, "taskDefinition", .string(revision)))
      }
      guard let present = place["networkConfiguration"]?["awsvpcConfiguration"] else { continue }
      patches += placement(values, present)
    }
    if patches.isEmpty, !network(values).isEmpty {
      throw FixUnmodelled("the service has no network configuration of its own")
    }
    guard replacesTasks(values) else { return [DocumentEdit(found.document, patches)] }
    return [DocumentEdit(found.document, patches)] + resolvedAnew(found, snapshot)
      + replaced(found, values, snapshot)
  }

  private static func placement(_ values: FixValues, _ present: JSON) -> [JSONPatch] {
    var patches: [JSONPatch] = []
    for (name, member) in [("subnets", "subnets"), ("security-groups", "securityGroups")]
    where !values.list(name).isEmpty {
      patches.append(FixTarget.set(present, member, FixTarget.strings(values.list(name))))
    }
    if let assign = values["assign-public-ip"] {
      patches.append(FixTarget.set(present, "assignPublicIp", .string(assign)))
    }
    return patches
  }

  /// New tasks carry the groups that the service is configured with.
  private static func replaced(
    _ service: JSON, _ values: FixValues, _ snapshot: Snapshot
  ) -> [DocumentEdit] {
    let present = service["networkConfiguration"]?["awsvpcConfiguration"]?["securityGroups"]?.strings ?? []
    let groups = values.list("security-groups").isEmpty ? present : values.list("security-groups")
    guard !groups.isEmpty, let name = service["serviceName"]?.string else { return [] }
    let carried = JSONValue.array(groups.map { .object([.init("GroupId", .string($0))]) })
    let tasks = snapshot.listing(.tasks).items.filter {
      $0["group"]?.string == "service:\(name)" && $0["lastStatus"]?.string != "STOPPED"
        && $0["clusterArn"]?.string == service["clusterArn"]?.string
    }
    let details = tasks.flatMap { $0["attachments"]?.elements ?? [] }.flatMap {
      $0["details"]?.elements ?? []
    }
    let ids = Set(
      details.filter { $0["name"]?.string == "networkInterfaceId" }.compactMap { $0["value"]?.string })
    return snapshot.listing(.networkInterfaces).items.filter {
      ids.contains($0["NetworkInterfaceId"]?.string ?? "")
    }.map { DocumentEdit($0.document, [FixTarget.set($0, "Groups", carried)]) }
  }

  /// A new deployment resolves tags again: the digests that the old one pinned no longer count.
  private static func resolvedAnew(_ service: JSON, _ snapshot: Snapshot) -> [DocumentEdit] {
    snapshot.listing(.serviceRevisions).items.filter {
      $0["serviceArn"]?.string == service["serviceArn"]?.string
    }.map { revision in
      let digests = (revision["containerImages"]?.elements ?? []).compactMap { $0["imageDigest"] }
      return DocumentEdit(revision.document, digests.map { JSONPatch(.remove, $0.pointer) })
    }
  }

  /// What `jq` changes in the description.
  private static func program(_ values: FixValues) -> CommandWord {
    func quoted(_ name: String) -> CommandWord { CommandJSON.string(values.word(name)) }
    let container: CommandWord = "(.containerDefinitions[] | select(.name == \(quoted("container"))))"
    if values["execution-role-arn"] != nil { return ".executionRoleArn = \(quoted("execution-role-arn"))" }
    if values["image"] != nil { return "\(container).image = \(quoted("image"))" }
    if values["secret-name"] != nil {
      let named: CommandWord = "select(.name == \(quoted("secret-name")))"
      return "(\(container).secrets[] | \(named)).valueFrom = \(quoted("value-from"))"
    }
    if values["log-option"] != nil {
      return "\(container).logConfiguration.options[\(quoted("log-option"))] = \(quoted("value"))"
    }
    if let size = values.given("storage-gib") {
      return ".ephemeralStorage = {sizeInGiB: \(CommandJSON.number(size))}"
    }
    return ".runtimePlatform.cpuArchitecture = \(quoted("architecture"))"
  }

  private static func register(
    _ values: FixValues, _ snapshot: Snapshot
  ) throws(FixUnmodelled) -> [DocumentEdit] {
    let name = values["task-definition"] ?? ""
    let roots = snapshot.documents(of: .taskDefinition).compactMap {
      $0.root["taskDefinition"]
    }
    let definition = roots.first { root in
      let arn = root["taskDefinitionArn"]?.string ?? ""
      return arn == name || arn.hasSuffix("/" + name) || root["family"]?.string == name
    }
    guard let definition else { throw FixUnmodelled("the snapshot does not describe the task definition") }
    let container = definition["containerDefinitions"]?.elements.first {
      $0["name"]?.string == values["container"]
    }
    let patch: JSONPatch?
    if let role = values["execution-role-arn"] {
      patch = FixTarget.set(definition, "executionRoleArn", .string(role))
    } else if let image = values["image"] {
      patch = container.map { FixTarget.set($0, "image", .string(image)) }
    } else if let secret = values["secret-name"] {
      let found = container?["secrets"]?.elements.first { $0["name"]?.string == secret }
      patch = found.map { FixTarget.set($0, "valueFrom", .string(values["value-from"] ?? "")) }
    } else if let option = values["log-option"] {
      let options = container?["logConfiguration"]?["options"]
      patch = options.map { FixTarget.set($0, option, .string(values["value"] ?? "")) }
    } else if let size = values["storage-gib"] {
      let storage = JSONValue.object([.init("sizeInGiB", .number(size))])
      patch = FixTarget.set(definition, "ephemeralStorage", storage)
    } else {
      let platform = FixTarget.object([
        ("cpuArchitecture", .string(values["architecture"] ?? "")),
        ("operatingSystemFamily", .string("LINUX")),
      ])
      patch = FixTarget.set(definition, "runtimePlatform", platform)
    }
    guard let patch else { throw FixUnmodelled("the task definition has no such container or entry") }
    return [DocumentEdit(definition.document, [patch])]
  }
}
