import Sentences
import Evidence
import Records

/// On which leg a 504 came about.
package enum LogLeg: String, Sendable, CaseIterable {
  /// The request never reached the load balancer.
  case edgeConnect = "edge-connect"
  /// CloudFront hung up before the load balancer answered.
  case edgeTimer = "edge-timer"
  /// CloudFront answered by itself: from its cache, by a function, or by a custom error mapping.
  case edgeMade = "edge-made"
  /// The load balancer could not connect to the target.
  case targetConnect = "target-connect"
  /// The target was connected and did not answer.
  case targetSilent = "target-silent"
  /// The target, or what stands in it, answered 504.
  case targetAnswered = "target-answered"
  /// A listener rule answered 504.
  case fixedResponse = "fixed-response"
  /// The logs do not say.
  case unknown

  package var words: Sentence {
    switch self {
    case .edgeConnect: "never reached the load balancer"
    case .edgeTimer: "were given up by CloudFront while the load balancer still waited"
    case .edgeMade: "were answered by CloudFront itself"
    case .targetConnect: "ended because the load balancer could not connect to the target"
    case .targetSilent: "ended because a connected target did not answer"
    case .targetAnswered: "were answered 504 by the target itself"
    case .fixedResponse: "were answered 504 by a listener rule"
    case .unknown: "cannot be told from these lines"
    }
  }
}

/// Who produced the 504s of the subject, counted, with a line of each log for every leg.
package struct LogVerdict: Sendable {
  /// What belongs to one leg.
  package struct Leg: Sendable {
    package var count = 0
    package var edge: CloudFrontLine?
    package var balancer: ALBLine?
    /// The longest and shortest wait.
    package var shortest = Double.infinity
    package var longest = 0.0
  }

  package private(set) var legs: [LogLeg: Leg] = [:]

  package var total: Int { legs.values.reduce(0) { $0 + $1.count } }

  /// The leg with the most 504s.
  package var dominant: LogLeg? {
    legs.filter { $0.key != .unknown }.max {
      $0.value.count == $1.value.count ? $0.key.rawValue > $1.key.rawValue : $0.value.count < $1.value.count
    }?.key
  }

  /// Read from the logs of a context's subject.
  package static func of(_ context: CheckContext) -> LogVerdict {
    let key = context.subject.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return context.snapshot.memo.value("log-verdict\u{1}" + key.joined(separator: "\u{1}")) {
      LogVerdict(context.logView)
    }
  }

  init(_ view: LogView) {
    let idle = view.timers.idle?.seconds
    var joined: Set<String> = []
    for pair in LogJoin(view).pairs {
      for line in pair.balancer { joined.insert("\(line.file)\u{1}\(line.line)") }
      add(LogVerdict.leg(pair, view), pair.edge, pair.balancer.last, pair.edge.taken)
    }
    for line in view.balancer?.faults ?? [] where !joined.contains("\(line.file)\u{1}\(line.line)") {
      guard let leg = LogVerdict.leg(LogSignature(line, idle: idle)) else { continue }
      add(leg, nil, line, line.delta ?? 0)
    }
  }

  private static func leg(_ pair: LogJoin.Pair, _ view: LogView) -> LogLeg {
    if pair.edge.detail.hasSuffix("GeneratedResponse") { return .edgeMade }
    let idle = view.timers.idle?.seconds
    // The last answer is the one that decided; a retry that hung up shows as 460 beside it.
    for line in pair.balancer.reversed() {
      if let leg = leg(LogSignature(line, idle: idle)) { return leg }
    }
    if !pair.balancer.isEmpty { return .edgeMade }
    if pair.edge.taken < 1 { return pair.edge.detail == "Error" ? .edgeMade : .unknown }
    guard let span = view.balancer?.span, view.balancerCovers else { return .unknown }
    return pair.edge.started >= span.first - 60 && pair.edge.time <= span.last + 300 ? .edgeConnect : .unknown
  }

  private static func leg(_ signature: LogSignature) -> LogLeg? {
    switch signature {
    case .connectTimeout: .targetConnect
    case .silentTarget, .truncatedBody: .targetSilent
    case .lambdaConnect: .targetConnect
    case .targetSaid504: .targetAnswered
    case .fixedResponse: .fixedResponse
    case .clientGaveUp: .edgeTimer
    case .noTarget, .badGateway, .other: nil
    }
  }

  private mutating func add(_ leg: LogLeg, _ edge: CloudFrontLine?, _ line: ALBLine?, _ wait: Double) {
    var entry = legs[leg] ?? Leg()
    entry.count += 1
    entry.edge = entry.edge ?? edge
    entry.balancer = entry.balancer ?? line
    entry.shortest = min(entry.shortest, wait)
    entry.longest = max(entry.longest, wait)
    legs[leg] = entry
  }
}
