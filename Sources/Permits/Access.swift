import Evidence

/// Who may do what, as far as a snapshot shows it.
package struct Access: Sendable {
  let analysis: Analysis

  package init(_ analysis: Analysis) { self.analysis = analysis }

  var snapshot: Snapshot { analysis.snapshot }

  /// The role that a name, a role's ARN or a session's ARN means.
  package func role(_ text: String, account: String? = nil) -> RoleFacts {
    analysis.value(of: RoleFacts.self, RoleFacts.Key(text: text, account: account))
  }

  /// The roles of an instance profile, named by name or ARN; nil where the snapshot does not tell.
  package func roles(ofInstanceProfile text: String, account: String? = nil) -> [RoleFacts]? {
    let arn = ARN(text)
    let name = arn?.name ?? text
    let account = arn?.account ?? account
    func isSame(_ json: JSON) -> Bool {
      json["InstanceProfileName"]?.string == name
        && (arn == nil || json["Arn"]?.string == nil || json["Arn"]?.string == text)
    }
    for document in snapshot.documents(of: .instanceProfile) {
      guard let profile = document.root["InstanceProfile"], isSame(profile) else { continue }
      return (profile["Roles"]?.elements ?? []).compactMap { role in
        (role["Arn"]?.string ?? role["RoleName"]?.string).map { self.role($0, account: account) }
      }
    }
    let holders = analysis.identities.allRoles.filter {
      ($0["InstanceProfileList"]?.elements ?? []).contains(where: isSame)
    }
    let found = holders.compactMap { $0["Arn"]?.string ?? $0["RoleName"]?.string }
    return found.isEmpty ? nil : found.map { role($0, account: account) }
  }

  /// Answers whether `principal` may do `action` to `resource`.
  ///
  /// - Parameters:
  ///   - principal: a role's or user's name or ARN, a session's ARN, a service.
  ///   - action: for example `ecr:BatchGetImage`.
  ///   - resource: an ARN, or `*` for an action that knows no resource.
  ///   - context: condition keys that are known.
  ///   - absent: condition keys that are known not to be in the request.
  ///   - contextComplete: whether every key that is not given is absent.
  ///   - viaEndpoint: the VPC endpoint that the request passes.
  ///   - resourceAccount: the resource's owner where the ARN does not say it.
  ///   - account: the principal's account where a bare name leaves it open.
  /// - Returns: the verdict with the layer and the statement that decide.
  package func can(
    principal: String, action: String, resource: String = "*", context: [String: [String]] = [:],
    absent: Set<String> = [], contextComplete: Bool = false, viaEndpoint: String? = nil,
    resourceAccount: String? = nil, account: String? = nil
  ) -> AccessAnswer {
    let caller = AccessCaller(principal, account: account, in: self)
    var known = RequestContext(context, absent: absent, complete: contextComplete)
    var notes: [AccessNote] = []
    var owner = resourceAccount
    if owner == nil, let arn = ARN(resource), arn.account.isEmpty, let own = caller.principal.account {
      owner = own
      notes.append(.ownerAssumed(own))
    }
    let endpoint = viaEndpoint.map { EndpointFacts($0, in: snapshot) }
    endpoint?.complete(&known)
    if !contextComplete { caller.complete(&known, resource: resource, in: snapshot) }
    let request = AccessRequest(
      principal: caller.principal, action: action, resource: resource, resourceAccount: owner,
      context: known)
    var policies = AccessPolicies(
      identity: caller.identity, boundary: caller.boundary, endpoint: endpoint?.policies,
      resource: ResourcePolicies(access: self).state(for: request))
    policies.serviceControl = OrganizationPolicies(snapshot: snapshot, kind: .serviceControl)
      .levels(for: request)
    policies.resourceControl = OrganizationPolicies(snapshot: snapshot, kind: .resourceControl)
      .levels(for: request)
    policies.simulated = Simulation.reports(of: request, in: snapshot)
    if policies.serviceControl == nil { notes.append(.organizationUnseen) }
    if case .unknown = policies.resource {
      notes.append(.resourcePolicyUnseen(AccessEvaluation.resourceLayer(request)))
    }
    let evaluation = AccessEvaluation(request, policies)
    for report in evaluation.reports {
      for match in report.allowing {
        if case .attachment = match.policy.source { notes.append(.managedByName(match.policy.name)) }
      }
    }
    return AccessAnswer(evaluation, notes: notes, needs: caller.needs + organization(evaluation, caller))
  }

  /// The document that tells the organization, where a condition asks for it.
  private func organization(_ evaluation: AccessEvaluation, _ caller: AccessCaller) -> [Need] {
    let asks = evaluation.allow.unknowns.union(evaluation.deny.unknowns).contains { unknown in
      if case .contextKey(let key) = unknown { key.lowercased() == "aws:principalorgid" } else { false }
    }
    guard asks else { return [] }
    return [snapshot.need(.organization, account: caller.principal.account)]
  }

  /// Whether the role's trust policy lets `service` assume it.
  package func trustAdmits(
    role: String, service: String, context: [String: [String]] = [:], absent: Set<String> = [],
    account: String? = nil
  ) -> AccessAnswer {
    let facts = self.role(role, account: account)
    return can(
      principal: service, action: "sts:AssumeRole", resource: facts.arn ?? role, context: context,
      absent: absent, resourceAccount: facts.account)
  }

  /// Where it is proved that there is no such role; nil where there is, or nobody knows.
  package func absence(of principal: String) -> Citation? {
    let caller = AccessCaller(principal, account: nil, in: self)
    guard caller.principal.roleName != nil else { return nil }
    guard case .absent(let place) = role(principal, account: caller.principal.account).existence else {
      return nil
    }
    return place
  }

  /// The policy that hangs on a resource, for questions about the policy itself.
  package func resourcePolicy(of resource: String, action: String) -> AccessPolicies.ResourceState {
    let request = AccessRequest(
      principal: .anonymous, action: action, resource: resource, context: RequestContext(complete: true))
    return ResourcePolicies(access: self).state(for: request)
  }
}

extension Analysis {
  /// Who may do what; it asks this analysis, so no model may hold it.
  package var access: Access { Access(self) }
}
