import Evidence

/// One request: who wants to do what to what, and under which circumstances.
package struct AccessRequest: Sendable {
  package let principal: AccessPrincipal
  /// For example `ecr:BatchGetImage`.
  package let action: String
  /// An ARN, or `*` for an action that knows no resource.
  package let resource: String
  /// The account that owns the resource; nil where the ARN does not say it and nobody else does.
  package let resourceAccount: String?
  package var context: RequestContext

  package init(
    principal: AccessPrincipal, action: String, resource: String = "*", resourceAccount: String? = nil,
    context: RequestContext
  ) {
    self.principal = principal
    self.action = action
    self.resource = resource
    let named = ARN(resource)?.account ?? ""
    let owner = resourceAccount ?? (named.isEmpty ? nil : named)
    self.resourceAccount = resource == "*" ? owner ?? principal.account : owner
    self.context = context
    principal.complete(&self.context)
  }

  /// The service of the action, for example `ecr`.
  package var service: String { String(action.prefix { $0 != ":" }).lowercased() }

  /// Whether the resource's own policy must allow or delegate before an identity policy counts.
  ///
  /// KMS guide, "Key policies in AWS KMS"; IAM guide, "Methods to assume a role".
  package var isGovernedByResource: Bool {
    if service == "kms" { return resource != "*" }
    return service == "sts" && action.lowercased().hasPrefix("sts:assumerole")
  }

  /// Nil where it is not known who owns the resource.
  package var isCrossAccount: Bool? {
    guard let own = principal.account else { return false }
    return resourceAccount.map { $0 != own }
  }
}
