import Evidence

/// The policies that AWS asks for one request.
package struct AccessPolicies: Sendable {
  /// The policy of the resource itself.
  package enum ResourceState: Sendable {
    case present(LayerPolicies)
    /// The resource has none, or its kind knows none.
    case none([Citation])
    /// It is not known whether there is one.
    case unknown([Need])
  }

  package var identity: LayerPolicies
  /// Nil where the principal has none.
  package var boundary: LayerPolicies?
  package var session: LayerPolicies?
  /// One entry a level of the organization; nil where nothing is known of them: they then stand aside.
  package var serviceControl: [LayerPolicies]?
  package var resourceControl: [LayerPolicies]?
  /// Nil where the request passes no VPC endpoint.
  package var endpoint: LayerPolicies?
  package var resource: ResourceState
  /// The policy simulator's answers: each stands in for a layer that the documents leave open.
  package var simulated: [LayerReport] = []

  package init(
    identity: LayerPolicies, boundary: LayerPolicies? = nil, session: LayerPolicies? = nil,
    serviceControl: [LayerPolicies]? = nil, resourceControl: [LayerPolicies]? = nil,
    endpoint: LayerPolicies? = nil, resource: ResourceState = .none([])
  ) {
    self.identity = identity
    self.boundary = boundary
    self.session = session
    self.serviceControl = serviceControl
    self.resourceControl = resourceControl
    self.endpoint = endpoint
    self.resource = resource
  }
}

/// AWS's full evaluation of one request.
///
/// IAM guide, "Policy evaluation logic", "Evaluating policies within a single account" and "Cross-account policy
/// evaluation logic": an explicit deny anywhere ends it; each organization level must allow; then in one account
/// an allow of the identity (within boundary and session) or of the resource is enough, across accounts both are
/// needed. A resource policy that names a role is still limited by the role's boundary and session policy, one that
/// names the session, a user or everyone is not. KMS keys and roles to assume: their own policy must allow the caller
/// or delegate to its account.
package struct AccessEvaluation: Sendable {
  package let request: AccessRequest
  package let reports: [LayerReport]
  package let allow: AccessTruth
  package let deny: AccessTruth
  /// Layers without which the request cannot be allowed and that do not allow it, most telling first.
  package let lacking: [AccessLayer]

  package init(_ request: AccessRequest, _ policies: AccessPolicies) {
    self.request = request
    var reports: [LayerReport] = []
    func add(_ report: LayerReport) -> LayerReport {
      let isOpen = !report.allow.unknowns.isEmpty || !report.deny.unknowns.isEmpty
      let standIn = policies.simulated.first { $0.layer == report.layer }
      let used = isOpen ? standIn ?? report : report
      reports.append(used)
      return used
    }
    var needed: [(AccessLayer, AccessTruth)] = []
    let isOutsider = request.principal.account == nil
    if let levels = policies.serviceControl, !isOutsider {
      let report = add(LayerReport(.serviceControl, levels: levels, for: request, asksPrincipal: false))
      needed.append((.serviceControl, report.allow))
    } else if let simulated = policies.simulated.first(where: { $0.layer == .serviceControl }) {
      needed.append((.serviceControl, add(simulated).allow))
    }
    if let levels = policies.resourceControl {
      let report = add(LayerReport(.resourceControl, levels: levels, for: request, asksPrincipal: true))
      needed.append((.resourceControl, report.allow))
    }
    if let endpoint = policies.endpoint {
      let report = add(LayerReport(.endpoint, endpoint, for: request, asksPrincipal: true))
      needed.append((.endpoint, report.allow))
    }
    let identity: LayerReport?
    if isOutsider {
      identity = nil
    } else if request.principal.kind == .root {
      identity = add(LayerReport(open: .identity))
    } else {
      identity = add(LayerReport(.identity, policies.identity, for: request, asksPrincipal: false))
    }
    let boundary = policies.boundary.map {
      add(LayerReport(.boundary, $0, for: request, asksPrincipal: false))
    }
    let session = policies.session.map {
      add(LayerReport(.session, $0, for: request, asksPrincipal: false))
    }
    let resource = add(AccessEvaluation.resourceReport(request, policies.resource))
    self.reports = reports
    // A resource policy that nobody has seen cannot be held against an allow: nothing says that it exists.
    let seen = reports.filter { report in
      if case .unknown = policies.resource, report.layer == resource.layer { return false }
      return true
    }
    // STS reference, "GetCallerIdentity": no permission is needed, and a policy that denies it changes nothing.
    let isFree = request.action.lowercased() == "sts:getcalleridentity"
    deny = isFree ? .no : .any(seen.map(\.deny))
    let limits = (boundary?.allow ?? .yes).and(session?.allow ?? .yes)
    let caller = AccessEvaluation.Caller(
      identity: identity?.allow, limits: limits, boundary: boundary?.allow, session: session?.allow)
    let (core, missing) = AccessEvaluation.core(request, caller, resource)
    needed += missing
    allow = isFree ? .yes : core.and(.all(needed.filter { $0.0.onlyLimits }.map(\.1)))
    lacking = isFree ? [] : needed.filter { $0.1.isNo }.map(\.0)
  }

  private struct Caller {
    /// Nil for a caller without policies of its own: a service, an anonymous one.
    let identity: AccessTruth?
    let limits: AccessTruth
    let boundary: AccessTruth?
    let session: AccessTruth?

    var side: AccessTruth { (identity ?? .no).and(limits) }
  }

  /// The allow of caller and resource together, and the halves that are needed for it and not there.
  private static func core(
    _ request: AccessRequest, _ caller: Caller, _ resource: LayerReport
  ) -> (AccessTruth, [(AccessLayer, AccessTruth)]) {
    let direct = resource.grants([.everyone, .direct])
    let role = resource.grants([.role])
    let account = resource.grants([.account])
    if caller.identity == nil { return (direct, [(resource.layer, direct)]) }
    let anyGrant = direct.or(role).or(account)
    let granted = direct.or(role.and(caller.limits))
    var halves: [(AccessLayer, AccessTruth)] = []
    func needLimits() {
      if let boundary = caller.boundary { halves.append((.boundary, boundary)) }
      if let session = caller.session { halves.append((.session, session)) }
    }
    func needIdentity() { halves.append((.identity, caller.identity ?? .no)) }
    let isCross = request.isCrossAccount ?? false
    let whole: AccessTruth
    if isCross {
      whole = caller.side.and(anyGrant)
      if request.isGovernedByResource { halves.append((resource.layer, anyGrant)) }
      needIdentity()
      if !request.isGovernedByResource { halves.append((resource.layer, anyGrant)) }
      needLimits()
    } else if request.isGovernedByResource {
      whole = granted.or(account.and(caller.side))
      halves.append((resource.layer, anyGrant))
      if direct.isNo, role.isNo { needIdentity() }
      if direct.isNo { needLimits() }
    } else {
      whole = granted.or(caller.side)
      if direct.isNo, role.isNo { needIdentity() }
      if direct.isNo { needLimits() }
    }
    return (whole, halves.filter { !$0.1.isYes })
  }

  private static func resourceReport(
    _ request: AccessRequest, _ state: AccessPolicies.ResourceState
  ) -> LayerReport {
    let layer = resourceLayer(request)
    switch state {
    case .present(let set): return LayerReport(layer, set, for: request, asksPrincipal: true)
    case .none(let places): return LayerReport(open: layer, allow: .no, places: places)
    case .unknown(let needs):
      let reason = AccessUnknown.policyText("the \(layer.words) of \(request.resource)")
      return LayerReport(open: layer, allow: .unknown(reason), deny: .unknown(reason), needs: needs)
    }
  }

  static func resourceLayer(_ request: AccessRequest) -> AccessLayer {
    switch request.service {
    case "kms": .key
    case "sts": .trust
    default: .resource
    }
  }

  /// The report of `layer`; nil where it was not asked.
  package func report(_ layer: AccessLayer) -> LayerReport? { reports.first { $0.layer == layer } }
}
