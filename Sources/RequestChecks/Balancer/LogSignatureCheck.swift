import Sentences
import Evidence
import Records
import Services

/// `log-signature`: whether the load balancer's access log holds lines of one kind of fault.
///
/// `is` names the kind. 504 lines are told apart by the wait (`time - request_creation_time`) and by what the
/// target answered; the processing times alone do not tell ("Access log entries" in the ALB guide). Confirmed by a
/// line; refuted where the log covers the time of the incident and holds none.
enum LogSignatureCheck: Check {
  static let name = "log-signature"
  static let summary: Sentence = "whether the load balancer's access log holds lines of one kind of fault"
  static let binds = LogEvidence.binds
  static let kind = Parameter<LogSignature>("is", "the kind of fault")
  static let parameters = [kind.declared]
  static let reads: [DocumentKind] = [.balancerLog, .loadBalancerAttributes]

  static func run(_ context: CheckContext) -> Finding {
    let wanted = context[kind]
    let view = context.logView
    return view.askBalancer { _ in
      let lines = view.faults(wanted)
      guard !lines.isEmpty else {
        return view.notInBalancerLog(
          "the access log holds no line that says: \(wanted.meaning)")
      }
      return .confirmed(
        "\(lines.count) requests: \(wanted.meaning)",
        LogEvidence.samples(lines, wanted), bindings: LogEvidence.bindings(view, lines),
        scope: LogEvidence.scope(lines))
    }
  }
}
