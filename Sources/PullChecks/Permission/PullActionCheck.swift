import Sentences
import Evidence
import Services

/// Whether a pull from ECR calls an action at all.
///
/// Amazon ECR guide, "Using Amazon ECR images with Amazon ECS": GetAuthorizationToken, BatchGetImage and GetDownloadUrlForLayer; BatchCheckLayerAvailability is called by a push ("Required IAM permissions for pushing an image").
enum PullActionCheck: Check {
  static let name = "pull-calls"
  static let summary: Sentence = "Does a pull from ECR call this action, so that its absence could matter?"
  static let binds: [String] = []
  static let action = Parameter<String>("action", "what may be called", as: .action)
  static let parameters = [action.declared]
  static let reads: [DocumentKind] = [.taskDefinition]

  private static let called: Set<String> = [
    "ecr:getauthorizationtoken", "ecr:batchgetimage", "ecr:getdownloadurlforlayer",
  ]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    guard world.taskDefinition != nil else {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    guard !world.ecrContainers.isEmpty else {
      return .notApplicable("no image is of ECR", world.definitionCitation("the whole task definition"))
    }
    let action = context[action]
    let images = world.ecrContainers.prefix(2).map { Citation($0.imagePlace, "an image that is only pulled") }
    return called.contains(action.lowercased())
      ? .confirmed("a pull calls \(action)", Array(images))
      : .ruledOut("a pull does not call \(action)", Array(images))
  }
}
