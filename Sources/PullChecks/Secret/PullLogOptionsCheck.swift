import Sentences
import Evidence
import Records
import Services

/// Whether the log driver cannot start: its group is missing or its options are incomplete.
///
/// Amazon ECS guide, "Using the awslogs log driver": awslogs-group and awslogs-region are needed, on Fargate awslogs-stream-prefix, too; the group is made only where awslogs-create-group is true.
enum PullLogOptionsCheck: Check {
  static let name = "pull-log-options"
  static let summary: Sentence = "Is the log group missing, or an option of the log driver?"
  static let binds = MessageStatesCheck.messageBinds + ["log-group", "log-option"]
  static let fault = Parameter<Fault>("is", "what is wrong")
  static let parameters = [fault.declared]
  static let reads: [DocumentKind] = [.taskDefinition, .tasks, .logGroups]

  enum Fault: String, CaseIterable {
    case groupAbsent = "group-absent"
    case options
  }

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    let isGroup = context[fault] == .groupAbsent
    if let said = stated(world, isGroup) { return said }
    guard world.taskDefinition != nil else {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    let drivers = world.containers.compactMap { container -> (PullContainer, JSON)? in
      guard let log = container.definition["logConfiguration"], log["logDriver"]?.string == "awslogs" else {
        return nil
      }
      return (container, log)
    }
    guard !drivers.isEmpty else {
      return .notApplicable("no container logs with awslogs", world.definitionCitation("no awslogs driver"))
    }
    return PullSecretCheck.strongest(
      drivers.map { isGroup ? group($0.0, $0.1, world) : options($0.0, $0.1, world) })
  }

  private static func stated(_ world: PullWorld, _ isGroup: Bool) -> Finding? {
    let found = world.messages.first { message in
      guard message.facts.stage == .logDriver, !message.facts.truncated else { return false }
      let text = message.facts.text.lowercased()
      return isGroup
        ? message.facts.verb == .notFound && !text.contains("connection issue")
        : text.contains("awslogs driver arguments") || text.contains("awslogs-region is required")
    }
    guard let found else { return nil }
    var values = MessageStatesCheck.bindings(found, world).merging(firstGroup(world)) { $1 }
    if !isGroup { values["log-option"] = option(found.facts.text) ?? firstMissing(world) }
    return .confirmed(
      "the recorded text says so", [found.citation("what ECS recorded")], bindings: [values])
  }

  /// The option that a text names.
  private static func option(_ text: String) -> String? {
    text.split { !$0.isLetter && $0 != "-" }.first { $0.hasPrefix("awslogs-") }.map(String.init)
  }

  /// The first option that a container with this driver lacks.
  private static func firstMissing(_ world: PullWorld) -> String? {
    world.containers.lazy.compactMap { $0.definition["logConfiguration"] }
      .filter { $0["logDriver"]?.string == "awslogs" }.compactMap { missing($0["options"], world).first }
      .first
  }

  private static func missing(_ options: JSON?, _ world: PullWorld) -> [String] {
    let needed =
      ["awslogs-group"] + (world.launch == .fargate ? ["awslogs-region", "awslogs-stream-prefix"] : [])
    return needed.filter { options?[$0]?.string ?? "" == "" }
  }

  private static func firstGroup(_ world: PullWorld) -> [String: String] {
    for container in world.containers {
      if let group = container.definition["logConfiguration"]?["options"]?["awslogs-group"]?.string {
        return ["log-group": group, "container": container.name]
      }
    }
    return [:]
  }

  private static func options(_ container: PullContainer, _ log: JSON, _ world: PullWorld) -> Finding {
    let options = log["options"]
    let missing = missing(options, world)
    let place = Citation(options ?? log, "the options of the log driver of \(container.name)")
    guard let first = missing.first else {
      if let wrong = options?["awslogs-region"], let text = wrong.string, !text.isEmpty,
        !DocumentScope.isRegionName(text)
      {
        return .confirmed(
          "awslogs-region of container \(container.name) is \(text), which is no Region",
          [Citation(wrong, "the Region of the log group")],
          bindings: [
            world.bindings.merging(["container": container.name, "log-option": "awslogs-region"]) { $1 }
          ])
      }
      // A host may give the Region itself; whether it did, only the recorded text of a failed task tells.
      let conditional = ["awslogs-region", "awslogs-stream-prefix"].filter { name in
        options?[name]?.string ?? "" == "" && (world.launch == .unknown || name == "awslogs-region")
      }
      let tasks = world.snapshot.listing(.tasks, region: world.region)
      if !conditional.isEmpty, world.launch == .unknown || tasks.documents.isEmpty {
        return .undetermined(
          "whether the task can start without \(conditional.joined(separator: " and ")) is not known",
          needs: [tasks.need], evidence: [place])
      }
      return .ruledOut("every option that is needed is there", [place])
    }
    return .confirmed(
      "container \(container.name) logs with awslogs and lacks \(missing.joined(separator: ", "))", [place],
      bindings: [
        world.bindings.merging(["container": container.name, "log-option": first]) { $1 }
      ])
  }

  private static func group(_ container: PullContainer, _ log: JSON, _ world: PullWorld) -> Finding {
    guard let place = log["options"]?["awslogs-group"], let group = place.string else {
      return .notApplicable(
        "container \(container.name) names no log group", [Citation(log, "no awslogs-group")])
    }
    let named = Citation(place, "the group of \(container.name)")
    let region = log["options"]?["awslogs-region"]?.string ?? world.region
    let listing = world.snapshot.listing(.logGroups, account: world.account, region: region)
    if let item = listing.items.first(where: { $0["logGroupName"]?.string == group && isIn(region, $0) }) {
      return .ruledOut("the group exists", [Citation(item["logGroupName"] ?? item, "it is there"), named])
    }
    if let create = log["options"]?["awslogs-create-group"], create.bool == true {
      return .ruledOut("the driver may make the group itself", [Citation(create, "makes the group"), named])
    }
    let documents = listing.documents.filter {
      $0.region == region || ($0.region == nil && region == world.region)
    }
    guard listing.isComplete, !documents.isEmpty else {
      if let said = world.message(fault: "log-group-absent"), said.reading.isOutright,
        said.container.map({ $0 == container.name }) ?? true
      {
        return .confirmed(
          "CloudWatch Logs answered that there is no such group",
          [said.citation("the answer"), named],
          bindings: [
            world.bindings.merging(
              ["log-group": group, "container": container.name, "region": region ?? ""]) { $1 }
          ])
      }
      return .undetermined("the list of log groups is not complete", needs: [listing.need])
    }
    return .confirmed(
      "there is no log group \(group) in \(region, or: "the Region")",
      listing.citations("the list of log groups holds no \(group)") + [named],
      bindings: [
        world.bindings.merging(
          ["log-group": group, "container": container.name, "region": region ?? ""]) { $1 }
      ])
  }

  private static func isIn(_ region: String?, _ item: JSON) -> Bool {
    guard let region, let arn = (item["arn"] ?? item["logGroupArn"])?.string.flatMap({ ARN($0) }) else {
      return true
    }
    return arn.region == region
  }
}
