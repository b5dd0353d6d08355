import Evidence
import Records

/// Resolves a subject into the world that its pull depends on.
struct PullWorldBuilder {
  let snapshot: Snapshot
  let subject: Subject
  private let finder: PullSubject

  init(_ snapshot: Snapshot, _ subject: Subject) {
    self.snapshot = snapshot
    self.subject = subject
    self.finder = PullSubject(snapshot)
  }

  func build() -> PullWorld {
    var needs: [Need] = []
    let tasks = matchingTasks()
    let failed = tasks.filter(PullSubject.failedToStart).sorted { time($0) > time($1) }
    let asked = subject["task"].flatMap { id in tasks.first { PullSubject.means($0["taskArn"]?.string, id) } }
    let task = asked ?? failed.first ?? tasks.filter { $0["startedAt"] == nil }.max { time($0) < time($1) }
    let service = matchingService(task)
    let deployment = service.flatMap { primaryDeployment($0, task) }
    let name =
      task?["taskDefinitionArn"]?.string ?? deployment?["taskDefinition"]?.string
      ?? service?["taskDefinition"]?.string
      // Without the service its running tasks tell what it starts.
      ?? tasks.max { time($0) < time($1) }?["taskDefinitionArn"]?.string
    let definition = taskDefinition(name)
    if service == nil, let asked = subject["service"] {
      needs.append(snapshot.need(.services, subject: PullSubject.last(asked), region: region(task, nil)))
    }
    if let name, definition == nil {
      needs.append(
        snapshot.need(
          .taskDefinition, subject: PullSubject.last(name), region: region(task, service)))
    }
    if tasks.isEmpty, service.map(leavesTasksOpen) ?? true {
      needs.append(
        snapshot.need(.tasks, subject: subject["task"], region: region(task, service)))
    }
    let launch = launchType(task, service, deployment, definition)
    let containers = self.containers(definition, task)
    let messages = self.messages(task, failed, service)
    let role = task?["overrides"]?["executionRoleArn"] ?? definition?["executionRoleArn"]
    let taskRole = task?["overrides"]?["taskRoleArn"] ?? definition?["taskRoleArn"]
    let placement = PullPlacementBuilder(
      snapshot: snapshot, task: task, failedTasks: failed, service: service, deployment: deployment,
      launch: launch
    ).build()
    let account = ARN(task?["taskArn"]?.string ?? service?["serviceArn"]?.string ?? name ?? "")?.account
    return PullWorld(
      snapshot: snapshot, cluster: cluster(task, service), account: account, region: region(task, service),
      service: service, task: task, failedTasks: failed, taskDefinition: definition,
      definitionName: name.map(PullSubject.last), launch: launch,
      platformVersion: task?["platformVersion"]?.string ?? deployment?["platformVersion"]?.string
        ?? service?["platformVersion"]?.string,
      isWindows: isWindows(task, definition), containers: containers,
      failing: failing(containers, task, messages), messages: messages, executionRole: value(role),
      taskRole: value(taskRole), placement: placement, needs: needs)
  }

  /// Whether a service's events do not do in place of its tasks: it runs too few, and no event says why.
  private func leavesTasksOpen(_ service: JSON) -> Bool {
    service["events"] == nil || PullSubject.isShort(service) && PullSubject.events(of: service).isEmpty
  }

  private func value(_ json: JSON?) -> PullValue? {
    guard let json, let text = json.string, !text.isEmpty else { return nil }
    return PullValue(value: text, place: json)
  }

  private func time(_ task: JSON) -> Double {
    Moment.of(task["stoppedAt"]) ?? Moment.of(task["createdAt"]) ?? 0
  }

  private func matchingTasks() -> [JSON] {
    finder.tasks.filter { task in
      PullSubject.means(task["clusterArn"]?.string, subject["cluster"])
        && (subject["task"] == nil || PullSubject.means(task["taskArn"]?.string, subject["task"]))
        && (subject["service"] == nil
          || PullSubject.means(PullSubject.serviceName(of: task), subject["service"].map(PullSubject.last)))
    }
  }

  private func matchingService(_ task: JSON?) -> JSON? {
    let name = subject["service"] ?? task.flatMap(PullSubject.serviceName)
    guard let name else {
      return subject["task"] == nil && finder.services.count == 1 && task == nil ? finder.services.first : nil
    }
    return finder.services.first { service in
      PullSubject.means(service["serviceName"]?.string, PullSubject.last(name))
        && PullSubject.means(service["clusterArn"]?.string, subject["cluster"] ?? task?["clusterArn"]?.string)
    }
  }

  /// The deployment that a task was started by, else the primary one.
  private func primaryDeployment(_ service: JSON, _ task: JSON?) -> JSON? {
    let all = (service["deployments"]?.elements ?? []) + (service["taskSets"]?.elements ?? [])
    let started = task?["startedBy"]?.string
    return all.first { $0["id"]?.string != nil && $0["id"]?.string == started }
      ?? all.first { $0["status"]?.string == "PRIMARY" } ?? all.first
  }

  private func taskDefinition(_ name: String?) -> JSON? {
    let all = snapshot.listing(.taskDefinition).items.compactMap { $0["taskDefinition"] }
    guard let name else { return all.count == 1 ? all.first : nil }
    return all.first { definition in
      guard let arn = definition["taskDefinitionArn"]?.string else { return false }
      return arn == name || PullSubject.last(arn) == PullSubject.last(name)
    }
  }

  private func cluster(_ task: JSON?, _ service: JSON?) -> String? {
    (task?["clusterArn"]?.string ?? service?["clusterArn"]?.string).map(PullSubject.last)
      ?? subject["cluster"]
  }

  private func region(_ task: JSON?, _ service: JSON?) -> String? {
    ARN(task?["taskArn"]?.string ?? service?["serviceArn"]?.string ?? "")?.region
      ?? (task ?? service)?.document.region ?? snapshot.regions.first
  }

  private func launchType(_ task: JSON?, _ service: JSON?, _ deployment: JSON?, _ definition: JSON?)
    -> PullLaunch
  {
    let word = task?["launchType"] ?? deployment?["launchType"] ?? service?["launchType"]
    if let launch = word?.string.flatMap({ PullLaunch(rawValue: $0.lowercased()) }) { return launch }
    let providers =
      [task?["capacityProviderName"]?.string]
      + ((deployment?["capacityProviderStrategy"] ?? service?["capacityProviderStrategy"])?.elements.map {
        $0["capacityProvider"]?.string
      } ?? [])
    let named = providers.compactMap { $0 }
    if named.contains(where: { $0.hasPrefix("FARGATE") }) { return .fargate }
    if !named.isEmpty || task?["containerInstanceArn"] != nil { return .ec2 }
    let wanted = definition?["requiresCompatibilities"]?.strings ?? []
    if wanted == ["FARGATE"] { return .fargate }
    if wanted == ["EC2"] { return .ec2 }
    return .unknown
  }

  private func isWindows(_ task: JSON?, _ definition: JSON?) -> Bool {
    let family =
      task?["platformFamily"]?.string ?? definition?["runtimePlatform"]?["operatingSystemFamily"]?.string
    return family?.uppercased().hasPrefix("WINDOWS") ?? false
  }

  private func containers(_ definition: JSON?, _ task: JSON?) -> [PullContainer] {
    let states = task?["containers"]?.elements ?? []
    return (definition?["containerDefinitions"]?.elements ?? []).compactMap { container in
      guard let name = container["name"]?.string, let image = container.member("image") else { return nil }
      return PullContainer(
        name: name, definition: container, state: states.first { $0["name"]?.string == name },
        image: ImageReference(image.string ?? ""), imagePlace: image,
        isEssential: container["essential"]?.bool ?? true)
    }
  }

  /// The texts of the task asked for, else of all that failed; then the service's events.
  private func messages(_ task: JSON?, _ failed: [JSON], _ service: JSON?) -> [PullMessage] {
    var found: [PullMessage] = []
    let definition = task?["taskDefinitionArn"]?.string
    let siblings = failed.filter { $0["taskDefinitionArn"]?.string == definition }
    var tasks = task.map { [$0] } ?? []
    if subject["task"] == nil {
      tasks += siblings.filter { $0["taskArn"]?.string != task?["taskArn"]?.string }
    }
    let window = LogWindow(subject)
    func isInWindow(_ time: JSON?) -> Bool { Moment.of(time).map(window.contains) ?? true }
    for task in tasks where isInWindow(task["stoppedAt"] ?? task["createdAt"]) {
      if let text = task["stoppedReason"], let message = PullMessage(text, .stoppedReason) {
        found.append(message)
      }
      for container in task["containers"]?.elements ?? [] {
        if let text = container["reason"],
          let message = PullMessage(text, .containerReason, container: container["name"]?.string)
        {
          found.append(message)
        }
      }
    }
    if let service, subject["task"] == nil || tasks.isEmpty {
      let times = Dictionary(
        (service["events"]?.elements ?? []).compactMap { event in
          event["message"].map { ($0.pointer, event["createdAt"]) }
        }, uniquingKeysWith: { first, _ in first })
      found += PullSubject.events(of: service).filter { isInWindow(times[$0.json.pointer] ?? nil) }
    }
    return found.filter(\.isFailure)
  }

  private func failing(_ containers: [PullContainer], _ task: JSON?, _ messages: [PullMessage])
    -> PullContainer?
  {
    if let asked = subject["container"] { return containers.first { $0.name == asked } }
    for message in messages {
      if let name = message.container, let found = containers.first(where: { $0.name == name }) {
        return found
      }
      guard let image = message.facts.image, !image.isEmpty else { continue }
      let wanted = ImageReference(image)
      if let found = containers.first(where: {
        $0.image.text == image || ($0.image.host == wanted.host && $0.image.repository == wanted.repository)
      }) {
        return found
      }
    }
    return containers.count == 1 ? containers.first : nil
  }
}
