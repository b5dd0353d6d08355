import Sentences
import Evidence
import Records
import Services

/// `lambda-connect`: whether the Lambda service did not take the load balancer's connection.
///
/// Proof is the log's own reason, `LambdaConnectionTimeout`, beside 504. A function's own timeout, error or throttling
/// is a 502. Not applicable where the load balancer has no Lambda target ("Error reason codes" of ALB access logs).
enum LambdaConnectCheck: Check {
  static let name = "lambda-connect"
  static let summary: Sentence = "whether the Lambda service did not take the load balancer's connection"
  static let binds = LogEvidence.binds
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.balancerLog, .targetGroups]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    let lines = view.faults(.lambdaConnect)
    if let finding = LambdaPremise.absent(context, view), lines.isEmpty { return finding }
    return view.askBalancer { _ in
      guard !lines.isEmpty else {
        return view.notInBalancerLog(
          "no line of the access log gives `LambdaConnectionTimeout` as its reason")
      }
      return .confirmed(
        "\(lines.count) requests ended with `LambdaConnectionTimeout`: the Lambda service did not take the connection",
        LogEvidence.samples(lines, .lambdaConnect), bindings: LogEvidence.bindings(view, lines))
    }
  }
}

/// What holds for every question about Lambda targets.
enum LambdaPremise {
  /// Not applicable where a complete listing shows that no target is a function; nil where one is.
  static func absent(_ context: CheckContext, _ view: LogView) -> Finding? {
    if view.path.targetGroups.contains(where: \.isLambda) { return nil }
    let listing = view.path.listing(.targetGroups, context.snapshot)
    guard listing.isComplete, view.path.loadBalancer != nil else {
      return .undetermined("whether a target is a Lambda function is not known", needs: [listing.need])
    }
    return .notApplicable(
      "no target group of the load balancer has a Lambda function",
      view.path.targetGroups.prefix(2).compactMap { group in
        group.json["TargetType"].map { Citation($0, "the targets are of this type") }
      })
  }
}
