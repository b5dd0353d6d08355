import Sentences
import Evidence
import Records
import Services

/// `fixed-response`: whether a listener rule answers 504 by itself.
///
/// Configuration proves it: a `fixed-response` action with status 504 in a rule or a listener's default actions.
/// Refuted where a complete listing has none, or where a log that covers the time shows that no 504 came from one
/// ("Fixed-response actions").
enum FixedResponseCheck: Check {
  static let name = "fixed-response"
  static let summary: Sentence = "whether a listener rule answers 504 by itself"
  static let binds =
    RequestPath.binds + ["count", "listener-arn", "priority", "rule-arn", "target-group-arn"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.listenerRules, .listeners, .balancerLog]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    guard view.path.loadBalancer != nil else {
      if view.path.needs.isEmpty { return view.noBalancer }
      return .undetermined("which load balancer is meant is not known", needs: view.path.needs)
    }
    let lines = view.faults(.fixedResponse)
    let holders =
      view.path.rules.map { ($0, $0["Actions"]?.elements ?? []) }
      + view.path.listeners.items.map { ($0, $0["DefaultActions"]?.elements ?? []) }
    let found = holders.flatMap { holder, actions in
      actions.filter { action in
        action["Type"]?.string == "fixed-response"
          && action["FixedResponseConfig"]?["StatusCode"]?.scalar == "504"
      }.map { (holder, $0) }
    }
    guard let (rule, action) = found.first else { return without(lines, view, context) }
    if lines.isEmpty, view.balancerCovers,
      view.balancer?.faults.contains(where: { $0.status == 504 }) ?? false
    {
      return .ruledOut(
        "a rule would answer 504, but none of the 504s in the access log came from one",
        view.balancer.map(view.balancerCitations) ?? [])
    }
    var values = view.path.bindings
    values["rule-arn"] = rule["RuleArn"]?.string
    values["listener-arn"] = rule["ListenerArn"]?.string
    values["priority"] = rule["Priority"]?.scalar ?? "default"
    values["target-group-arn"] = view.path.targetGroups.first?.arn
    values["count"] = String(lines.count)
    let status = action["FixedResponseConfig"]?["StatusCode"]
    return .confirmed(
      "a listener rule (priority \(values["priority"] ?? "default")) answers 504 without asking a target",
      (status.map { [Citation($0, "the rule's fixed answer")] } ?? [])
        + LogEvidence.samples(lines, .fixedResponse),
      bindings: [values])
  }

  private static func without(_ lines: [ALBLine], _ view: LogView, _ context: CheckContext) -> Finding {
    if let line = lines.first {
      return .undetermined(
        "the log shows a fixed 504, but no collected rule gives one",
        needs: rulesNeeded(view, context), evidence: [line.cite(LogView.describe(line, .fixedResponse))])
    }
    let needs = rulesNeeded(view, context)
    if !needs.isEmpty {
      if view.balancerCovers, let balancer = view.balancer,
        balancer.faults.contains(where: { $0.status == 504 })
      {
        return .ruledOut(
          "none of the 504s in the access log came from a listener rule", view.balancerCitations(balancer))
      }
      return .undetermined("not every listener's rules were collected", needs: needs)
    }
    let places =
      view.path.listeners.items.prefix(1).compactMap { $0["DefaultActions"] }
      + view.path.rules.prefix(1).compactMap { $0["Actions"] }
    return .ruledOut(
      "no listener rule gives a fixed 504",
      places.map { Citation($0, "does something else") })
  }

  /// Listeners whose rules the snapshot lacks; every listener has at least its default rule.
  private static func rulesNeeded(_ view: LogView, _ context: CheckContext) -> [Need] {
    if view.path.listeners.gap != nil { return [view.path.listeners.need] }
    let missing = view.path.listeners.items.compactMap { $0["ListenerArn"]?.string }.filter { listener in
      let tail = listener.replacing(":listener/", with: ":listener-rule/") + "/"
      return !view.path.rules.contains { $0["RuleArn"]?.string?.hasPrefix(tail) ?? false }
    }
    // The default rule repeats the listener's default actions, which are known.
    return missing.map {
      context.snapshot.need(.listenerRules, subject: $0, region: view.path.region)
    }
  }
}
