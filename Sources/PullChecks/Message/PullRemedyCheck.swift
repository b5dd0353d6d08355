import Sentences
import Evidence
import Packets
import Records
import Services

/// Whether a remedy that people reach for could take effect at all in this task.
enum PullRemedyCheck: Check {
  static let name = "pull-remedy"
  static let summary: Sentence = "Could this remedy take effect on the pull of this task?"
  static let binds: [String] = []
  static let wanted = Parameter<Remedy>("of", "the remedy")
  static let parameters = [wanted.declared]
  static let reads: [DocumentKind] = PullPathCheck.reads

  enum Remedy: String, CaseIterable {
    case pullBehaviourField = "pull-behaviour-field"
    case inbound443 = "inbound-443"
    case controlEndpoints = "ecs-endpoints"
    case endpointInOwnSubnet = "endpoint-in-own-subnet"
    case sharedGroup = "shared-group"
    case publicAddress = "public-address"
    case natPresent = "nat-present"
    case logGroup = "log-group"
    case ownMachine = "own-machine"
    case runningTasks = "running-tasks"
    case injectedSidecar = "injected-sidecar"
    case waitForAWS = "wait-for-aws"
  }

  static func run(_ context: CheckContext) -> Finding {
    let remedy = PullRemedy(context)
    switch context[wanted] {
    case .pullBehaviourField: return remedy.pullBehaviour()
    case .inbound443: return remedy.inbound()
    case .controlEndpoints: return remedy.controlEndpoints()
    case .endpointInOwnSubnet: return remedy.ownSubnet()
    case .sharedGroup: return remedy.sharedGroup()
    case .publicAddress: return remedy.publicAddress()
    case .natPresent: return remedy.natPresent()
    case .logGroup: return remedy.logGroup()
    case .ownMachine: return remedy.ownMachine()
    case .runningTasks: return remedy.runningTasks()
    case .injectedSidecar: return remedy.injectedSidecar()
    case .waitForAWS: return remedy.waitForAWS()
    }
  }
}

/// The facts behind each remedy.
struct PullRemedy {
  let context: CheckContext
  let world: PullWorld
  let paths: PullPaths
  let network: Network

  init(_ context: CheckContext) {
    self.context = context
    world = context.pullWorld
    paths = context.pullPaths
    network = context.analysis.network
  }

  private var unknownDefinition: Finding {
    .undetermined("the task definition is not in the snapshot", needs: world.needs)
  }

  /// ContainerDefinition of the ECS API has no such member; it is an agent variable on container instances.
  func pullBehaviour() -> Finding {
    guard let container = world.failing ?? world.containers.first else { return unknownDefinition }
    return .ruledOut(
      "the ECS API has no such field in a container definition, and Fargate on Linux caches no images",
      [Citation(container.definition, "the container's definition")])
  }

  func inbound() -> Finding {
    let places = world.placement.groups.map { Citation($0.place, "a group of the task") }
    guard !places.isEmpty else {
      return .undetermined("the task's groups are not in the snapshot", needs: world.placement.needs)
    }
    return .ruledOut("the pull goes outward, and security groups admit its replies by themselves", places)
  }

  func controlEndpoints() -> Finding {
    let task = world.task?["launchType"] ?? world.service?["launchType"]
    switch world.launch {
    case .fargate:
      return .ruledOut(
        "Fargate tasks do not need the ecs, ecs-agent and ecs-telemetry endpoints",
        (task.map { [Citation($0, "the launch type")] } ?? world.definitionCitation("the task definition")))
    case .unknown: return .undetermined("the launch type is not in the snapshot", needs: world.needs)
    default:
      return .notApplicable(
        "container instances do need the endpoints of ECS",
        task.map { [Citation($0, "the launch type")] } ?? [])
    }
  }

  private var usedEndpoints: [VPCEndpoint] {
    var found: [VPCEndpoint] = []
    for leg in paths.legs {
      if case .endpoint(let endpoint) = leg.way, !found.contains(where: { $0.id == endpoint.id }) {
        found.append(endpoint)
      }
    }
    return found
  }

  private func withoutEndpoints() -> Finding {
    let open = paths.unknowns([.endpointGroup])
    if !open.isEmpty {
      return .undetermined(
        "the endpoints are not in the snapshot", needs: open.flatMap(\.needs).unique)
    }
    return .notApplicable("the pull uses no interface endpoint")
  }

  func ownSubnet() -> Finding {
    guard let endpoint = usedEndpoints.first else { return withoutEndpoints() }
    return .ruledOut(
      "\(endpoint.id) has private addresses, which every subnet of the VPC reaches",
      [Citation(endpoint.json["SubnetIds"] ?? endpoint.json, "where the endpoint's interfaces stand")]
        + world.placement.subnets.prefix(2).map { Citation($0.place, "where the task stands") })
  }

  func sharedGroup() -> Finding {
    let endpoints = usedEndpoints
    guard let endpoint = endpoints.first else { return withoutEndpoints() }
    let own = world.placement.groups
    let shared = own.filter { group in endpoints.contains { $0.groups.contains(group.value) } }
    let places =
      own.map { Citation($0.place, "a group of the task") } + [
        Citation(endpoint.json["Groups"] ?? endpoint.json, "the endpoint's groups")
      ]
    if let one = shared.first {
      guard
        let rules = network.rules(
          of: one.value, .ingress, Scope(account: world.account, region: world.region))
      else {
        return .undetermined(
          "the rules of \(one.value) are not in the snapshot",
          needs: [context.snapshot.need(.securityGroups, region: world.region)])
      }
      let own = rules.first { rule in
        if case .group(let id) = rule.source { return id == one.value }
        return false
      }
      if let own {
        return .confirmed(
          "both carry \(one.value), which admits itself",
          places + [own.citation("the rule that admits itself")])
      }
      return .ruledOut("both carry \(one.value), but it has no rule that admits itself", places)
    }
    return .ruledOut("the task and the endpoint carry different groups", places)
  }

  func publicAddress() -> Finding {
    if world.placement.subnets.isEmpty {
      return .undetermined("the task's subnet is not in the snapshot", needs: world.placement.needs)
    }
    for place in world.placement.subnets {
      let route = network.route(fromSubnet: place.subnet, to: .internet(.v4))
      if route.verdict == .undetermined, !route.needs.isEmpty {
        return .undetermined("the route table of \(place.subnet) is not in the snapshot", needs: route.needs)
      }
      if case .internetGateway? = route.route?.target, route.verdict == .allowed {
        return .confirmed("\(place.subnet) does route to an internet gateway", route.evidence)
      }
      return .ruledOut(
        "\(place.subnet) has no internet gateway route, so a public address is of no use there",
        route.evidence + [Citation(place.place, "a subnet of the task")])
    }
    return .notApplicable("no subnet is known")
  }

  func natPresent() -> Finding {
    let faults = paths.faults([
      .natUnusable, .natWithoutInternet, .blackhole, .publicAccessBlocked, .groupEgress, .aclTask,
    ])
    let nat = network.natGateways.values.filter {
      world.placement.vpc == nil || $0.vpc == world.placement.vpc
    }
    .sorted { $0.id < $1.id }.first
    guard let nat else {
      let listing = context.snapshot.listing(.natGateways, region: world.region)
      return listing.isComplete
        ? .notApplicable("the VPC has no NAT gateway", listing.citations("no NAT gateway"))
        : .undetermined(listing.gap ?? "the NAT gateways are not in the snapshot", needs: [listing.need])
    }
    let state = Citation(nat.json["State"] ?? nat.json, "the gateway's own state")
    let used = paths.legs.contains { if case .nat = $0.way { true } else { false } }
    if let fault = faults.first {
      return .ruledOut(
        "available says nothing of the way: \(fault.fault.because)", [state] + fault.fault.evidence)
    }
    if !used, !paths.legs.isEmpty, paths.unknowns([.natUnusable]).isEmpty {
      return .ruledOut(
        "no route of the task leads to \(nat.id)", [state] + paths.legs.prefix(2).flatMap(\.proof))
    }
    if !paths.unknowns([.natUnusable, .natWithoutInternet]).isEmpty {
      return .undetermined(
        "the way to the NAT gateway is not in the snapshot",
        needs: paths.unknowns([.natUnusable, .natWithoutInternet]).flatMap(\.needs).unique)
    }
    return .confirmed("\(nat.id) is available, and its way to the internet is whole", [state])
  }

  func logGroup() -> Finding {
    guard let message = world.messages.first(where: { $0.facts.stage == .logDriver }) else {
      return .notApplicable(
        "no text speaks of a log group", world.messages.prefix(1).map { $0.citation("what ECS recorded") })
    }
    if message.facts.verb == .timeout {
      return .ruledOut(
        "the text says connection issue: nobody answered whether the group exists",
        [message.citation("what ECS recorded")])
    }
    return .confirmed("the text is an answer about the log group", [message.citation("what ECS recorded")])
  }

  func ownMachine() -> Finding {
    let places =
      world.executionRole.map { [Citation($0.place, "who pulls here")] }
      ?? world.definitionCitation("who pulls here")
    let subnets = world.placement.subnets.prefix(1).map { Citation($0.place, "from where it is pulled here") }
    if places.isEmpty, subnets.isEmpty { return unknownDefinition }
    return .ruledOut(
      "another principal, another network and perhaps another Region pull here", places + subnets)
  }

  func runningTasks() -> Finding {
    let failedAt = (world.task ?? world.failedTasks.first).flatMap { Moment.of($0["createdAt"]) }
    let running = PullSubject(context.snapshot).tasks.filter {
      $0["startedAt"] != nil && $0["lastStatus"]?.string == "RUNNING"
        && (world.service == nil || PullSubject.serviceName(of: $0) == world.service?["serviceName"]?.string)
    }
    guard let task = running.first, let started = task["startedAt"] else {
      if let count = world.service?["runningCount"], count.int ?? 0 > 0, !world.failedTasks.isEmpty {
        return .ruledOut(
          "the tasks that run pulled earlier; each new task pulls again", [Citation(count, "tasks that run")])
      }
      return .notApplicable("no other task of the service runs")
    }
    if world.failedTasks.isEmpty {
      return .notApplicable("no task failed to start", [Citation(started, "a task runs")])
    }
    if let failedAt, let began = Moment.of(started), began > failedAt {
      return .confirmed("a task started after the failure", [Citation(started, "it started later")])
    }
    return .ruledOut(
      "the tasks that run pulled earlier; each new task pulls again", [Citation(started, "when it started")])
  }

  func injectedSidecar() -> Finding {
    let own = PullSubject(context.snapshot).tasks.filter { task in
      guard let service = world.service?["serviceName"]?.string else { return false }
      return PullSubject.serviceName(of: task) == service
    }
    for task in (world.task.map { [$0] } ?? []) + world.failedTasks + own {
      for container in task["containers"]?.elements ?? []
      where container["name"]?.string?.hasPrefix("aws-guardduty-agent") ?? false {
        guard let reason = container["reason"] else { continue }
        return .ruledOut(
          "the injected container is not essential: the task goes on without it",
          [
            Citation(container["name"] ?? container, "the injected container"),
            Citation(reason, "its own failure"),
          ])
      }
    }
    return .notApplicable("no injected container failed")
  }

  func waitForAWS() -> Finding {
    if let fault = paths.legs.lazy.flatMap(\.faults).first {
      return .ruledOut("the fault is in this account: \(fault.because)", fault.evidence)
    }
    if let message = world.messages.first(where: { $0.reading.isOutright && $0.facts.verb != .serverError }) {
      return .ruledOut("AWS answered, and said why not", [message.citation("what ECS recorded")])
    }
    let others = PullSubject(context.snapshot).tasks.filter {
      $0["lastStatus"]?.string == "RUNNING" && $0["startedAt"] != nil
    }
    if let other = others.first, let started = other["startedAt"], !world.failedTasks.isEmpty {
      return .ruledOut("other tasks of this Region run", [Citation(started, "a task that started")])
    }
    return .notApplicable("nothing in the snapshot points to AWS itself")
  }
}
