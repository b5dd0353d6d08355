import Sentences
import Evidence
import Records
import Services

/// `status-class`: whether a mechanism could give the status that viewers see.
///
/// Each of these mechanisms has a documented status of its own that is not 504: a keep-alive mismatch, an elapsed
/// deregistration delay, a TLS or DNS fault of the origin and a Lambda function's own error give 502, a web ACL 403,
/// an empty target group 503 ("Troubleshoot your ALBs"; "HTTP 502 status code" in the CloudFront guide).
enum StatusClassCheck: Check {
  static let name = "status-class"
  static let summary: Sentence = "whether a mechanism could give the status that viewers see"
  static let binds = RequestPath.binds
  static let mechanism = Parameter<Mechanism>("mechanism", "what is suspected")
  static let parameters = [mechanism.declared]
  static let reads: [DocumentKind] = [
    .balancerLog, .edgeLog, .loadBalancers, .targetGroups, .targetHealth, .tasks, .trailEvents,
    .networkInterfaces,
  ]

  /// What is suspected.
  enum Mechanism: String, CaseIterable {
    case keepAlive = "keep-alive"
    case deregistration
    case webACL = "web-acl"
    case originTLS = "origin-tls"
    case originDNS = "origin-dns"
    case lambdaError = "lambda-error"
    case noHealthyTarget = "no-healthy-target"

    var words: Sentence {
      switch self {
      case .keepAlive: "a target that closes kept connections early makes an ALB answer 502"
      case .deregistration: "a request cut by the deregistration delay is answered 502"
      case .webACL: "a request that a web ACL blocks is answered 403, one that WAF cannot judge 500"
      case .originTLS: "a certificate or handshake fault between CloudFront and the origin gives 502"
      case .originDNS: "an origin name that does not resolve gives 502 (OriginDnsError)"
      case .lambdaError: "a function's own timeout, error or throttling is answered 502"
      case .noHealthyTarget: "503 needs a target group without any target; unhealthy ones still get requests"
      }
    }
  }

  static func run(_ context: CheckContext) -> Finding {
    let mechanism = context[mechanism]
    let view = context.logView
    guard let balancer = view.path.loadBalancer else {
      if view.path.needs.isEmpty { return view.noBalancer }
      return .undetermined("which load balancer is meant is not known", needs: view.path.needs)
    }
    switch mechanism {
    case .lambdaError:
      if let absent = LambdaPremise.absent(context, view) { return absent }
    case .originDNS:
      if let line = (view.edge?.faults ?? []).first(where: { $0.detail.contains("OriginDnsError") }) {
        return .confirmed(
          "some requests did fail because the origin's name did not resolve",
          [
            line.cite(LogView.describe(line))
          ])
      }
    case .noHealthyTarget: return registered(view)
    case .deregistration:
      if let departed = departed(view, context.analysis) { return departed }
    case .keepAlive, .webACL, .originTLS: break
    }
    var finding = Finding.ruledOut(
      timeoutLines(view).isEmpty ? mechanism.words : "\(mechanism.words); these requests ended with 504",
      timeoutLines(view).isEmpty ? premise(mechanism, balancer, view) : timeoutLines(view))
    finding.bindings = [view.path.bindings]
    return finding
  }

  /// The documented 502 is of refused and reset connections; packets to an address that is gone are not answered.
  private static func departed(_ view: LogView, _ analysis: Analysis) -> Finding? {
    let lines = view.faults(.connectTimeout)
    guard !lines.isEmpty else { return nil }
    let targets = DepartedTargets(view.path, analysis)
    var leaving: [ALBLine] = []
    var gone: [ALBLine] = []
    for line in lines {
      switch targets.standing(of: line) {
      case .departed, .untimed: leaving.append(line)
      case .gone: gone.append(line)
      case .registered, .failedBefore: break
      }
    }
    if !leaving.isEmpty {
      return .confirmed(
        "requests timed out at targets that are being deregistered: an address that is gone answers nothing",
        LogEvidence.samples(leaving, .connectTimeout))
    }
    guard !gone.isEmpty else { return nil }
    let unread = view.path.targetGroups.filter { !$0.health.isComplete }.map(\.health.need)
    return .undetermined(
      "when the targets that timed out were deregistered is not known",
      needs: unread.isEmpty ? [targets.trail.need] : unread,
      evidence: LogEvidence.samples(gone, .connectTimeout))
  }

  private static func timeoutLines(_ view: LogView) -> [Citation] {
    let balancer = (view.balancer?.faults ?? []).filter { $0.status == 504 || $0.status == 460 }.prefix(1).map
    {
      $0.cite(LogView.describe($0, LogSignature($0, idle: view.timers.idle?.seconds)))
    }
    return balancer + view.edgeTimeouts.prefix(1).map { $0.cite(LogView.describe($0)) }
  }

  private static func premise(_ mechanism: Mechanism, _ balancer: JSON, _ view: LogView) -> [Citation] {
    if [.originTLS, .originDNS].contains(mechanism), let origin = view.path.edges.first?.origin["DomainName"]
    {
      return [Citation(origin, "the origin in question")]
    }
    return [Citation(balancer["Type"] ?? balancer, "an Application Load Balancer")]
  }

  private static func registered(_ view: LogView) -> Finding {
    let groups = view.path.targetGroups.filter { !$0.isLambda }
    let open = groups.filter { $0.health.gap != nil && $0.targets.isEmpty }
    if groups.isEmpty || open.count == groups.count {
      return .undetermined("which targets are registered is not known", needs: open.map(\.health.need))
    }
    let facts = TargetHealthFacts(view.path)
    if facts.targets.isEmpty {
      if !open.isEmpty { return .undetermined("not all targets are known", needs: open.map(\.health.need)) }
      return .confirmed(
        "no target is registered", groups.flatMap { $0.health.citations("holds no target in use") })
    }
    var finding = Finding.ruledOut(
      "\(facts.targets.count) targets are registered; \(Mechanism.noHealthyTarget.words)", facts.samples)
    finding.bindings = [view.path.bindings]
    return finding
  }
}
