import Sentences
import Evidence

/// Which parts of a statement apply to a request.
package struct StatementMatch: Sendable {
  package let policy: Policy
  package let statement: PolicyStatement
  package let action: AccessTruth
  package let resource: AccessTruth
  package let principal: AccessTruth
  package let reaches: Set<PrincipalElement.Reach>
  /// Each condition with its verdict, in the policy's order.
  package let conditions: [(condition: PolicyCondition, truth: AccessTruth)]

  /// Whether the statement applies.
  package var applies: AccessTruth {
    let problems: AccessTruth = statement.problems.isEmpty ? .yes : .unknown(Set(statement.problems))
    return action.and(resource).and(principal).and(.all(conditions.map(\.truth))).and(problems)
  }

  /// Conditions that fail or cannot be judged.
  package var openConditions: [PolicyCondition] {
    conditions.filter { !$0.truth.isYes }.map(\.condition)
  }

  /// The place of the statement.
  package func citation(_ says: Sentence) -> Citation { policy.citation(statement, says) }

  /// Judges `statement` for `request`; `asksPrincipal` says that the policy hangs on a resource and names who may.
  package init(
    _ statement: PolicyStatement, of policy: Policy, for request: AccessRequest, asksPrincipal: Bool
  ) {
    self.policy = policy
    self.statement = statement
    action = StatementMatch.action(statement, request)
    resource = StatementMatch.resource(statement, request, policy, mayLack: asksPrincipal)
    if !asksPrincipal {
      principal = .yes
      reaches = []
    } else if let element = statement.principal {
      (principal, reaches) = element.includes(request.principal, complete: request.context.complete)
    } else {
      principal = .unknown(.element("a statement without Principal"))
      reaches = []
    }
    conditions = statement.conditions.map {
      ($0, ConditionEvaluation.holds($0, in: request.context, variables: policy.hasVariables))
    }
  }

  private static func action(_ statement: PolicyStatement, _ request: AccessRequest) -> AccessTruth {
    guard let element = statement.action else {
      return .unknown(.element("a statement without Action or NotAction"))
    }
    let named = element.values.contains { TextPattern($0).matches(request.action, ignoringCase: true) }
    if !named, element.hasUnread { return .unknown(.element("an Action that cannot be read")) }
    return AccessTruth(named != element.negated)
  }

  private static func resource(
    _ statement: PolicyStatement, _ request: AccessRequest, _ policy: Policy, mayLack: Bool
  ) -> AccessTruth {
    guard let element = statement.resource else {
      // A repository's or a role's own policy speaks of what it hangs on.
      return mayLack ? .yes : .unknown(.element("a statement without Resource or NotResource"))
    }
    let named = AccessTruth.any(
      element.values.map { text -> AccessTruth in
        switch PolicyVariables.expand(text, in: request.context, variables: policy.hasVariables) {
        case .pattern(let pattern):
          AccessTruth(!StatementMatch.hasWildType(text) && pattern.matches(request.resource))
        case .missing: .no
        case .unknown(let key):
          // With every variable read as "anything": what then does not match never does.
          AccessTruth(TextPattern(StatementMatch.loosened(text)).matches(request.resource))
            .and(.unknown(.contextKey(key)))
        }
      })
    let found = element.hasUnread ? named.or(.unknown(.element("a Resource that cannot be read"))) : named
    return element.negated ? found.negated : found
  }

  /// Services whose resources begin with a type, for example `repository/`.
  private static let typed: Set<String> = [
    "iam", "ecr", "ecs", "ec2", "kms", "secretsmanager", "ssm", "logs", "lambda", "elasticloadbalancing",
  ]

  /// Whether the pattern has a wildcard in the resource's type and goes on behind it.
  ///
  /// IAM guide, "IAM ARNs": a wildcard may not stand in the part that says the resource's type (`r?le/app`); an
  /// ending `*` (`rep*`) and a type that is all `*` are in use.
  private static func hasWildType(_ text: String) -> Bool {
    guard let arn = ARN(text), typed.contains(arn.service), arn.type != "*" else { return false }
    return arn.type.contains { $0 == "*" || $0 == "?" }
  }

  /// Each variable as `*`; one that is not closed stays.
  private static func loosened(_ text: String) -> String {
    var loose = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "${"), let end = rest[start.upperBound...].firstIndex(of: "}") {
      loose += rest[..<start.lowerBound] + "*"
      rest = rest[rest.index(after: end)...]
    }
    return loose + rest
  }
}
