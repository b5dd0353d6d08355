import Evidence
import Packets

/// The Kubernetes cluster whose pods or nodes a load balancer sends requests to.
///
/// The AWS Load Balancer Controller tags what it makes (`elbv2.k8s.aws/cluster`, `ingress.k8s.aws/stack`) and names
/// it `k8s-…`; nodes carry `kubernetes.io/cluster/NAME`.
package struct KubernetesCluster: Sendable {
  /// Nil where nothing says its name.
  package let name: String?
  /// Whether the controller made the load balancer or its target groups.
  package let isControlled: Bool
  package let evidence: [Citation]

  /// The cluster behind a path; nil where nothing speaks of one, or an ECS service registers the targets.
  fileprivate static func find(_ path: RequestPath, _ network: Network) -> KubernetesCluster? {
    let snapshot = network.snapshot
    let arns = Set(path.targetGroups.map(\.arn))
    let isOfECS = snapshot.listing(.services).items.contains { service in
      (service["loadBalancers"]?.elements ?? []).contains {
        arns.contains($0["targetGroupArn"]?.string ?? "")
      }
    }
    if isOfECS { return nil }
    var name: String?
    var evidence: [Citation] = []
    var isControlled = false
    func read(_ tags: JSON?, _ isOwn: Bool) {
      for tag in tags?.elements ?? [] {
        guard let key = tag["Key"], let text = key.string, let found = cluster(text, tag["Value"]?.string)
        else {
          continue
        }
        name = name ?? found.name
        if isOwn, found.isController { isControlled = true }
        if evidence.count < 3 { evidence.append(Citation(key, "a tag that Kubernetes sets")) }
      }
    }
    for description in snapshot.listing(.balancerTags).items
    where description["ResourceArn"]?.string.map({ $0 == path.arn || arns.contains($0) }) ?? false {
      read(description["Tags"], true)
    }
    for group in path.groups { read(network.group(group)?.json["Tags"], true) }
    if path.name?.hasPrefix("k8s-") ?? false, path.targetGroups.contains(where: { $0.name.hasPrefix("k8s-") })
    {
      isControlled = true
      let place = path.loadBalancer?["LoadBalancerName"]
      evidence += place.map { [Citation($0, "a name that the AWS Load Balancer Controller gives")] } ?? []
    }
    for target in path.targetGroups.flatMap(\.targets).prefix(40) {
      let held =
        network.interfaces(ofInstance: target.id)
        + (IPAddress(target.id).map { network.interfaces(at: $0) } ?? [])
      for interface in held {
        read(interface.json["TagSet"], false)
        for group in interface.groups { read(network.group(group)?.json["Tags"], false) }
      }
    }
    guard !evidence.isEmpty else { return nil }
    return KubernetesCluster(name: name, isControlled: isControlled, evidence: evidence.unique)
  }

  fileprivate static func cluster(_ key: String, _ value: String?) -> (name: String?, isController: Bool)? {
    switch key {
    case "elbv2.k8s.aws/cluster": return (value, true)
    case "ingress.k8s.aws/stack", "service.k8s.aws/stack", "ingress.k8s.aws/resource": return (nil, true)
    case "cluster.k8s.amazonaws.com/name", "eks:cluster-name", "aws:eks:cluster-name": return (value, false)
    default:
      guard key.hasPrefix("kubernetes.io/cluster/") else { return nil }
      return (String(key.dropFirst("kubernetes.io/cluster/".count)), false)
    }
  }
}

/// The cluster behind a subject's targets.
struct KubernetesWorld: AnalysisModel {
  let cluster: KubernetesCluster?

  static func make(_ subject: Subject, in analysis: Analysis) -> KubernetesWorld {
    KubernetesWorld(cluster: KubernetesCluster.find(analysis.requestPath(subject), analysis.network))
  }
}

/// The instances whose own tags say that they are nodes of a cluster.
struct KubernetesNodes: AnalysisModel {
  let instances: Set<String>

  static func make(_ key: WholeSnapshot, in analysis: Analysis) -> KubernetesNodes {
    var found: Set<String> = []
    for instance in analysis.snapshot.listing(.instances).items.flatMap({ $0["Instances"]?.elements ?? [] })
    where isTagged(instance["Tags"]) {
      if let id = instance["InstanceId"]?.string { found.insert(id) }
    }
    for interface in analysis.network.interfaces where isTagged(interface.json["TagSet"]) {
      if let id = interface.instance { found.insert(id) }
    }
    return KubernetesNodes(instances: found)
  }

  private static func isTagged(_ tags: JSON?) -> Bool {
    (tags?.elements ?? []).contains { tag in
      tag["Key"]?.string.map { KubernetesCluster.cluster($0, nil) != nil } ?? false
    }
  }
}

extension Analysis {
  /// The Kubernetes cluster behind a subject's targets; nil where nothing speaks of one.
  package func kubernetes(_ subject: Subject) -> KubernetesCluster? {
    value(of: KubernetesWorld.self, subject).cluster
  }

  /// The instances that are nodes of a cluster.
  package var kubernetesNodes: Set<String> { value(of: KubernetesNodes.self).instances }
}

extension CheckContext {
  package var kubernetes: KubernetesCluster? { analysis.kubernetes(subject) }
}
