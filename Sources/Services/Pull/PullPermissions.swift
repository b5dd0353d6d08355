import Sentences
import Evidence
import Permits

/// All permissions that the start of a task needs, asked of the snapshot's policies.
///
/// Amazon ECS guide, "Amazon ECS task execution IAM role"; Amazon ECR guide, "Using Amazon ECR with Amazon ECS": a pull needs ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer; ecr:BatchCheckLayerAvailability belongs to a push.
package struct PullPermissions: Sendable {
  package let world: PullWorld
  package let all: [PullPermission]
  /// What cannot even be listed, by what it is for.
  package let gaps: [(need: PullPermission.Need, because: Sentence, needs: [Need])]

  /// The permissions of a check's subject; asked once per snapshot and subject.
  package static func of(_ context: CheckContext) -> PullPermissions {
    let key =
      "pull-permissions\u{1}"
      + context.subject.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(
        separator: "\u{1}")
    return context.snapshot.memo.value(key) {
      var builder = PullPermissionsBuilder(context.pullWorld)
      return builder.build()
    }
  }
}

/// Lists what a task needs, from its definition.
struct PullPermissionsBuilder {
  let world: PullWorld
  private let access: Access
  private let callers: PullCallers
  private var all: [PullPermission] = []
  private var gaps: [(need: PullPermission.Need, because: Sentence, needs: [Need])] = []

  init(_ world: PullWorld) {
    self.world = world
    access = Access(world.snapshot)
    callers = PullCallers(world: world)
  }

  mutating func build() -> PullPermissions {
    if world.taskDefinition == nil {
      for need in PullPermission.Need.allCases {
        gaps.append((need, "the task definition is not in the snapshot", world.needs))
      }
    }
    addImages()
    addReferences()
    addLogs()
    addFiles()
    return PullPermissions(world: world, all: all, gaps: gaps)
  }

  // MARK: images

  private mutating func addImages() {
    let (pullers, needs) = callers.ofRegistry()
    for container in world.ecrContainers {
      guard let registry = container.image.ecr else { continue }
      if pullers.isEmpty, !needs.isEmpty {
        for need in [PullPermission.Need.token, .manifest, .layerURL] {
          gaps.append((need, "the role that pulls is not in the snapshot", needs))
        }
      }
      let partition = world.executionRole.flatMap { ARN($0.value)?.partition } ?? "aws"
      let repository =
        "arn:\(partition):ecr:\(registry.region):\(registry.account):repository/\(container.image.repository)"
      for caller in pullers {
        if !all.contains(where: { $0.need == .token && $0.caller.role == caller.role }) {
          add(
            .token, "ecr:GetAuthorizationToken", "*", container.name, container.imagePlace, caller,
            service: "ecr.api", context: ["aws:RequestedRegion": [registry.region]])
        }
        // An endpoint serves its own Region only.
        let service = registry.region == world.region ? "ecr.dkr" : nil
        add(
          .manifest, "ecr:BatchGetImage", repository, container.name, container.imagePlace, caller,
          service: service)
        add(
          .layerURL, "ecr:GetDownloadUrlForLayer", repository, container.name, container.imagePlace, caller,
          service: service)
        addUpstream(container, repository, registry.account, registry.region, caller)
      }
    }
  }

  /// An image that a pull-through cache has yet to import.
  private mutating func addUpstream(
    _ container: PullContainer, _ repository: String, _ account: String, _ region: String,
    _ caller: PullCaller
  ) {
    guard PullCache(world.snapshot).rule(for: container.image) != nil,
      PullCache(world.snapshot).isCached(container.image) != true
    else { return }
    add(
      .upstream, "ecr:BatchImportUpstreamImage", repository, container.name, container.imagePlace, caller,
      service: "ecr.dkr")
    if PullCache(world.snapshot).hasRepository(container.image) == false {
      add(
        .upstream, "ecr:CreateRepository", repository, container.name, container.imagePlace, caller,
        service: "ecr.dkr")
    }
  }

  // MARK: secrets, parameters and their keys

  private mutating func addReferences() {
    guard let caller = callers.execution else { return }
    let partition = ARN(caller.role)?.partition ?? "aws"
    for reference in world.secretReferences where !reference.isMalformed || reference.arn != nil {
      guard let region = reference.region ?? world.region, let account = reference.account ?? world.account
      else { continue }
      let isHere = region == world.region
      let via = [region, account]
      switch reference.kind {
      case .secret:
        let secret = PullSecret(reference, world)
        let name = reference.name
        let arn =
          secret.item?["ARN"]?.string ?? reference.arn
          ?? "arn:\(partition):secretsmanager:\(via[0]):\(via[1]):secret:\(name)"
        add(
          .secret, "secretsmanager:GetSecretValue", arn, reference.container, reference.place, caller,
          service: isHere ? "secretsmanager" : nil)
        addKey(
          secret.key, reference, caller, via: "secretsmanager.\(region).amazonaws.com",
          encryption: ("kms:EncryptionContext:SecretARN", arn))
      case .parameter:
        let path = name(ofParameter: reference.name)
        let arn = reference.arn ?? "arn:\(partition):ssm:\(region):\(account):parameter/\(path)"
        add(
          .parameter, "ssm:GetParameters", arn, reference.container, reference.place, caller,
          service: isHere ? "ssm" : nil)
        addKey(
          PullParameter(reference, world).key, reference, caller, via: "ssm.\(region).amazonaws.com",
          encryption: ("kms:EncryptionContext:PARAMETER_ARN", arn))
      }
    }
  }

  private func name(ofParameter name: String) -> String {
    name.hasPrefix("/") ? String(name.dropFirst()) : name
  }

  private mutating func addKey(
    _ key: PullKey, _ reference: PullSecretReference, _ caller: PullCaller, via service: String,
    encryption: (key: String, value: String)
  ) {
    switch key {
    case .ofAWS: return
    case .unknown(let needs):
      gaps.append((.key, "it is not known which key \(reference.name) is under", needs))
    case .customer(let id, let place):
      let resource = PullKey.arn(id, reference, world)
      add(
        .key, "kms:Decrypt", resource, reference.container, place, caller, service: nil,
        context: ["kms:ViaService": [service], encryption.key: [encryption.value]])
    }
  }

  // MARK: logs and files

  private mutating func addLogs() {
    // On a container instance the Docker daemon writes, with a role that the agent's settings choose.
    guard world.launch == .fargate, let caller = callers.execution, let account = world.account else {
      return
    }
    for container in world.containers {
      let log = container.definition["logConfiguration"]
      guard let place = log?["logDriver"], place.string == "awslogs",
        let group = log?["options"]?["awslogs-group"]?.string,
        let region = log?["options"]?["awslogs-region"]?.string ?? world.region
      else { continue }
      let partition = ARN(caller.role)?.partition ?? "aws"
      let arn = "arn:\(partition):logs:\(region):\(account):log-group:\(group)"
      let stream =
        [log?["options"]?["awslogs-stream-prefix"]?.string, container.name, world.bindings["task"] ?? "task"]
        .compactMap { $0 }.joined(separator: "/")
      let service = region == world.region ? "logs" : nil
      add(
        .logs, "logs:CreateLogStream", arn + ":log-stream:" + stream, container.name, place, caller,
        service: service)
      if log?["options"]?["awslogs-create-group"]?.bool == true {
        let exists = world.snapshot.listing(.logGroups, region: region).items.contains {
          $0["logGroupName"]?.string == group
        }
        if !exists {
          add(
            .logGroupCreation, "logs:CreateLogGroup", arn + ":log-stream:", container.name,
            log?["options"]?["awslogs-create-group"] ?? place, caller, service: service)
        }
      }
    }
  }

  private mutating func addFiles() {
    guard let caller = callers.execution else { return }
    for container in world.containers {
      for file in container.definition["environmentFiles"]?.elements ?? [] {
        guard let place = file["value"], let arn = place.string, ARN(arn)?.service == "s3" else { continue }
        add(.envFile, "s3:GetObject", arn, container.name, place, caller, service: "s3")
        let bucket = String(arn.prefix { $0 != "/" })
        add(.envFile, "s3:GetBucketLocation", bucket, container.name, place, caller, service: "s3")
      }
    }
  }

  // MARK: asking

  private mutating func add(
    _ need: PullPermission.Need, _ action: String, _ resource: String, _ container: String, _ place: JSON,
    _ caller: PullCaller, service: String?, context: [String: [String]] = [:]
  ) {
    let facts = access.role(caller.role, account: world.account)
    // A role that is not there is a fault of its own.
    if facts.isAbsent { return }
    let exit = service.map { PullExit.of(world, service: $0) } ?? .direct([])
    var absent: Set<String> = []
    if case .direct = exit { absent = ["aws:SourceVpce", "aws:SourceVpc", "aws:VpcSourceIp"] }
    // Secrets Manager and the Parameter Store call KMS themselves.
    if need == .key { absent = [] }
    let answer = access.can(
      principal: facts.arn ?? caller.role, action: action, resource: resource, context: context,
      absent: absent, viaEndpoint: need == .key ? nil : exit.endpointID, account: world.account)
    all.append(
      PullPermission(
        need: need, action: action, resource: resource, container: container, place: place, caller: caller,
        exit: exit, answer: answer, needs: answer.needs))
  }
}
