import Sentences
import Evidence
import Services

/// Whether a parameter that the task names is not there.
///
/// Systems Manager reference, "GetParameters": names that do not exist come back as invalid parameters. A name belongs to one Region; another Region's parameter needs its whole ARN.
enum PullParameterCheck: Check {
  static let name = "pull-parameter"
  static let summary: Sentence =
    "Is a parameter that the task names not in the Parameter Store of that Region?"
  static let binds = MessageStatesCheck.messageBinds
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.taskDefinition, .tasks, .parameters]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    if let message = world.message(fault: "no-such-parameter") {
      return .confirmed(
        "the recorded text says so", [message.citation("what ECS recorded")],
        bindings: [MessageStatesCheck.bindings(message, world)])
    }
    guard world.taskDefinition != nil else {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    let references = world.secretReferences.filter { $0.kind == .parameter && !$0.isMalformed }
    guard !references.isEmpty else {
      return .notApplicable(
        "the task definition names no parameter", world.definitionCitation("no parameter"))
    }
    return PullSecretCheck.strongest(references.map { judge($0, world) })
  }

  private static func judge(_ reference: PullSecretReference, _ world: PullWorld) -> Finding {
    let named = Citation(reference.place, "what the task definition names")
    let parameter = PullParameter(reference, world)
    if let item = parameter.item {
      return .ruledOut("the parameter exists", [Citation(item["Name"] ?? item, "it is there"), named])
    }
    guard parameter.listing.isComplete, isOf(parameter.listing, reference, world) else {
      return .undetermined("the list of parameters is not complete", needs: [parameter.listing.need])
    }
    return .confirmed(
      "there is no parameter \(reference.name) in \(reference.region ?? world.region, or: "the Region")",
      parameter.listing.citations("the list of parameters holds no \(reference.name)") + [named],
      bindings: [
        world.bindings.merging(["parameter": reference.name, "container": reference.container]) { $1 }
      ])
  }

  /// A list that names neither account nor Region is of the task's own.
  private static func isOf(_ listing: Listing, _ reference: PullSecretReference, _ world: PullWorld) -> Bool {
    let region = reference.region ?? world.region
    let account = reference.account ?? world.account
    return listing.documents.contains { document in
      (document.region == region || (document.region == nil && region == world.region))
        && (document.account == account || (document.account == nil && account == world.account))
    }
  }
}
