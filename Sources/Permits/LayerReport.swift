import Sentences
import Evidence

/// The policies of one layer, and those it is known to have but whose text is not there.
package struct LayerPolicies: Sendable {
  package var policies: [Policy]
  package var missing: [Missing]
  /// Where the layer's documents stand: cited for something that is not in them.
  package var places: [Citation]

  package struct Missing: Sendable, Hashable {
    package let name: Sentence
    package let needs: [Need]

    package init(_ name: Sentence, _ needs: [Need]) {
      self.name = name
      self.needs = needs
    }
  }

  package init(_ policies: [Policy] = [], missing: [Missing] = [], places: [Citation] = []) {
    self.policies = policies
    self.missing = missing
    self.places = places
  }
}

/// An allow that names the action and still does not apply.
package enum NearMiss: Sendable {
  /// The action is there, the resource is another.
  case resource(StatementMatch)
  /// Action and resource are there, a condition fails or is unknown; the keys of those conditions.
  case condition(StatementMatch, keys: [String])
  /// All but the principal.
  case principal(StatementMatch)

  package var match: StatementMatch {
    switch self {
    case .resource(let match), .condition(let match, _), .principal(let match): match
    }
  }
}

/// What one layer says to a request.
package struct LayerReport: Sendable {
  package let layer: AccessLayer
  /// Whether one of the layer's statements allows; for levels of an organization, whether each level does.
  package let allow: AccessTruth
  package let deny: AccessTruth
  /// Allow statements that apply.
  package let allowing: [StatementMatch]
  /// Deny statements that apply.
  package let denying: [StatementMatch]
  /// Deny statements of which it is not known whether they apply.
  package let possiblyDenying: [StatementMatch]
  package let nearMisses: [NearMiss]
  package let needs: [Need]
  package let places: [Citation]
  /// All statements, with what of them applies.
  package let matches: [StatementMatch]

  /// Asks one set of policies.
  package init(
    _ layer: AccessLayer, _ set: LayerPolicies, for request: AccessRequest, asksPrincipal: Bool
  ) {
    let matches = set.policies.flatMap { policy in
      policy.statements.map { StatementMatch($0, of: policy, for: request, asksPrincipal: asksPrincipal) }
    }
    let allows = matches.filter { $0.statement.effect != .deny }
    let denies = matches.filter { $0.statement.effect != .allow }
    var unseen = Set(set.missing.map { AccessUnknown.policyText($0.name) })
    for policy in set.policies { if let problem = policy.problem { unseen.insert(problem) } }
    // What is known of AWS's own policies holds no Deny; only their allows may be more than is known.
    let partial = Set(
      set.policies.filter { $0.isOpen(for: request.service) }.map { AccessUnknown.policyText($0.name) })
    let hidden: AccessTruth = unseen.isEmpty ? .no : .unknown(unseen)
    let hiddenAllow: AccessTruth = unseen.union(partial).isEmpty ? .no : .unknown(unseen.union(partial))
    self.layer = layer
    self.matches = matches
    allow = AccessTruth.any(allows.map(\.applies)).or(hiddenAllow)
    deny = AccessTruth.any(denies.map(\.applies)).or(hidden)
    allowing = allows.filter { $0.applies.isYes }
    denying = denies.filter { $0.applies.isYes }
    possiblyDenying = denies.filter { !$0.applies.isYes && !$0.applies.isNo }
    nearMisses = allows.compactMap(LayerReport.nearMiss)
    needs = set.missing.flatMap(\.needs)
    places = set.places
  }

  /// A layer that allows everything, as AWS treats an account's root user or an absent document.
  package init(
    open layer: AccessLayer, allow: AccessTruth = .yes, deny: AccessTruth = .no, needs: [Need] = [],
    places: [Citation] = []
  ) {
    self.layer = layer
    self.allow = allow
    self.deny = deny
    self.needs = needs
    self.places = places
    allowing = []
    denying = []
    possiblyDenying = []
    nearMisses = []
    matches = []
  }

  /// Levels of an organization: each has to allow, any may deny.
  package init(
    _ layer: AccessLayer, levels: [LayerPolicies], for request: AccessRequest, asksPrincipal: Bool
  ) {
    let reports = levels.map { LayerReport(layer, $0, for: request, asksPrincipal: asksPrincipal) }
    self.layer = layer
    allow = .all(reports.map(\.allow))
    deny = .any(reports.map(\.deny))
    allowing = reports.flatMap(\.allowing)
    denying = reports.flatMap(\.denying)
    possiblyDenying = reports.flatMap(\.possiblyDenying)
    let lacking = reports.filter { !$0.allow.isYes }
    nearMisses = lacking.flatMap(\.nearMisses)
    needs = reports.flatMap(\.needs)
    places = (lacking.isEmpty ? reports : lacking).flatMap(\.places)
    matches = reports.flatMap(\.matches)
  }

  private static func nearMiss(_ match: StatementMatch) -> NearMiss? {
    guard match.action.isYes, !match.applies.isYes, match.statement.effect == .allow else { return nil }
    if match.resource.isNo { return .resource(match) }
    if match.principal.isNo { return .principal(match) }
    let open = match.openConditions
    return open.isEmpty ? nil : .condition(match, keys: open.map(\.key))
  }

  /// Whether an allow reaches the caller in one of `ways` (a policy that hangs on a resource).
  package func grants(_ ways: Set<PrincipalElement.Reach>) -> AccessTruth {
    let found = matches.filter { $0.statement.effect != .deny && !$0.reaches.isDisjoint(with: ways) }
    let seen = AccessTruth.any(found.map(\.applies))
    guard !allow.isYes, !allow.isNo else { return seen }
    // What is hidden in a text that is not there may reach the caller in any way.
    let hidden = allow.unknowns.subtracting(matches.flatMap { $0.applies.unknowns })
    return hidden.isEmpty ? seen : seen.or(.unknown(hidden))
  }
}
