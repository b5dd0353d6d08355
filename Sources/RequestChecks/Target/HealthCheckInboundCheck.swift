import Sentences
import Evidence
import Packets
import Services

/// Whether an inbound port on the load balancer would help its health checks.
///
/// Health checks go from the load balancer's nodes to the targets (ALB guide, "Health checks"): its egress and the
/// targets' ingress count, its own ingress does not. Opening the port helps all the same where it is the very port
/// that CloudFront connects to and that is closed.
enum HealthCheckInboundCheck: Check {
  static let name = "health-check-inbound"
  static let summary: Sentence =
    "whether opening an inbound port on the load balancer could help its health checks"
  static let binds = RequestPath.binds
  static let port = Parameter<Int>("port", "the inbound port that people want to open", in: 1...65535)
  static let parameters = [port.declared]
  static let reads: [DocumentKind] = [
    .targetGroups, .loadBalancers, .securityGroups,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let path = context.requestPath
    if let gap = TargetPremise.gap(path, context.snapshot), path.targetGroups.isEmpty { return gap }
    let port = context[port]
    var evidence: [Citation] = []
    for group in path.targetGroups.prefix(2) {
      if let check = group.json["HealthCheckPort"] {
        evidence.append(Citation(check, "the load balancer sends health checks to this port of the targets"))
      }
      if let kind = group.json["HealthCheckProtocol"] {
        evidence.append(Citation(kind, "the protocol in which it sends them"))
      }
    }
    if evidence.isEmpty {
      evidence = path.targetGroups.prefix(1).map { Citation($0.json, "the target group") }
    }
    let ports = Set(path.edges.flatMap { OriginPorts.of($0) })
    if ports.contains(port) {
      let network = context.analysis.network
      let decision = network.groupsAdmit(
        .ingress, groups: path.groups, .tcp, ports: port...port, peer: .cloudFront(.v4))
      switch decision.verdict {
      case .denied:
        return .confirmed("CloudFront connects to port \(port), which is closed", decision.evidence)
      case .undetermined: return .undetermined(decision.rule, needs: decision.needs, evidence: evidence)
      case .allowed: evidence += decision.evidence.prefix(1)
      }
    }
    var finding = Finding.ruledOut(
      "health checks leave the load balancer and arrive at the targets; its own ingress plays no part",
      evidence)
    finding.bindings = [path.bindings]
    return finding
  }
}

/// The ports that CloudFront connects to at an origin (CloudFront API, `OriginProtocolPolicy`).
enum OriginPorts {
  static func of(_ route: EdgeRoute) -> [Int] {
    guard let config = route.origin["CustomOriginConfig"] else { return [] }
    let http = config["HTTPPort"]?.int ?? 80
    let https = config["HTTPSPort"]?.int ?? 443
    switch config["OriginProtocolPolicy"]?.string {
    case "http-only": return [http]
    case "https-only": return [https]
    default:
      // match-viewer: a behaviour that redirects or admits HTTPS only never brings HTTP to the origin.
      let policies = Set(route.behaviors.compactMap { $0["ViewerProtocolPolicy"]?.string })
      return !policies.isEmpty && !policies.contains("allow-all") ? [https] : [https, http]
    }
  }
}
