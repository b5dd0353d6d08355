/// Tells host ports that ECS chose (bridge mode, `hostPort` 0) from static ones.
///
/// ECS guide, "Port mappings": with host port 0 the instance's ephemeral range is used, 32768-60999 by default.
enum DynamicPorts {
  static func isDynamic(_ reach: TargetReach, _ snapshot: Snapshot) -> Bool {
    guard reach.group.type == "instance", !reach.isHealthCheckPort else { return false }
    for task in snapshot.listing("ecs.describe-tasks").items {
      for container in task["containers"]?.elements ?? [] {
        for binding in container["networkBindings"]?.elements ?? []
        where binding["hostPort"]?.int == reach.port {
          guard isHosted(task, on: reach.target.id, snapshot) else { continue }
          if mapsDynamically(task, container, binding, snapshot) { return true }
        }
      }
    }
    return false
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
  ) -> Bool {
    guard let arn = task["taskDefinitionArn"]?.string,
      let definition = snapshot.listing("ecs.describe-task-definition", subject: arn).items.first?[
        "taskDefinition"]
    else { return false }
    guard definition["networkMode"]?.string ?? "bridge" == "bridge" else { return false }
    let described = (definition["containerDefinitions"]?.elements ?? []).first {
      $0["name"]?.string == container["name"]?.string
    }
    let mapping = (described?["portMappings"]?.elements ?? []).first {
      $0["containerPort"]?.int == binding["containerPort"]?.int
    }
    return mapping.map { ($0["hostPort"]?.int ?? 0) == 0 } ?? false
  }
}
