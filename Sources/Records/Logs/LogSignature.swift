import Sentences

/// What one fault line of an ALB log says about where the time went.
///
/// The wait, `time - request_creation_time`, decides: AWS writes -1 in the processing times both for a connection
/// that never came about and for an idle timeout ("Access log entries", "Troubleshoot your ALBs").
package enum LogSignature: String, Sendable, CaseIterable {
  /// 504 after 10 s: the connection to the target never came about.
  case connectTimeout = "connect-timeout"
  /// 504 after the idle timeout: connected, and no response.
  case silentTarget = "silent-target"
  /// 504 although the response's head came: the body was shorter than it said.
  case truncatedBody = "truncated-body"
  /// 504 because the Lambda service did not take the connection.
  case lambdaConnect = "lambda-connect"
  /// The target itself answered 504.
  case targetSaid504 = "target-said-504"
  /// A listener rule answered 504.
  case fixedResponse = "fixed-response"
  /// 460: the client (CloudFront) closed the connection first.
  case clientGaveUp = "client-gave-up"
  /// 503: the target group has no registered target.
  case noTarget = "no-target"
  /// 502: refused, closed early, or malformed.
  case badGateway = "bad-gateway"
  /// A fault whose numbers fit none of these.
  case other = "other"

  /// The load balancer's connect timeout to a target: fixed, not configurable ("Troubleshoot your ALBs", HTTP 504).
  package static let connectTimer = 10.0

  package init(_ line: ALBLine, idle: Double?) {
    switch line.status {
    case 460: self = .clientGaveUp
    case 502: self = .badGateway
    case 503: self = .noTarget
    case 504: self = LogSignature.gatewayTimeout(line, idle: idle)
    default: self = .other
    }
  }

  private static func gatewayTimeout(_ line: ALBLine, idle: Double?) -> LogSignature {
    if line.targetStatus == 504 { return .targetSaid504 }
    if line.errorReason == "LambdaConnectionTimeout" { return .lambdaConnect }
    if line.actions.contains("fixed-response") { return .fixedResponse }
    guard line.target != nil else { return .other }
    // A response head was received: what timed out is the rest of it.
    if line.targetTime >= 0 || line.targetStatus != nil { return .truncatedBody }
    guard let delta = line.delta else { return line.requestTime >= 0 ? .silentTarget : .other }
    let isConnect = delta >= connectTimer - 0.5 && delta <= connectTimer + 1
    let isIdle = idle.map { near(delta, $0) } ?? false
    if isConnect && isIdle { return line.requestTime >= 0 ? .silentTarget : .other }
    if isConnect { return .connectTimeout }
    if isIdle { return .silentTarget }
    return line.requestTime >= 0 && delta > connectTimer + 1 ? .silentTarget : .other
  }

  /// Equal as far as log clocks and a busy server allow: a second below, a second or 5 % above.
  package static func near(_ value: Double, _ timer: Double) -> Bool {
    value >= timer - 1 && value <= timer + max(1.5, timer * 0.05)
  }

  /// What the line means, for a sentence.
  package var meaning: Sentence {
    switch self {
    case .connectTimeout: "the load balancer could not connect to the target within its fixed 10 s"
    case .silentTarget: "the target was connected and sent nothing until the idle timeout"
    case .truncatedBody: "the target's response began and its body never became complete"
    case .lambdaConnect: "the Lambda service did not take the connection in time"
    case .targetSaid504: "the target itself answered 504"
    case .fixedResponse: "a listener rule answered 504"
    case .clientGaveUp: "the client closed the connection before the answer came"
    case .noTarget: "there was no target to send the request to"
    case .badGateway: "the target refused the connection, closed it early or answered malformed"
    case .other: "the numbers fit no known pattern"
    }
  }
}
