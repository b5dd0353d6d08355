import Sentences
import Evidence
import Packets
import Services

/// Whether running tasks carry other security groups than their service is configured with.
///
/// ECS guide, "Fargate task networking": a task's interface is managed by ECS and keeps the groups it was started
/// with; a changed list reaches new tasks only. The drift is a fault only where it decides who is let in.
enum TaskGroupDriftCheck: TargetCheck {
  static let name = "task-group-drift"
  static let summary: Sentence =
    "whether tasks behind one target group carry different groups and only some are let in"
  static let binds =
    RequestPath.binds
    + [
      "cluster", "port", "service", "service-groups", "target", "target-group", "target-group-arn",
      "task-groups",
    ]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .loadBalancers, .targetGroups, .targetHealth,
    .securityGroups, .networkInterfaces, .subnets, .services,
  ]

  static func judge(_ context: CheckContext, _ path: RequestPath) -> Finding {
    let services = path.listing(.services, context.snapshot)
    var agreeing: [Citation] = []
    for group in path.targetGroups {
      guard let service = services.items.first(where: { isOf($0, group) }),
        let configured = configuration(service)
      else { continue }
      let wanted = Set(configured.strings)
      for reach in context.targetReaches where reach.group.arn == group.arn && !reach.interfaces.isEmpty {
        guard let interface = reach.interfaces.first else { continue }
        let carried = Set(interface.groups)
        let place = interface.json["Groups"] ?? interface.json
        if carried == wanted {
          agreeing.append(Citation(place, "the task's interface carries the service's groups"))
          continue
        }
        let denied = reach.hops([.securityGroupIngress], .forward).first {
          $0.hop.decision.verdict == .denied
        }
        let others = siblings(of: reach, group, context, carried: carried)
        if denied == nil, ([reach] + others).contains(where: { isOpen($0) }) {
          return .undetermined(
            "whether the groups that the tasks carry admit the load balancer cannot be told",
            needs: reach.needs + [context.snapshot.need(.securityGroups, region: path.region)],
            evidence: [Citation(place, "the task carries other groups than the service asks for")])
        }
        guard denied != nil || others.contains(where: { isShut($0) }) else {
          agreeing.append(
            Citation(place, "the groups differ from the service's, and admit the load balancer all the same"))
          continue
        }
        if denied != nil {
          switch configuredAdmits(wanted, reach, context.analysis.network) {
          case .denied:
            agreeing.append(
              Citation(place, "the groups that the service asks for would not let it in either"))
            continue
          case .undetermined:
            return .undetermined(
              "whether the groups that the service asks for admit the load balancer cannot be told",
              needs: [context.snapshot.need(.securityGroups, region: path.region)],
              evidence: [Citation(place, "the task carries other groups than the service asks for")])
          case .allowed: break
          }
        }
        return drift(path, group, service, configured, reach, place, denied?.hop)
      }
    }
    if !agreeing.isEmpty {
      return .ruledOut("groups of running tasks do not decide who is let in", Array(agreeing.prefix(4)))
    }
    if let cluster = context.kubernetes {
      return .notApplicable(TargetWords.kubernetes(cluster), cluster.evidence)
    }
    if !services.isComplete, path.targetGroups.contains(where: { $0.type == "ip" }) {
      return .undetermined("the groups that the service asks for are not known", needs: [services.need])
    }
    let reaches = context.targetReaches
    if reaches.contains(where: { $0.interfaces.isEmpty }), reaches.contains(where: { !$0.needs.isEmpty }) {
      return .undetermined("the tasks' interfaces are not known", needs: reaches.flatMap(\.needs).unique)
    }
    return .notApplicable("no ECS service with interfaces of its own stands behind the target groups")
  }

  private static func isOf(_ service: JSON, _ group: TargetGroupView) -> Bool {
    (service["loadBalancers"]?.elements ?? []).contains { $0["targetGroupArn"]?.string == group.arn }
  }

  private static func configuration(_ service: JSON) -> JSON? {
    let primary = (service["deployments"]?.elements ?? []).first { $0["status"]?.string == "PRIMARY" }
    return (primary?["networkConfiguration"] ?? service["networkConfiguration"])?["awsvpcConfiguration"]?[
      "securityGroups"]
  }

  private static func siblings(
    of reach: TargetReach, _ group: TargetGroupView, _ context: CheckContext, carried: Set<String>
  ) -> [TargetReach] {
    context.targetReaches.filter {
      $0.group.arn == group.arn && !$0.interfaces.isEmpty && Set($0.interfaces[0].groups) != carried
    }
  }

  /// Whether the load balancer would be let in if the task carried the groups that its service asks for.
  private static func configuredAdmits(_ groups: Set<String>, _ reach: TargetReach, _ network: Network)
    -> Passage
  {
    var result = Passage.denied
    for trace in reach.traces {
      var end = trace.to
      end.groups = groups.sorted()
      let other = network.path(from: trace.from, to: end, .tcp, ports: reach.port...reach.port)
      for hop in other.hops(.securityGroupIngress, direction: .forward) {
        switch hop.decision.verdict {
        case .allowed: return .allowed
        case .undetermined: result = .undetermined
        case .denied: break
        }
      }
    }
    return result
  }

  private static func isShut(_ reach: TargetReach) -> Bool {
    reach.hops([.securityGroupIngress], .forward).contains { $0.hop.decision.verdict == .denied }
  }

  private static func isOpen(_ reach: TargetReach) -> Bool {
    reach.hops([.securityGroupIngress], .forward).contains { $0.hop.decision.verdict == .undetermined }
  }

  private static func drift(
    _ path: RequestPath, _ group: TargetGroupView, _ service: JSON, _ configured: JSON, _ reach: TargetReach,
    _ place: JSON, _ hop: Hop?
  ) -> Finding {
    var values = path.bindings
    values["target-group"] = group.name
    values["target-group-arn"] = group.arn
    values["target"] = reach.target.id
    values["port"] = String(reach.port)
    values["service"] = service["serviceName"]?.string
    values["cluster"] = service["clusterArn"]?.string.flatMap(ARN.init)?.name
    values["service-groups"] = configured.strings.joined(separator: " ")
    values["task-groups"] = reach.interfaces.first?.groups.joined(separator: " ")
    var evidence = configured.elements.map { Citation($0, "the service asks for this group") }
    evidence += place.elements.compactMap { $0["GroupId"] }.map {
      Citation($0, "the task's interface carries this group")
    }
    evidence += hop?.decision.evidence ?? []
    return .confirmed(
      "task \(reach.target.id) still carries other groups than the service asks for, and only one of the two sets is let in",
      evidence, bindings: [values], scope: [reach.target.id])
  }
}
