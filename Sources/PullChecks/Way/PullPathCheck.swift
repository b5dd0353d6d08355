import Sentences
import Evidence
import Packets
import Services

/// Whether a mechanism stands on a way from the task's subnets to the services that its start needs.
///
/// Confirmed where a leg has the fault; undetermined where a leg lacks the document that would tell; not applicable
/// where the thing that could be at fault is not configured.
enum PullPathCheck: Check {
  static let name = "pull-path"
  static let summary: Sentence = "Is the way to a service of the pull blocked by this mechanism?"
  static let binds = PullFault.binds + ["fault"]
  static let fault = Parameter<Set<PullFaultKind>>("fault", "mechanisms")
  static let services = Parameter<Set<PullService.Word>>(
    "services", "services that the pull needs; all where left out", otherwise: [])
  static let exclusive = Parameter<Bool>("exclusive", "yes: no other service may be blocked the same way")
  static let origin = Parameter<Origin>("origin", "whose packets", otherwise: .any)
  static let parameters = [fault.declared, services.declared, exclusive.declared, origin.declared]
  static let reads: [DocumentKind] = [
    .tasks, .services, .taskDefinition, .subnets,
    .routeTables, .networkACLs, .securityGroups,
    .vpcEndpoints, .natGateways,
    .networkInterfaces, .vpcs, .managedPrefixLists,
    .vpcAttribute, .vpcBlockPublicAccessOptions,
    .vpcBlockPublicAccessExclusions,
  ]

  enum Origin: String, CaseIterable { case any, task, host }

  static func run(_ context: CheckContext) -> Finding {
    let paths = context.pullPaths
    let kinds = context[fault]
    let services = context[services]
    let origin = context[origin]
    let isHost = paths.world.launch == .ec2 || paths.world.launch == .external
    if origin == .host, !isHost {
      return .notApplicable(
        "the task runs on Fargate, not on a container instance", paths.world.definitionCitation("not on EC2"))
    }
    if origin == .task, isHost { return .notApplicable("the image is pulled by the container instance") }
    let faults = paths.faults(kinds, services: services)
    if context[exclusive], !services.isEmpty {
      let elsewhere = paths.faults(kinds).filter { !services.contains($0.leg.service.word) }
      if let other = elsewhere.first {
        return .ruledOut(
          "not only these services are blocked: \(other.fault.because)", other.fault.evidence)
      }
    }
    if !faults.isEmpty { return confirmed(faults) }
    let premise = PullPathPremise(paths: paths, services: services, network: context.analysis.network)
    if let absent = premise.missing(kinds) { return absent }
    let open = paths.unknowns(kinds, services: services)
    if !open.isEmpty {
      return .undetermined(
        open.map(\.because).unique.joined(separator: "; "), needs: open.flatMap(\.needs).unique)
    }
    return refuted(paths, kinds, services)
  }

  private static func confirmed(_ faults: [(leg: PullLeg, fault: PullFault)]) -> Finding {
    // The subnet where a task failed proves best.
    let ordered = faults.filter(\.leg.place.failedHere) + faults.filter { !$0.leg.place.failedHere }
    var sentences: [Sentence] = []
    var evidence: [Citation] = []
    for (leg, fault) in ordered where sentences.count < 4 {
      if sentences.contains(fault.because) { continue }
      sentences.append(fault.because)
      evidence += fault.evidence
      evidence.append(Citation(leg.place.place, "the pull starts in \(leg.place.subnet)"))
    }
    return .confirmed(
      sentences.joined(separator: "; "), evidence.unique,
      bindings: ordered.map { $0.fault.bindings.merging(["fault": $0.fault.kind.rawValue]) { $1 } }.unique,
      scope: ordered.map(\.leg.place.subnet).unique)
  }

  private static func refuted(
    _ paths: PullPaths, _ kinds: Set<PullFaultKind>, _ services: Set<PullService.Word>
  ) -> Finding {
    let legs = paths.legs.filter { services.isEmpty || services.contains($0.service.word) }
    if legs.isEmpty { return .notApplicable("the task needs none of these services") }
    let words: [Sentence] = legs.map { "\($0.service.words) \(PullWayWords.words($0.way))" }
    let evidence =
      legs.flatMap(\.proof) + legs.flatMap { leg in leg.faults.flatMap(\.evidence) }
      + legs.map { Citation($0.place.place, "the pull starts in \($0.place.subnet)") }
    return .ruledOut(
      "looked at the way to \(words.unique.joined(separator: ", "))",
      Array(evidence.unique.prefix(12)))
  }
}

/// Ways in words.
enum PullWayWords {
  static func words(_ way: PullWay) -> Sentence {
    switch way {
    case .endpoint(let endpoint), .gatewayEndpoint(let endpoint): "by \(endpoint.id)"
    case .internetGateway: "by the internet gateway"
    case .nat(let gateway): "by \(gateway.map { "\($0.id)" } ?? "the NAT gateway")"
    case .appliance(let route): "by \(route.targetID)"
    case .none: "(no way)"
    case .unknown: "(unknown)"
    }
  }
}
