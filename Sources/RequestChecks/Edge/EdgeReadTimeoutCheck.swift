import Sentences
import Evidence
import Packets
import Records
import Services

/// `edge-read-timeout`: whether CloudFront's response timeout ends requests that the load balancer still waits for.
///
/// Proof is a line of the load balancer with 460 (the client closed the connection) whose wait equals the origin's
/// response timeout. Refuted where the load balancer's log covers the time and holds no such line
/// ("HTTP 460" in the ALB troubleshooting page; "Response timeout" in the CloudFront guide).
enum EdgeReadTimeoutCheck: Check {
  static let name = "edge-read-timeout"
  static let summary: Sentence =
    "whether CloudFront's response timeout ends requests that the load balancer still waits for"
  static let binds = LogEvidence.binds + ["attempts", "read-timeout"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .balancerLog, .distributionConfig, .loadBalancerAttributes,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    let edges = view.path.edges
    guard !edges.isEmpty else {
      return EdgeTimerPremise.missing(context, view)
    }
    return view.askBalancer { _ in
      let lines = view.faults(.clientGaveUp).filter { $0.target != nil }
      for edge in edges {
        let timers = OriginTimers(edge.origin)
        // A client that leaves before CloudFront's timer is a viewer who lost patience.
        let matching = lines.filter { line in
          line.delta.map { LogSignature.near($0, timers.read.seconds) } ?? false
        }
        guard let first = matching.first else { continue }
        // Within the first ten seconds the load balancer may have been connecting still.
        let isConnecting = matching.allSatisfy {
          $0.requestTime < 0 && ($0.delta ?? 0) < LogSignature.connectTimer + 0.5
        }
        if isConnecting, let closed = ClosedWay.find(context) {
          return .ruledOut(
            "CloudFront did hang up, but the load balancer could not even connect: \(closed.words)",
            [first.cite(LogView.describe(first, .clientGaveUp))] + closed.evidence)
        }
        var values = ["read-timeout": String(Int(timers.read.seconds))]
        values["distribution"] = edge.distribution
        values["origin"] = edge.originID
        values["attempts"] = String(Int(timers.attempts.seconds))
        let idle: Sentence =
          view.timers.idle.map { ", the load balancer's idle timeout is \(Int($0.seconds)) s" } ?? ""
        return .confirmed(
          "\(matching.count) requests were closed by CloudFront after \(Int(timers.read.seconds)) s "
            + "(its response timeout) while the load balancer still waited for \(first.target, or: "the target")\(idle)",
          LogEvidence.samples(matching, .clientGaveUp)
            + timers.read.cite("CloudFront waits \(Int(timers.read.seconds)) s for a response")
            + (view.timers.idle?.cite("the load balancer waits longer") ?? []),
          bindings: LogEvidence.bindings(view, matching, values), scope: LogEvidence.scope(matching))
      }
      if let line = lines.first {
        return .ruledOut(
          "clients did hang up, but not after CloudFront's response timeout",
          [line.cite(LogView.describe(line, .clientGaveUp))])
      }
      return view.notInBalancerLog("the load balancer's log holds no 460: CloudFront waited for every answer")
    }
  }
}

/// What holds for every question about CloudFront's timers where no distribution is known.
enum EdgeTimerPremise {
  /// Not applicable where the snapshot's distributions lead elsewhere, else open.
  static func missing(_ context: CheckContext, _ view: LogView) -> Finding {
    let listing = context.analysis.edgeRoutes.listing
    if !view.path.edgeNeeds.isEmpty {
      return .undetermined(
        "whether a distribution leads to \(view.path.name, or: "the load balancer") is not in the snapshot",
        needs: view.path.edgeNeeds)
    }
    if let balancer = view.path.loadBalancer.flatMap({ LoadBalancer($0) }), listing.documents.isEmpty,
      !EdgePresence.isPointedTo(context, balancer)
    {
      return .notApplicable("nothing in the snapshot points to a CloudFront distribution")
    }
    // A distribution whose configuration was refused may be the one.
    let refused = context.snapshot.failedCalls.contains {
      [.distribution, .distributionConfig].contains($0.kind)
    }
    if view.path.loadBalancer != nil, listing.gap == nil, !refused,
      !context.analysis.edgeRoutes.routes.isEmpty
    {
      return .notApplicable(
        "no distribution of the snapshot leads to \(view.path.name, or: "the load balancer")")
    }
    return .undetermined(
      "the distribution in front of \(view.path.name, or: "the load balancer") was not collected",
      needs: [listing.need])
  }
}
