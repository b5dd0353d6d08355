import Sentences
import Evidence
import Records
import Services

/// Whether the image that fails belongs to a container beside the application's.
enum PullSidecarCheck: Check {
  static let name = "pull-sidecar"
  static let summary: Sentence = "Is it a sidecar's image whose pull fails?"
  static let binds = PullImageCheck.imageBinds
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.tasks, .taskDefinition, .services]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    guard world.taskDefinition != nil else {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    if world.containers.count < 2 {
      return .notApplicable(
        "the task has one container only",
        world.containers.map { Citation($0.definition["name"] ?? $0.definition, "the only container") })
    }
    guard let main = world.mainContainer else { return .notApplicable("the task has no main container") }
    let sides = world.containers.filter { $0.name != main.name && $0.isEssential }
    let said = world.messages.filter { $0.reading.family != "not-image-pull" }
    for message in said {
      let named =
        message.container
        ?? world.containers.first { container in
          guard let image = message.facts.image else { return false }
          let wanted = ImageReference(image)
          return container.image.repository == wanted.repository && container.image.host == wanted.host
        }?.name
      guard let named, let side = sides.first(where: { $0.name == named }) else { continue }
      // The same image in the application's container is the application's fault, too.
      if side.image.text == main.image.text { continue }
      return .confirmed(
        "the pull of \(side.image.text) for \(side.name) fails; \(main.name) is the application",
        [
          message.citation("the reason of \(side.name)"),
          Citation(side.imagePlace, "the image of \(side.name)"),
          Citation(main.imagePlace, "the application's image is another one"),
        ], bindings: [PullImageCheck.bindings(world, side)])
    }
    if said.isEmpty {
      return MessageStatesCheck.unproved(world)
    }
    return .ruledOut(
      "the recorded texts do not name another essential container's image",
      said.prefix(2).map { $0.citation("what ECS recorded") } + [
        Citation(main.imagePlace, "the application's image")
      ])
  }
}
