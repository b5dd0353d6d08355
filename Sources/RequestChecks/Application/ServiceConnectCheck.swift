import Sentences
import Evidence
import Records
import Services

/// `service-connect-ceiling`: whether targets answer 504 right at Service Connect's request timeout.
///
/// Confirmed where targets answer 504 themselves and nearly all these answers come right at the configured
/// `perRequestTimeoutSeconds` (15 s where none is set, 0 = off). Not applicable where the service does not use
/// Service Connect (`TimeoutConfiguration` in the ECS API).
enum ServiceConnectCheck: Check {
  static let name = "service-connect-ceiling"
  static let summary: Sentence = "whether targets answer 504 right at Service Connect's request timeout"
  static let binds = LogEvidence.binds + ["cluster", "request-timeout", "service"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.balancerLog, .services]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    let listing = view.path.listing(.services, context.snapshot)
    let arns = Set(view.path.targetGroups.map(\.arn))
    let services = listing.items.filter { service in
      let own =
        (service["loadBalancers"]?.elements ?? [])
        + (service["deployments"]?.elements ?? []).flatMap { $0["loadBalancers"]?.elements ?? [] }
      return own.contains { arns.contains($0["targetGroupArn"]?.string ?? "") }
    }
    guard let service = services.first else {
      if listing.isComplete, view.path.loadBalancer != nil {
        return .notApplicable("no ECS service of the snapshot is behind the load balancer")
      }
      if let cluster = context.kubernetes {
        return .notApplicable(TargetWords.kubernetes(cluster), cluster.evidence)
      }
      return .undetermined(
        "the ECS service behind the load balancer was not collected", needs: [listing.need])
    }
    let own = services.flatMap(configurations)
    guard !own.isEmpty else {
      return .notApplicable(
        "the service behind the load balancer does not use Service Connect",
        [Citation(service["serviceName"] ?? service, "has no Service Connect configuration")])
    }
    let namespaces = Set(own.compactMap { $0["namespace"]?.string })
    let peers = listing.items.flatMap(configurations).filter { configuration in
      namespaces.isEmpty || configuration["namespace"]?.string.map(namespaces.contains) ?? false
    }
    let ceilings = (own + peers).flatMap(ceilings)
    return view.askBalancer { _ in
      let lines = view.faults(.targetSaid504)
      guard !lines.isEmpty else {
        return view.notInBalancerLog("no target answered 504 itself in the access log")
      }
      for (seconds, place) in ceilings where seconds > 0 {
        let matching = lines.filter { $0.targetTime >= seconds - 0.5 && $0.targetTime <= seconds + 1 }
        guard matching.count * 5 >= lines.count * 4 else { continue }
        var values = [
          "service": service["serviceName"]?.string ?? "", "request-timeout": String(Int(seconds)),
        ]
        values["cluster"] = service["clusterArn"]?.string.flatMap { ARN($0)?.name }
        return .confirmed(
          "\(matching.count) of \(lines.count) answers of 504 came from the target right after \(Int(seconds)) s, "
            + "Service Connect's request timeout",
          LogEvidence.samples(matching, .targetSaid504)
            + [Citation(place, "Service Connect ends a request after \(Int(seconds)) s")],
          bindings: LogEvidence.bindings(view, matching, values), scope: LogEvidence.scope(matching))
      }
      return .ruledOut(
        "the targets' 504s do not come at Service Connect's request timeout",
        LogEvidence.samples(lines, .targetSaid504))
    }
  }

  private static func configurations(_ service: JSON) -> [JSON] {
    ((service["deployments"]?.elements ?? []) + [service]).compactMap { $0["serviceConnectConfiguration"] }
      .filter {
        $0["enabled"]?.bool != false
      }
  }

  /// The request timeouts of a configuration; without one the proxy's 15 s hold, cited by the configuration.
  private static func ceilings(_ configuration: JSON) -> [(Double, JSON)] {
    let services = configuration["services"]?.elements ?? []
    let set = services.compactMap { service -> (Double, JSON)? in
      guard let timeout = service["timeout"]?["perRequestTimeoutSeconds"], let seconds = timeout.int else {
        return nil
      }
      return (Double(seconds), timeout)
    }
    return set.count == services.count && !set.isEmpty ? set : set + [(15, configuration)]
  }
}
