import Sentences
import Evidence
import Records
import Services

/// Whether the start stopped at the task's volumes.
enum PullVolumeCheck: Check {
  static let name = "pull-volume"
  static let summary: Sentence = "Could an EFS volume of the task not be mounted?"
  static let binds = PullWorld.binds + ["security-group"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.tasks, .taskDefinition]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    let volumes = (world.taskDefinition?["volumes"]?.elements ?? []).filter {
      $0["efsVolumeConfiguration"] != nil
    }
    if world.taskDefinition != nil, volumes.isEmpty {
      return .notApplicable(
        "the task has no EFS volume", world.definitionCitation("the whole task definition"))
    }
    if let message = world.messages.first(where: { $0.facts.stage == .volumes }) {
      return .confirmed(
        "ECS could not set up the task's EFS volumes",
        [message.citation("what ECS recorded")]
          + volumes.prefix(1).map { Citation($0["efsVolumeConfiguration"] ?? $0, "the volume") },
        bindings: [
          world.bindings.merging(["security-group": world.placement.groups.first?.value ?? ""]) { $1 }
        ])
    }
    guard world.taskDefinition != nil else {
      return .undetermined("whether the task has volumes is not in the snapshot", needs: world.needs)
    }
    let unproved = MessageStatesCheck.unproved(world)
    if unproved.verdict == .notApplicable {
      return .ruledOut("no recorded text speaks of volumes", volumes.map { Citation($0, "an EFS volume") })
    }
    return unproved
  }
}
