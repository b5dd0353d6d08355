import Evidence

/// Finds out from which subnets, with which groups and with which address the pull's packets leave.
///
/// Fargate pulls leave through the task's own network interface; on container instances through the host's
/// (docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html).
struct PullPlacementBuilder {
  let snapshot: Snapshot
  let task: JSON?
  let failedTasks: [JSON]
  let service: JSON?
  let deployment: JSON?
  let launch: PullLaunch

  func build() -> PullPlacement {
    launch == .ec2 || launch == .external ? ofHosts() : ofTask()
  }

  private var region: String? {
    ARN(task?["taskArn"]?.string ?? service?["serviceArn"]?.string ?? "")?.region
  }

  // MARK: the task's own interface

  private func ofTask() -> PullPlacement {
    var needs: [Need] = []
    let services = snapshot.listing(.services)
    if service == nil, services.documents.isEmpty { needs.append(services.need) }
    let ofService =
      (deployment?["networkConfiguration"] ?? service?["networkConfiguration"])?["awsvpcConfiguration"]
    let request = ofService == nil ? PullLaunchRequest.find(task ?? failedTasks.first, in: snapshot) : nil
    let configuration = ofService ?? request?.configuration
    let configured = ofService?["subnets"]?.strings ?? []
    var places: [PullPlacement.Place] = []
    for task in (task.map { [$0] } ?? []) + failedTasks {
      // A task of an older configuration may have sat where none will sit again.
      guard let place = detail(task, "subnetId"), let subnet = place.string,
        configured.isEmpty || configured.contains(subnet),
        !places.contains(where: { $0.subnet == subnet })
      else { continue }
      places.append(.init(subnet: subnet, place: place, failedHere: PullSubject.failedToStart(task)))
    }
    for place in ofService?["subnets"]?.elements ?? [] {
      guard let subnet = place.string, !places.contains(where: { $0.subnet == subnet }) else { continue }
      places.append(.init(subnet: subnet, place: place, failedHere: false))
    }
    let interfaceID = task.flatMap { detail($0, "networkInterfaceId")?.string }
    let interface = interfaceID.flatMap { id in
      snapshot.listing(.networkInterfaces).items.first {
        $0["NetworkInterfaceId"]?.string == id
      }
    }
    let vpc = interface?["VpcId"]?.string ?? places.lazy.compactMap { self.vpc(of: $0.subnet) }.first
    var groups = (interface?["Groups"]?.elements ?? []).compactMap { group -> PullValue? in
      group["GroupId"].flatMap { place in place.string.map { PullValue(value: $0, place: place) } }
    }
    if groups.isEmpty {
      groups = (configuration?["securityGroups"]?.elements ?? []).compactMap { place in
        place.string.map { PullValue(value: $0, place: request?.holder ?? place) }
      }
    }
    if groups.isEmpty, configuration != nil, let vpc, let standard = defaultGroup(of: vpc) {
      groups = [standard]
    }
    if groups.isEmpty || places.isEmpty {
      needs.append(
        service == nil && (task ?? failedTasks.first).flatMap(PullSubject.serviceName) != nil
          ? snapshot.need(
            .services, subject: task.flatMap(PullSubject.serviceName), region: region)
          : snapshot.need(.networkInterfaces, region: region))
    }
    let publicPlace = interface?["Association"]?["PublicIp"] ?? configuration?["assignPublicIp"]
    let hasPublic: Bool? =
      interface?["Association"]?["PublicIp"] != nil
      ? true
      : configuration.map { $0["assignPublicIp"]?.string?.uppercased() == "ENABLED" }
        ?? interface.map { _ in false }
    return PullPlacement(
      subnets: places, groups: groups, hasPublicAddress: hasPublic,
      publicAddressPlace: request?.holder ?? publicPlace ?? configuration ?? interface, vpc: vpc,
      interface: interfaceID,
      instances: [], instanceProfiles: [], needs: needs)
  }

  private func detail(_ task: JSON, _ name: String) -> JSON? {
    for attachment in task["attachments"]?.elements ?? [] {
      if let found = attachment["details"]?.elements.first(where: { $0["name"]?.string == name }) {
        return found["value"]
      }
    }
    return nil
  }

  /// The VPC of a subnet; where the subnets were not collected, the ACL or route table tied to it tells.
  private func vpc(of subnet: String) -> String? {
    let own = snapshot.listing(.subnets).items.first { $0["SubnetId"]?.string == subnet }
    if let vpc = own?["VpcId"]?.string { return vpc }
    for kind in [DocumentKind.networkACLs, .routeTables] {
      let tied = snapshot.listing(kind).items.first { item in
        item["Associations"]?.elements.contains { $0["SubnetId"]?.string == subnet } ?? false
      }
      if let vpc = tied?["VpcId"]?.string { return vpc }
    }
    return nil
  }

  /// A service without groups uses its VPC's default group (API reference, AwsVpcConfiguration).
  private func defaultGroup(of vpc: String) -> PullValue? {
    let group = snapshot.listing(.securityGroups).items.first {
      $0["VpcId"]?.string == vpc && $0["GroupName"]?.string == "default"
    }
    return group?["GroupId"].flatMap { place in place.string.map { PullValue(value: $0, place: place) } }
  }

  // MARK: the container instances

  private func ofHosts() -> PullPlacement {
    var needs: [Need] = []
    let registered = snapshot.listing(.containerInstances)
    let wanted = Set(([task] + failedTasks).compactMap { $0?["containerInstanceArn"]?.string })
    let cluster = task?["clusterArn"]?.string ?? service?["clusterArn"]?.string
    let mine = registered.items.filter { instance in
      guard let arn = instance["containerInstanceArn"]?.string else { return false }
      if !wanted.isEmpty { return wanted.contains(arn) }
      // arn:aws:ecs:REGION:ACCOUNT:container-instance/CLUSTER/ID
      return cluster.map { arn.contains("container-instance/" + PullSubject.last($0) + "/") } ?? true
        || arn.split(separator: "/").count == 2
    }
    if mine.isEmpty {
      needs.append(
        snapshot.need(.containerInstances, subject: wanted.sorted().first, region: region))
    }
    let described = snapshot.listing(.instances)
    let all = described.items.flatMap { $0["Instances"]?.elements ?? [] }
    let ids = mine.compactMap { $0["ec2InstanceId"]?.string }
    let instances = all.filter { ids.contains($0["InstanceId"]?.string ?? "") }
    if !ids.isEmpty, instances.isEmpty { needs.append(described.need) }
    var places: [PullPlacement.Place] = []
    var groups: [PullValue] = []
    var profiles: [PullValue] = []
    for instance in instances {
      let failedHere = mine.contains {
        $0["ec2InstanceId"]?.string == instance["InstanceId"]?.string
          && wanted.contains($0["containerInstanceArn"]?.string ?? "")
      }
      if let place = instance["SubnetId"], let subnet = place.string,
        !places.contains(where: { $0.subnet == subnet })
      {
        places.append(.init(subnet: subnet, place: place, failedHere: failedHere))
      }
      for group in instance["SecurityGroups"]?.elements ?? [] {
        if let place = group["GroupId"], let id = place.string, !groups.contains(where: { $0.value == id }) {
          groups.append(PullValue(value: id, place: place))
        }
      }
      if let place = instance["IamInstanceProfile"]?["Arn"], let arn = place.string {
        profiles.append(PullValue(value: arn, place: place))
      }
    }
    let first = instances.first
    return PullPlacement(
      subnets: places, groups: groups, hasPublicAddress: first.map { $0["PublicIpAddress"] != nil },
      publicAddressPlace: first?["PublicIpAddress"] ?? first, vpc: first?["VpcId"]?.string, interface: nil,
      instances: instances, instanceProfiles: profiles, needs: needs)
  }
}
