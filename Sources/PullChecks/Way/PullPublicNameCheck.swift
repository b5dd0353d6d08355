import Sentences
import Evidence
import Services

/// Whether a registry answered that it has no such repository, for images outside of the snapshot's ECR.
enum PullPublicNameCheck: Check {
  static let name = "pull-public-name"
  static let summary: Sentence = "Did a registry answer that it knows no such repository?"
  static let binds = PullImageCheck.imageBinds
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.tasks, .services, .taskDefinition]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    guard world.taskDefinition != nil else {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    let foreign = world.containers.filter { $0.image.ecr == nil && $0.image.problem == nil }
    guard !foreign.isEmpty else {
      return .notApplicable(
        "every image is in ECR", world.containers.map { Citation($0.imagePlace, "the image of \($0.name)") })
    }
    for container in foreign {
      if let message = PullImageCheck.says(world, container, ["no-such-repository"]) {
        return .confirmed(
          "\(container.image.host) answered that it has no \(container.image.repository)",
          [
            message.citation("the registry's answer"),
            Citation(container.imagePlace, "the image of \(container.name)"),
          ],
          bindings: [PullImageCheck.bindings(world, container)])
      }
    }
    return .notApplicable(
      "no registry answered so", foreign.map { Citation($0.imagePlace, "the image of \($0.name)") })
  }
}
