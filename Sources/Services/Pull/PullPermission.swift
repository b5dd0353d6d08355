import Evidence
import Permits
import Records

/// One thing that a role must be allowed for the task to start, with AWS's answer.
package struct PullPermission: Sendable {
  /// What it is needed for; the words are the playbooks'.
  package enum Need: String, Sendable, CaseIterable {
    case token, manifest
    case layerURL = "layer-url"
    case secret, parameter, key, logs
    case logGroupCreation = "log-group-creation"
    case envFile = "env-file"
    case upstream
  }

  package let need: Need
  package let action: String
  package let resource: String
  package let container: String
  /// What in the task definition asks for it.
  package let place: JSON
  package let caller: PullCaller
  package let exit: PullExit
  /// Nil where it is not known whom or what to ask about; then ``needs`` tells.
  package let answer: AccessAnswer?
  package let needs: [Evidence.Need]

  /// Whether the resource belongs to another account than the task.
  package var isForeign: Bool { answer?.request.isCrossAccount ?? false }

  /// The names among ``bindings(_:)``.
  package static let binds =
    PullWorld.binds
    + [
      "action", "resource", "role", "role-arn", "endpoint", "repository", "registry-id", "secret-id",
      "secret-pattern", "key-id",
    ]

  /// Values for titles and fixes.
  package func bindings(_ world: PullWorld) -> [String: String] {
    var found = world.bindings
    found["action"] = action
    found["resource"] = resource
    found["container"] = container
    found["role"] = PullWorld.roleName(caller.role)
    found["role-arn"] = caller.role
    found["endpoint"] = exit.endpointID
    guard let arn = ARN(resource) else { return found }
    if !arn.region.isEmpty { found["region"] = arn.region }
    switch arn.service {
    case "ecr":
      found["repository"] = arn.id
      found["registry-id"] = arn.account
    case "secretsmanager":
      found["secret-id"] = resource
      if let bare = SecretName.withoutSuffix(SecretName(arn).name) {
        found["secret-pattern"] = resource.replacing(SecretName(arn).name, with: bare + "-??????")
      }
    case "kms": found["key-id"] = resource
    default: break
    }
    return found
  }
}

/// The role that makes a call while a task starts.
package struct PullCaller: Sendable {
  /// The role's ARN.
  package let role: String
  /// What says that this role calls.
  package let place: JSON
  /// Whether it is the container instance's role.
  package let isInstance: Bool
  /// Whether it is known that this one calls and not the other (EC2 launch type with an execution role).
  package let isCertain: Bool
}

/// The roles that a pull may be made with.
///
/// Amazon ECS guide, "Amazon ECS task execution IAM role" and "container instance IAM role": Fargate pulls with the execution role; on a container instance the instance's role pulls where the task definition names no execution role. Where it names one, only a recorded text can say which was used.
struct PullCallers {
  let world: PullWorld
  let access: Access

  /// The execution role as caller.
  var execution: PullCaller? {
    world.executionRole.map {
      PullCaller(role: $0.value, place: $0.place, isInstance: false, isCertain: true)
    }
  }

  private var isHost: Bool { world.launch == .ec2 || world.launch == .external }

  /// Who asks ECR for tokens, manifests and layers; and what is missing to tell.
  func ofRegistry() -> (callers: [PullCaller], needs: [Need]) {
    guard isHost else { return (execution.map { [$0] } ?? [], []) }
    let instance = ofInstances()
    let said = world.messages.compactMap { message -> Bool? in
      guard let session = message.facts.session else {
        guard let role = message.facts.role, let own = world.executionRole else { return nil }
        return PullWorld.roleName(own.value) != role
      }
      return session.hasPrefix("i-")
    }.first
    if said == true { return instance }
    guard let execution else { return instance }
    if said == false { return ([execution], []) }
    let uncertain = ([execution] + instance.callers).map {
      PullCaller(role: $0.role, place: $0.place, isInstance: $0.isInstance, isCertain: false)
    }
    return (uncertain, instance.needs)
  }

  /// The roles of the container instances' profiles.
  func ofInstances() -> (callers: [PullCaller], needs: [Need]) {
    var callers: [PullCaller] = []
    var needs: [Need] = []
    for profile in world.placement.instanceProfiles {
      guard let roles = access.roles(ofInstanceProfile: profile.value, account: world.account) else {
        needs.append(
          world.snapshot.need(.instanceProfile, subject: profile.value, account: world.account))
        continue
      }
      for role in roles {
        let arn = role.arn ?? role.name
        if callers.contains(where: { $0.role == arn }) { continue }
        callers.append(PullCaller(role: arn, place: profile.place, isInstance: true, isCertain: true))
      }
    }
    if world.placement.instanceProfiles.isEmpty {
      let described = world.snapshot.listing(.instances, region: world.region)
      needs += world.placement.needs + (world.placement.instances.isEmpty ? [described.need] : [])
    }
    return (callers, needs)
  }
}
