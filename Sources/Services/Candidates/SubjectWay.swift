import Evidence
import Packets

/// Whose path a playbook's subject stands on; the playbook says it (`way:`).
///
/// It names what people change around the subject, whether or not a finding says so: a refuted idea has no evidence
/// of its own that would fill its command, and is tried on what stands on the path.
package enum SubjectWay: String, Sendable, CaseIterable {
  /// A request's way from the edge to a load balancer's targets.
  case request
  /// An image's way to the task that pulls it.
  case pull

  /// The names among ``values(_:_:)``.
  package var binds: [String] {
    let path = ["path-subnet", "path-network-acl", "path-rule-number"]
    return switch self {
    case .request:
      RequestPath.binds + path
        + ["target-group-arn", "target-security-group", "service", "cluster", "listener-arn"]
    case .pull:
      PullWorld.binds + path
        + ["path-security-group", "path-endpoint", "repository", "repository-uri", "tag", "log-group"]
    }
  }

  /// The values that the snapshot holds of the subject's path.
  package func values(_ analysis: Analysis, _ subject: Subject) -> [String: String] {
    let context = CheckContext(analysis: analysis, subject: subject)
    let own =
      switch self {
      case .request: SubjectWay.request(context)
      case .pull: SubjectWay.pull(context)
      }
    return own.filter { !$0.value.isEmpty }
  }

  // MARK: the way of a request

  private static func request(_ context: CheckContext) -> [String: String] {
    let path = context.requestPath
    let network = context.analysis.network
    var values = path.bindings
    values["target-group-arn"] = path.targetGroups.first?.arn
    let reaches = context.targetReaches
    values["target-security-group"] = reaches.lazy.flatMap(\.targetGroups).first
    if let subnet = reaches.lazy.flatMap(\.subnets).first { values.merge(filter(subnet, network)) { $1 } }
    values.merge(service(of: path, context.snapshot)) { own, _ in own }
    values["listener-arn"] =
      context.snapshot.listing(.listeners).items.first {
        $0["LoadBalancerArn"]?.string == path.arn && path.arn != nil
      }?["ListenerArn"]?.string
    return values
  }

  /// The ECS service whose tasks stand in the first target group.
  private static func service(of path: RequestPath, _ snapshot: Snapshot) -> [String: String] {
    let groups = Set(path.targetGroups.map(\.arn))
    for service in snapshot.listing(.services).items {
      let served = (service["loadBalancers"]?.elements ?? []).compactMap { $0["targetGroupArn"]?.string }
      guard served.contains(where: groups.contains) else { continue }
      var values: [String: String] = [:]
      values["service"] = service["serviceName"]?.string
      values["cluster"] = service["clusterArn"]?.string.map(PullSubject.last)
      return values
    }
    return [:]
  }

  /// The network ACL of a subnet, and a number in front of its entries for packets that come in.
  private static func filter(_ subnet: String, _ network: Network) -> [String: String] {
    var values = ["path-subnet": subnet]
    if case .found(let acl) = network.networkACL(forSubnet: subnet) {
      values["path-network-acl"] = acl.id
      values["path-rule-number"] = acl.freeNumber(before: 100, .ingress).map(String.init)
    }
    return values
  }

  // MARK: the way of a pull

  private static func pull(_ context: CheckContext) -> [String: String] {
    let world = context.pullWorld
    let network = context.analysis.network
    var values = world.bindings
    values["path-security-group"] = world.placement.groups.first?.value
    if let subnet = world.placement.subnets.first?.subnet {
      values.merge(filter(subnet, network)) { $1 }
    }
    let endpoint = context.snapshot.listing(.vpcEndpoints).items.first {
      $0["VpcId"]?.string == world.placement.vpc && $0["VpcEndpointType"]?.string == "Interface"
        && $0["ServiceName"]?.string?.contains(".ecr.") == true
    }
    values["path-endpoint"] = endpoint?["VpcEndpointId"]?.string
    let container = world.failing ?? world.mainContainer
    values["container"] = container?.name
    if let image = (world.failing ?? world.ecrContainers.first)?.image, image.ecr != nil {
      values["repository"] = image.repository
      values["repository-uri"] = "\(image.host)/\(image.repository)"
      values["tag"] = image.tag
    }
    let logs = world.containers.lazy.compactMap { $0.definition["logConfiguration"]?["options"] }
    values["log-group"] = logs.compactMap { $0["awslogs-group"]?.string }.first
    return values
  }
}
