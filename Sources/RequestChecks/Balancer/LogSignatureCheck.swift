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
  static let summary = "whether the load balancer's access log holds lines of one kind of fault"
  static let parameters = [
    CheckParameter("is", "the kind of fault", values: LogSignature.allCases.map(\.rawValue), required: true)
  ]
  static let reads: [DocumentKind] = [.balancerLog, .loadBalancerAttributes]

  static func run(_ context: CheckContext) -> Finding {
    guard let wanted = context.parameters["is"].flatMap(LogSignature.init(rawValue:)) else {
      return .undetermined("no kind of fault was named", needs: [])
    }
    let view = LogView.of(context)
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
