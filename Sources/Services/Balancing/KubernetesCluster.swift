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
  package static func behind(_ path: RequestPath, _ snapshot: Snapshot) -> KubernetesCluster? {
    let groups = path.targetGroups.map(\.arn).joined(separator: "\u{1}")
    return snapshot.memo.value("kubernetes\u{1}\(path.arn ?? "")\u{1}\(groups)") {
      [find(path, snapshot)].compactMap { $0 }
    }.first
  }

  private static func find(_ path: RequestPath, _ snapshot: Snapshot) -> KubernetesCluster? {
    let arns = Set(path.targetGroups.map(\.arn))
    let isOfECS = snapshot.listing(.services).items.contains { service in
      (service["loadBalancers"]?.elements ?? []).contains {
        arns.contains($0["targetGroupArn"]?.string ?? "")
      }
    }
    if isOfECS { return nil }
    let network = Network.of(snapshot)
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

  /// Whether an instance's own tags say that it is a node of a cluster.
  package static func isNode(_ instance: String, _ snapshot: Snapshot) -> Bool {
    nodes(snapshot).contains(instance)
  }

  private static func nodes(_ snapshot: Snapshot) -> Set<String> {
    snapshot.memo.value("kubernetes-nodes") {
      var found: Set<String> = []
      for instance in snapshot.listing(.instances).items.flatMap({ $0["Instances"]?.elements ?? [] }) {
        let isTagged = (instance["Tags"]?.elements ?? []).contains { tag in
          tag["Key"]?.string.map { cluster($0, nil) != nil } ?? false
        }
        if isTagged, let id = instance["InstanceId"]?.string { found.insert(id) }
      }
      for interface in Network.of(snapshot).interfaces {
        let isTagged = (interface.json["TagSet"]?.elements ?? []).contains { tag in
          tag["Key"]?.string.map { cluster($0, nil) != nil } ?? false
        }
        if isTagged, let id = interface.instance { found.insert(id) }
      }
      return found
    }
  }

  private static func cluster(_ key: String, _ value: String?) -> (name: String?, isController: Bool)? {
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
