import Evidence

/// Tells host ports that ECS chose (bridge mode, `hostPort` 0) from static ones.
///
/// ECS guide, "Port mappings": with host port 0 the instance's ephemeral range is used, 32768-60999 by default.
package enum DynamicPorts {
  /// Whether ECS chose the target's port: unknown where the tasks or their definitions were not collected.
  package static func isDynamic(_ reach: TargetReach, _ analysis: Analysis) -> Lookup<Bool> {
    let snapshot = analysis.snapshot
    guard reach.group.type == "instance", !reach.isHealthCheckPort else { return .found(false) }
    if analysis.kubernetesNodes.contains(reach.target.id) { return .found(false) }
    let tasks = snapshot.listing(.tasks)
    var open: [Need] = tasks.isComplete ? [] : [tasks.need]
    var isStatic = false
    for task in tasks.items {
      for container in task["containers"]?.elements ?? [] {
        for binding in container["networkBindings"]?.elements ?? []
        where binding["hostPort"]?.int == reach.port {
          guard isHosted(task, on: reach.target.id, snapshot) else { continue }
          switch mapsDynamically(task, container, binding, snapshot) {
          case .found(true): return .found(true)
          case .found(false): isStatic = true
          case .unknown(let needs): open += needs
          case .absent: continue
          }
        }
      }
    }
    if isStatic { return .found(false) }
    if isOfDynamicService(reach, snapshot) { return .found(true) }
    return open.isEmpty || isECSFree(snapshot) ? .found(false) : .unknown(open)
  }

  /// Nothing of ECS was collected: then nothing points to a port that it chose.
  private static func isECSFree(_ snapshot: Snapshot) -> Bool {
    !snapshot.documents.contains { $0.kind?.service == DocumentKind.services.service }
  }

  /// Whether a service registers its container at the target group with host port 0, and the port is one of those
  /// that ECS then chooses from.
  private static func isOfDynamicService(_ reach: TargetReach, _ snapshot: Snapshot) -> Bool {
    guard reach.port >= 32768 else { return false }
    for service in snapshot.listing(.services).items {
      for entry in service["loadBalancers"]?.elements ?? []
      where entry["targetGroupArn"]?.string == reach.group.arn {
        guard let arn = service["taskDefinition"]?.string, let definition = definition(arn, snapshot),
          definition["networkMode"]?.string ?? "bridge" == "bridge"
        else { continue }
        let mapping = mapping(
          in: definition, container: entry["containerName"]?.string, port: entry["containerPort"]?.int)
        if let mapping, (mapping["hostPort"]?.int ?? 0) == 0 { return true }
      }
    }
    return false
  }

  private static func definition(_ arn: String, _ snapshot: Snapshot) -> JSON? {
    snapshot.listing(.taskDefinition, subject: arn).items.lazy
      .compactMap { $0["taskDefinition"] }.first { $0["taskDefinitionArn"]?.string == arn }
  }

  private static func mapping(in definition: JSON, container: String?, port: Int?) -> JSON? {
    let described = (definition["containerDefinitions"]?.elements ?? []).first {
      $0["name"]?.string == container
    }
    return (described?["portMappings"]?.elements ?? []).first { $0["containerPort"]?.int == port }
  }

  private static func isHosted(_ task: JSON, on instance: String, _ snapshot: Snapshot) -> Bool {
    guard let arn = task["containerInstanceArn"]?.string else { return false }
    let listing = snapshot.listing(.containerInstances, subject: arn)
    let own = listing.items.first { $0["containerInstanceArn"]?.string == arn }
    // A port that ECS chose is telling enough where the host of the task was not collected.
    guard let own else { return !listing.isComplete }
    return own["ec2InstanceId"]?.string == instance
  }

  private static func mapsDynamically(
    _ task: JSON, _ container: JSON, _ binding: JSON, _ snapshot: Snapshot
  ) -> Lookup<Bool> {
    guard let arn = task["taskDefinitionArn"]?.string else { return .found(false) }
    let listing = snapshot.listing(.taskDefinition, subject: arn)
    guard let definition = listing.items.first?["taskDefinition"] else { return .unknown([listing.need]) }
    guard definition["networkMode"]?.string ?? "bridge" == "bridge" else { return .found(false) }
    let mapping = mapping(
      in: definition, container: container["name"]?.string, port: binding["containerPort"]?.int)
    return .found(mapping.map { ($0["hostPort"]?.int ?? 0) == 0 } ?? false)
  }
}
