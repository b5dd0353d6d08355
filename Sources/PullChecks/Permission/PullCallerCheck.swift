import Sentences
import Evidence
import Records
import Services

/// Whether a pull is made with the task role.
///
/// Amazon ECS guide, "Amazon ECS task execution IAM role" and "Amazon ECS task IAM role": image, secrets and log stream are fetched with the execution role, on container instances the image with the instance's role; the task role belongs to the program in the container.
enum PullCallerCheck: Check {
  static let name = "pull-caller"
  static let summary: Sentence = "Is the pull made with the task role, so that permissions on it would help?"
  static let binds: [String] = []
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.taskDefinition, .tasks]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    guard world.taskDefinition != nil else {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    if let said = world.messages.first(where: { $0.facts.role != nil }), let role = said.facts.role {
      if let own = world.taskRole, PullWorld.roleName(own.value) == role,
        world.executionRole?.value == own.value
      {
        return .confirmed("task role and execution role are one", [Citation(own.place, "the task role")])
      }
      return .ruledOut("the call was made by role \(role)", [said.citation("who called", part: role)])
    }
    guard let task = world.taskRole else {
      let caller = world.executionRole.map { [Citation($0.place, "the role that pulls")] } ?? []
      return caller.isEmpty
        ? .notApplicable("the task definition names no role", world.definitionCitation("no role"))
        : .ruledOut("the pull is made with the execution role, and there is no task role", caller)
    }
    guard let execution = world.executionRole else {
      return .ruledOut(
        "the instance's role pulls; the task role is the program's", [Citation(task.place, "the task role")])
    }
    let places = [Citation(execution.place, "the role that pulls"), Citation(task.place, "the task role")]
    return execution.value == task.value
      ? .confirmed("task role and execution role are one", places)
      : .ruledOut("the pull is made with the execution role, not with the task role", places)
  }
}
