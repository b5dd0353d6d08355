import Sentences
import Evidence
import Services

/// Whether whoever deploys was refused iam:PassRole.
///
/// IAM guide, "Grant a user permissions to pass a role to an AWS service": the refusal shows in the answer to the deployer and in CloudTrail, never at the task.
enum PassRoleCheck: Check {
  static let name = "pass-role-refused"
  static let summary: Sentence = "Does the trail or an event show that the deployer may not pass the role?"
  static let binds = MessageStatesCheck.messageBinds + ["deployer", "event", "role-arn"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.trailEvents, .services]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    let roles = [world.executionRole, world.taskRole].compactMap { $0 }
    let listing = world.snapshot.listing(
      .trailEvents, account: world.account, region: world.region)
    for event in listing.items {
      guard let place = event["CloudTrailEvent"], let text = place.string,
        let record = PolicyText(place)?.root, let code = record["errorCode"]?.string,
        code.contains("AccessDenied") || code.contains("Unauthorized") || code.contains("ClientException"),
        let message = record["errorMessage"]?.string, message.contains("iam:PassRole"),
        record["eventSource"]?.string == "ecs.amazonaws.com", concerns(message, record, roles, world)
      else { continue }
      let part = text.contains(message) ? message : "iam:PassRole"
      var values = world.bindings
      values["role-arn"] = roles.first { message.contains($0.value) }?.value ?? roles.first?.value
      values["event"] = record["eventName"]?.string
      values["deployer"] = record["userIdentity"]?["arn"]?.string
      return .confirmed(
        "\(record["eventName"]?.string, or: "a call") was refused: the caller may not pass the role",
        [Citation(place, "the refusal in the trail", part: part)], bindings: [values])
    }
    if let message = world.message(fault: "passrole-denied-text") {
      return .confirmed(
        "the recorded text names iam:PassRole", [message.citation("what ECS recorded")],
        bindings: [MessageStatesCheck.bindings(message, world)])
    }
    if listing.documents.isEmpty {
      return .undetermined("the trail is not in the snapshot", needs: [listing.need])
    }
    if world.taskDefinition == nil, let refusal = listing.items.first(where: isRefusal) {
      return .undetermined(
        "the trail shows a refusal to pass a role; whether it is this task's is not known",
        needs: (world.needs + (listing.gap == nil ? [] : [listing.need])).unique,
        evidence: refusal["CloudTrailEvent"].map {
          [Citation($0, "the refusal in the trail", part: "iam:PassRole")]
        } ?? [])
    }
    if let gap = listing.gap {
      return .undetermined(gap, needs: [listing.need])
    }
    return .ruledOut("the trail shows no refusal to pass a role", listing.citations("the events"))
  }

  private static func isRefusal(_ event: JSON) -> Bool {
    event["CloudTrailEvent"]?.string?.contains("iam:PassRole") ?? false
  }

  /// Another service's or role's refusal is another story.
  private static func concerns(
    _ message: String, _ record: JSON, _ roles: [PullValue], _ world: PullWorld
  ) -> Bool {
    if roles.contains(where: { message.contains($0.value) }) { return true }
    guard !message.contains(":role/") else { return false }
    let named = record["requestParameters"]?["service"]?.string.map(PullSubject.last)
    return named != nil && named == world.service?["serviceName"]?.string
  }
}
