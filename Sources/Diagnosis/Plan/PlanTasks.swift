import Evidence
import Playbooks

/// Task definitions of a plan.
extension PlanChange {
  /// The next revision of a family, shown in the place of the one that the services run today.
  ///
  /// Terraform replaces a definition for every revision; what the snapshot holds of the family becomes what it will be.
  func taskDefinition() throws(FixUnmodelled) -> [PlanStep]? {
    guard creates, let after, let family = after["family"]?.string ?? before?["family"]?.string else {
      return nil
    }
    try needKnown(["container_definitions"])
    guard let containers = after["container_definitions"]?.string.flatMap({ JSONValue(text: $0) }) else {
      return nil
    }
    var members: [(String, JSONValue)] = [("containerDefinitions", containers)]
    for (attribute, member) in [
      ("execution_role_arn", "executionRoleArn"), ("task_role_arn", "taskRoleArn"),
      ("network_mode", "networkMode"), ("cpu", "cpu"), ("memory", "memory"),
    ] {
      if let value = try text(attribute, after) { members.append((member, .string(value))) }
    }
    if let platform = block("runtime_platform", after) {
      members.append(
        (
          "runtimePlatform",
          FixTarget.object([
            ("cpuArchitecture", platform["cpu_architecture"].map { JSONValue($0) }),
            ("operatingSystemFamily", platform["operating_system_family"].map { JSONValue($0) }),
          ])
        ))
    }
    let made = members
    return [
      PlanStep { (snapshot) throws(FixUnmodelled) in
        let known = snapshot.documents(of: .taskDefinition)
          .compactMap { $0.root["taskDefinition"] }.filter { $0["family"]?.string == family }
        if known.isEmpty { throw FixUnmodelled("the snapshot describes no task definition \(family)") }
        return known.map { definition in
          DocumentEdit(definition.document, made.map { FixTarget.set(definition, $0.0, $0.1) })
        }
      }
    ]
  }
}
