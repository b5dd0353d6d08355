/// Tells host ports that ECS chose (bridge mode, `hostPort` 0) from static ones.
///
/// ECS guide, "Port mappings": with host port 0 the instance's ephemeral range is used, 32768-60999 by default.
enum DynamicPorts {
  /// Whether ECS chose the target's port: unknown where the tasks or their definitions were not collected.
  static func isDynamic(_ reach: TargetReach, _ snapshot: Snapshot) -> Lookup<Bool> {
    guard reach.group.type == "instance", !reach.isHealthCheckPort else { return .found(false) }
    let tasks = snapshot.listing("ecs.describe-tasks")
    var open: [Need] = tasks.isComplete ? [] : [tasks.need]
    for task in tasks.items {
      for container in task["containers"]?.elements ?? [] {
        for binding in container["networkBindings"]?.elements ?? []
        where binding["hostPort"]?.int == reach.port {
          guard isHosted(task, on: reach.target.id, snapshot) else { continue }
          switch mapsDynamically(task, container, binding, snapshot) {
          case .found(true): return .found(true)
          case .unknown(let needs): open += needs
          default: continue
          }
        }
      }
    }
    return open.isEmpty || isECSFree(snapshot) ? .found(false) : .unknown(open)
  }

  /// Nothing of ECS was collected: then nothing points to a port that it chose.
  private static func isECSFree(_ snapshot: Snapshot) -> Bool {
    !snapshot.documents.contains { $0.kind?.hasPrefix("ecs.") ?? false }
  }

  private static func isHosted(_ task: JSON, on instance: String, _ snapshot: Snapshot) -> Bool {
    guard let arn = task["containerInstanceArn"]?.string else { return false }
    let listing = snapshot.listing("ecs.describe-container-instances", subject: arn)
    let own = listing.items.first { $0["containerInstanceArn"]?.string == arn }
    // A port that ECS chose is telling enough where the host of the task was not collected.
    guard let own else { return !listing.isComplete }
    return own["ec2InstanceId"]?.string == instance
  }

  private static func mapsDynamically(
    _ task: JSON, _ container: JSON, _ binding: JSON, _ snapshot: Snapshot
  ) -> Lookup<Bool> {
    guard let arn = task["taskDefinitionArn"]?.string else { return .found(false) }
    let listing = snapshot.listing("ecs.describe-task-definition", subject: arn)
    guard let definition = listing.items.first?["taskDefinition"] else { return .unknown([listing.need]) }
    guard definition["networkMode"]?.string ?? "bridge" == "bridge" else { return .found(false) }
    let described = (definition["containerDefinitions"]?.elements ?? []).first {
      $0["name"]?.string == container["name"]?.string
    }
    let mapping = (described?["portMappings"]?.elements ?? []).first {
      $0["containerPort"]?.int == binding["containerPort"]?.int
    }
    return .found(mapping.map { ($0["hostPort"]?.int ?? 0) == 0 } ?? false)
  }
}
