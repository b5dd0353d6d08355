import Sentences
import Evidence

/// Where a task runs, as far as the pull is concerned.
package enum PullLaunch: String, Sendable { case fargate, ec2, external, unknown }

/// One container of the task: its definition, what became of it, and its image.
package struct PullContainer: Sendable {
  package let name: String
  package let definition: JSON
  /// The container in `describe-tasks`; nil where no task is known.
  package let state: JSON?
  package let image: ImageReference
  /// The image's own value in the task definition, to cite.
  package let imagePlace: JSON
  package let isEssential: Bool
}

/// The value and the place of something that a document says.
package struct PullValue: Sendable {
  package let value: String
  package let place: JSON
}

/// Everything that a pull depends on, resolved from the subject: task, definition, roles, images, network.
///
/// Built once per subject; what is missing is nil or empty, and the needs say which file would tell.
package struct PullWorld: Sendable {
  package let snapshot: Snapshot
  package let cluster: String?
  package let account: String?
  package let region: String?
  package let service: JSON?
  /// The task that failed, or the one asked for; nil where only the service is known.
  package let task: JSON?
  /// Tasks of the same service that stopped before they ran, the newest first.
  package let failedTasks: [JSON]
  package let taskDefinition: JSON?
  package let definitionName: String?
  package let launch: PullLaunch
  package let platformVersion: String?
  package let isWindows: Bool
  package let containers: [PullContainer]
  /// The container asked for, or the one whose pull failed, where that is known.
  package let failing: PullContainer?
  package let messages: [PullMessage]
  package let executionRole: PullValue?
  package let taskRole: PullValue?
  package let placement: PullPlacement
  /// Files without which the world is incomplete.
  package let needs: [Need]

  /// The container that serves: asked for by the load balancer, else with ports, else the first essential one.
  package var mainContainer: PullContainer? {
    let served = service?["loadBalancers"]?.elements.compactMap { $0["containerName"]?.string } ?? []
    return containers.first { served.contains($0.name) }
      ?? containers.first { $0.isEssential && !($0.definition["portMappings"]?.elements.isEmpty ?? true) }
      ?? containers.first { $0.isEssential } ?? containers.first
  }

  /// Every ECR image of the task with the container that uses it.
  package var ecrContainers: [PullContainer] { containers.filter { $0.image.ecr != nil } }

  /// The documents of the task definition, to cite that something is not in it.
  package func definitionCitation(_ says: Sentence) -> [Citation] {
    taskDefinition.map { [Citation($0, says)] } ?? []
  }

  /// The names among ``bindings``.
  package static let binds = [
    "cluster", "service", "region", "account", "task", "task-definition", "execution-role",
    "execution-role-arn", "task-role", "vpc", "service-subnets", "service-security-groups",
    "service-public-ip", "container", "image",
  ]

  /// Values for titles and fixes that every finding may use.
  package var bindings: [String: String] {
    var found: [String: String] = [:]
    found["cluster"] = cluster
    found["service"] = service?["serviceName"]?.string
    found["region"] = region
    found["account"] = account
    found["task"] = task?["taskArn"]?.string.flatMap { $0.split(separator: "/").last.map(String.init) }
    found["task-definition"] = definitionName
    found["execution-role"] = executionRole.map { PullWorld.roleName($0.value) }
    found["execution-role-arn"] = executionRole?.value
    found["task-role"] = taskRole.map { PullWorld.roleName($0.value) }
    found["vpc"] = placement.vpc
    // A change of a service's network replaces all of it: what stays has to be said, too.
    if let network = service?["networkConfiguration"]?["awsvpcConfiguration"] {
      found["service-subnets"] = network["subnets"]?.strings.joined(separator: " ")
      found["service-security-groups"] = network["securityGroups"]?.strings.joined(separator: " ")
      found["service-public-ip"] = network["assignPublicIp"]?.string ?? "DISABLED"
    }
    if let failing {
      found["container"] = failing.name
      found["image"] = failing.image.text
    }
    return found
  }

  /// The name in a role's ARN.
  package static func roleName(_ arn: String) -> String {
    arn.split(separator: "/").last.map(String.init) ?? arn
  }
}

/// Where the pull's packets leave from.
package struct PullPlacement: Sendable {
  /// One subnet the pull may start from, with its place.
  package struct Place: Sendable {
    package let subnet: String
    package let place: JSON
    /// Whether a task that failed sat here.
    package let failedHere: Bool
  }

  /// The task's (Fargate) or the container instances' (EC2) subnets.
  package let subnets: [Place]
  package let groups: [PullValue]
  /// Whether the network interface has a public address; nil where no document says.
  package let hasPublicAddress: Bool?
  /// The value that says so.
  package let publicAddressPlace: JSON?
  package let vpc: String?
  /// The network interface of the failed task, where it still is in the snapshot.
  package let interface: String?
  /// The instances that host the tasks (EC2 launch type).
  package let instances: [JSON]
  /// The instance profile's role, where it is known (EC2 launch type).
  package let instanceProfiles: [PullValue]
  package let needs: [Need]
}

extension PullWorld: AnalysisModel {
  package static func make(_ subject: Subject, in analysis: Analysis) -> PullWorld {
    PullWorldBuilder(analysis.snapshot, subject).build()
  }
}

extension Analysis {
  /// Everything that the pull of a subject depends on.
  package func pullWorld(_ subject: Subject) -> PullWorld { value(of: PullWorld.self, subject) }
}

extension CheckContext {
  package var pullWorld: PullWorld { analysis.pullWorld(subject) }
}
